package io.jaybit.station.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.account.AccountEvent;
import io.jaybit.account.Execution;
import io.jaybit.account.OrderSide;
import io.jaybit.account.OrderUpdate;
import io.jaybit.account.PositionUpdate;
import io.jaybit.account.WalletUpdate;
import io.jaybit.analytics.Keyed;
import io.jaybit.analytics.LiquidationCoverage;
import io.jaybit.analytics.LiquidationTotal;
import io.jaybit.analytics.LiquidationTotals;
import io.jaybit.analytics.Sweep;
import io.jaybit.analytics.SweepJoiner;
import io.jaybit.book.BookSide;
import io.jaybit.book.BookView;
import io.jaybit.book.OrderBook;
import io.jaybit.client.Account;
import io.jaybit.client.AccountSettings;
import io.jaybit.client.Bybit;
import io.jaybit.client.Credentials;
import io.jaybit.client.Decoders;
import io.jaybit.client.Exchange;
import io.jaybit.client.InlineListener;
import io.jaybit.feed.Notice;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Decimal;
import io.jaybit.market.Kline;
import io.jaybit.market.Liquidation;
import io.jaybit.market.PriceLimit;
import io.jaybit.market.Symbol;
import io.jaybit.market.Ticker;
import io.jaybit.market.TickerUpdate;
import io.jaybit.market.Topic;
import io.jaybit.market.Trade;
import io.jaybit.orders.AccountStatus;
import io.jaybit.orders.NewOrder;
import io.jaybit.recorder.database.Table;
import io.jaybit.recorder.feed.EventWriter;
import io.jaybit.recorder.feed.FeedPlan;
import io.jaybit.recorder.feed.RowTarget;
import io.jaybit.recorder.log.RawLog;
import io.jaybit.recorder.log.RawLogOptions;
import io.jaybit.recorder.log.RawLogReader;
import io.jaybit.recorder.play.Playback;
import io.jaybit.recorder.play.PlaybackAdapter;
import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.ExchangeServer;
import io.jaybit.simulator.Pace;
import io.jaybit.simulator.ServerConfig;
import io.jaybit.simulator.Speed;
import io.jaybit.simulator.agents.Preset;
import io.jaybit.simulator.desk.ApiKey;
import io.jaybit.simulator.venue.FaultSchedule;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a recording gives when it is played is what the client gave when it was recorded, bit for bit, whatever went wrong. */
@Timeout(180)
class LiveEqualsReplayTest {
    private static final int HAND_OVERS = 100;
    private static final Symbol BTC = new Symbol(Category.LINEAR, "BTCUSDT");

    @TempDir
    Path folder;

    /** Everything that was given, in words, by what it is about. */
    private static final class Story {
        private final Map<String, List<String>> lines = new TreeMap<>();
        private final Keyed<Trade, Sweep, SweepJoiner> sweeps =
                SweepJoiner.perSymbol(SweepJoiner.DEFAULT_JOIN, SweepJoiner.DEFAULT_LATENESS);
        private final Keyed<Liquidation, LiquidationTotal, LiquidationTotals> totals =
                LiquidationTotals.perSymbolAndAll(
                        LiquidationTotals.Plan.defaults().withTickEvery(Duration.ofMillis(100)),
                        List.of(Category.LINEAR),
                        LiquidationCoverage.UNKNOWN);

        private synchronized void add(String about, String line) {
            lines.computeIfAbsent(about, absent -> new ArrayList<>()).add(line);
        }

        private synchronized Stream<String> told(String about) {
            return List.copyOf(lines.getOrDefault(about, List.of())).stream();
        }

        private void book(BookView book, BookUpdate update, OrderBook.Outcome outcome) {
            StringBuilder text = new StringBuilder();
            text.append(outcome).append(' ').append(book.status()).append(' ').append(book.staleReason());
            text.append(" u ").append(update.updateId()).append(" at ").append(update.receivedEpochNanos());
            for (BookSide side : BookSide.values()) {
                text.append(' ').append(side);
                for (int i = 0; i < book.levels(side); i++) {
                    text.append(' ').append(book.price(side, i)).append('x').append(book.size(side, i));
                }
            }
            add(book.topic().toString(), text.toString());
        }

        private void trade(Trade trade) {
            add(trade.topic().toString(), trade.toString());
            sweeps.onEvent(trade, sweep -> add("sweeps", sweep.toString()));
        }

        private void liquidation(Liquidation liquidation) {
            add(liquidation.topic().toString(), liquidation.toString());
            totals.onEvent(liquidation, total -> add("liquidation totals", total.toString()));
        }

        private void own(AccountEvent event) {
            add("own " + event.getClass().getSimpleName(), event.toString());
        }

        private void notice(Notice notice) {
            if (notice instanceof Notice.BookStatusChanged || notice instanceof Notice.Gap) {
                add("books", notice.toString());
            }
        }
    }

    private static final class Live implements InlineListener {
        private final Story story;

        private Live(Story story) {
            this.story = story;
        }

        @Override
        public void onBook(BookView book, BookUpdate update, OrderBook.Outcome outcome) {
            story.book(book, update, outcome);
        }

        @Override
        public void onTrade(Trade trade) {
            story.trade(trade);
        }

        @Override
        public void onLiquidation(Liquidation liquidation) {
            story.liquidation(liquidation);
        }

        @Override
        public void onTicker(Ticker ticker) {
            story.add(ticker.topic().toString(), ticker.toString());
        }

        @Override
        public void onKline(Kline kline) {
            story.add(kline.topic().toString(), kline.toString());
        }

        @Override
        public void onPriceLimit(PriceLimit limit) {
            story.add(limit.topic().toString(), limit.toString());
        }

        @Override
        public void onAccount(AccountEvent event) {
            story.own(event);
        }

        @Override
        public void onNotice(Notice notice) {
            story.notice(notice);
        }
    }

    private static final class Played extends PlaybackAdapter {
        private final Story story;

        private Played(Story story) {
            this.story = story;
        }

        @Override
        public void onBook(OrderBook book, BookUpdate update, OrderBook.Outcome outcome) {
            story.book(book, update, outcome);
        }

        @Override
        public void onTrade(Trade trade) {
            story.trade(trade);
        }

        @Override
        public void onLiquidation(Liquidation liquidation) {
            story.liquidation(liquidation);
        }

        @Override
        public void onTicker(Ticker merged, TickerUpdate update) {
            story.add(merged.topic().toString(), merged.toString());
        }

        @Override
        public void onKline(Kline kline) {
            story.add(kline.topic().toString(), kline.toString());
        }

        @Override
        public void onPriceLimit(PriceLimit limit) {
            story.add(limit.topic().toString(), limit.toString());
        }

        @Override
        public void onOrder(OrderUpdate order) {
            story.own(order);
        }

        @Override
        public void onExecution(Execution execution) {
            story.own(execution);
        }

        @Override
        public void onPosition(PositionUpdate position) {
            story.own(position);
        }

        @Override
        public void onWallet(WalletUpdate wallet) {
            story.own(wallet);
        }

        @Override
        public void onNotice(Notice notice) {
            story.notice(notice);
        }
    }

    @Test
    void booksEventsAndNoticesAreTheSame() throws Exception {
        Story live = new Story();
        ExchangeConfig config = ExchangeConfig.calm(20_261_127).withPreset(Preset.CRASH);
        try (ExchangeServer server = ExchangeServer.start(
                        config, Duration.ofSeconds(20), Speed.REAL, ServerConfig.loopback(Pace.MAX), 0);
                RawLog log = RawLog.open(folder, RawLogOptions.DEFAULT, event -> {})) {
            ApiKey key = server.keys().get(0);
            try (Bybit bybit = Bybit.builder()
                            .exchange(Exchange.at(server.webSocketAddress()))
                            .credentials(Credentials.of(key.key(), key.secret()))
                            .inputs(log)
                            .build();
                    Account account = bybit.account(AccountSettings.usual())) {
                bybit.subscribeInline(
                        List.of("order", "execution", "position", "wallet").stream()
                                .map(name -> Topic.of(Channel.PRIVATE, name))
                                .toList(),
                        new Live(live));
                bybit.subscribeInline(topics(), new Live(live));
                await(() -> account.status() == AccountStatus.IN_SYNC && account.isReadyForCommands());
                for (String symbol : List.of("BTCUSDT", "ETHUSDT", "DOGEUSDT")) {
                    await(() -> live.told("linear/orderbook.50." + symbol).count() > 3);
                }
                for (String fault : List.of(
                        "from 0s for 1s drop orderbook.50.*",
                        "reset spot:*",
                        "restart",
                        "from 1s for 1s silence tickers.*",
                        "at 3s reset linear:*")) {
                    server.ask(exchange -> {
                        exchange.venue().faults().begin(FaultSchedule.parse(fault));
                        return true;
                    });
                    for (OrderSide side : OrderSide.values()) {
                        account.place(NewOrder.market(BTC, side, Decimal.parse("0.003"))
                                        .build())
                                .join();
                    }
                    pause();
                }
                await(() -> live.told("books").anyMatch(line -> line.startsWith("Gap[")));
                await(() -> live.told("books").count() > 20);
                await(() -> live.told("own Execution").count() > 0
                        && live.told("sweeps").count() > 0
                        && live.told("liquidation totals").count() > 0);
            }
        }
        Story played = new Story();
        Playback playback = new Playback(Decoders::decoder, Decoders::decoder, new Played(played));
        try (RawLogReader reader = RawLogReader.open(folder, message -> {})) {
            reader.read(1, playback);
        }
        assertThat(playback.unreadable()).isZero();
        int compared = 0;
        for (Map.Entry<String, List<String>> told : live.lines.entrySet()) {
            List<String> again = played.lines.getOrDefault(told.getKey(), List.of());
            // The end of the client is no news to its own listeners.
            assertThat(again)
                    .as(told.getKey())
                    .hasSizeGreaterThanOrEqualTo(told.getValue().size());
            for (int i = 0; i < told.getValue().size(); i++) {
                assertThat(again.get(i))
                        .as("%s, line %s", told.getKey(), i)
                        .isEqualTo(told.getValue().get(i));
                compared++;
            }
        }
        System.out.println("live equals replay: " + compared + " lines of " + live.lines.keySet());
        assertThat(live.lines.keySet())
                .contains(
                        "books",
                        "sweeps",
                        "liquidation totals",
                        "own OrderUpdate",
                        "own PositionUpdate",
                        "own WalletUpdate");
        assertThat(live.lines.get("books")).anyMatch(line -> line.startsWith("Gap["));
        takenUpAnywhereTheRowsAreTheSame();
    }

    /** Makes rows of the log by a writer that is thrown away again and again, and goes on as another with its state. */
    private static final class Relay implements RowTarget {
        private final List<String> rows = new ArrayList<>();
        private EventWriter writer = new EventWriter(this, FeedPlan.usual());
        private Playback playback = playback();

        private Playback playback() {
            return new Playback(Decoders::decoder, Decoders::decoder, Decoders.replies(), writer);
        }

        @Override
        public <E> boolean append(Table<E> table, E event) {
            rows.add(table.name() + " " + event);
            return table.fits(event);
        }

        private boolean handOver() {
            if (!writer.isSettled()) {
                return false;
            }
            StateWriter to = new StateWriter();
            playback.writeTo(to);
            writer.writeTo(to);
            StateReader from = new StateReader(to.toByteArray());
            writer = new EventWriter(this, FeedPlan.usual());
            playback = playback();
            playback.restore(from);
            writer.restore(from);
            from.end();
            StateWriter again = new StateWriter();
            playback.writeTo(again);
            writer.writeTo(again);
            assertThat(again.toByteArray()).hasSameSizeAs(to.toByteArray());
            return true;
        }
    }

    private void takenUpAnywhereTheRowsAreTheSame() throws Exception {
        Relay alone = new Relay();
        long last;
        try (RawLogReader reader = RawLogReader.open(folder, message -> {})) {
            last = reader.read(1, alone.playback);
        }
        long seed = Long.getLong("jaybit.seed", System.nanoTime());
        System.out.println("taken up anywhere: seed " + seed + ", " + last + " records");
        Random random = new Random(seed);
        Relay relay = new Relay();
        int handedOver = 0;
        try (RawLogReader reader = RawLogReader.open(folder, message -> {})) {
            reader.seek(1);
            while (reader.next(relay.playback)) {
                if (random.nextLong(last) < HAND_OVERS && relay.handOver()) {
                    handedOver++;
                }
            }
        }
        assertThat(handedOver).isGreaterThan(HAND_OVERS / 10);
        assertThat(relay.rows).hasSizeGreaterThan(1_000).isEqualTo(alone.rows);
    }

    private static List<Topic> topics() {
        List<Topic> topics = new ArrayList<>();
        for (String symbol : List.of("BTCUSDT", "ETHUSDT", "DOGEUSDT")) {
            for (String name : List.of(
                    "orderbook.1.",
                    "orderbook.50.",
                    "orderbook.200.",
                    "publicTrade.",
                    "tickers.",
                    "kline.1.",
                    "priceLimit.",
                    "allLiquidation.")) {
                topics.add(Topic.of(Channel.LINEAR, name + symbol));
            }
        }
        for (String name : List.of("orderbook.50.", "orderbook.full.", "orderbook.rpi.", "publicTrade.", "tickers.")) {
            topics.add(Topic.of(Channel.SPOT, name + "BTCUSDT"));
        }
        return topics;
    }

    private static void pause() {
        LockSupport.parkNanos(1_200_000_000L);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("never");
            }
            LockSupport.parkNanos(5_000_000);
        }
    }
}

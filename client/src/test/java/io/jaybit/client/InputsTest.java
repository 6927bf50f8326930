package io.jaybit.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.book.StaleReason;
import io.jaybit.feed.Frame;
import io.jaybit.feed.InputSink;
import io.jaybit.feed.Notice;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import io.jaybit.orders.AccountStatus;
import io.jaybit.simulator.ExchangeConfig;
import io.jaybit.simulator.ExchangeServer;
import io.jaybit.simulator.Pace;
import io.jaybit.simulator.ServerConfig;
import io.jaybit.simulator.Speed;
import io.jaybit.simulator.desk.ApiKey;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Whoever keeps what a client takes in is told all of it, and no secret. */
class InputsTest {
    /** A word and the content of everything. */
    private static final class Heard implements InputSink {
        private final List<String> all = new CopyOnWriteArrayList<>();

        private boolean has(String beginning) {
            return all.stream().anyMatch(one -> one.startsWith(beginning));
        }

        @Override
        public void onFrame(Frame frame) {
            all.add("frame " + frame.channel() + " " + frame);
        }

        @Override
        public void onSent(int connectionId, Channel channel, String text, long epochNanos, long nanos) {
            all.add("sent " + channel + " " + text);
        }

        @Override
        public void onNotice(Notice notice, long nanos) {
            all.add("notice " + notice);
        }

        @Override
        public void onInvalidated(Topic topic, StaleReason reason, long epochNanos, long nanos) {
            all.add("invalidated " + topic + " " + reason);
        }

        @Override
        public void onForgotten(Topic topic, long epochNanos, long nanos) {
            all.add("forgotten " + topic);
        }

        @Override
        public void onTimer(long epochNanos, long nanos) {
            all.add("timer");
        }

        @Override
        public void onClock(long offsetNanos, long errorNanos, long epochNanos, long nanos) {
            all.add("clock " + errorNanos);
        }

        @Override
        public void onFullSnapshot(BookUpdate snapshot, long epochNanos, long nanos) {
            all.add("full " + snapshot.topic());
        }

        @Override
        public void onFullSnapshotFailed(Topic topic, long epochNanos, long nanos) {
            all.add("full failed " + topic);
        }

        @Override
        public void onRequest(long id, String request, long epochNanos, long nanos) {
            all.add("request " + id + " " + request);
        }

        @Override
        public void onReply(long id, int status, String text, long epochNanos, long nanos) {
            all.add("reply " + id + " " + status + " " + text);
        }
    }

    private final Heard heard = new Heard();

    @Test
    void everythingIsToldAndNoSecretIsInIt() throws Exception {
        try (ExchangeServer server =
                ExchangeServer.start(ExchangeConfig.calm(3), Speed.REAL, ServerConfig.loopback(Pace.MAX), 0)) {
            ApiKey key = server.keys().get(0);
            try (Bybit bybit = Bybit.builder()
                            .exchange(Exchange.at(server.webSocketAddress()))
                            .credentials(Credentials.of(key.key(), key.secret()))
                            .budgets(new Budgets())
                            .inputs(heard)
                            .build();
                    Account account = bybit.account(AccountSettings.usual())) {
                Subscription trades = bybit.linear().trades("BTCUSDT", trade -> {});
                LiveBook full = bybit.book(Topic.of(Channel.of(Category.SPOT), "orderbook.full.BTCUSDT"));
                bybit.accountRequests().keyInfo().join();
                await(() -> account.status() == AccountStatus.IN_SYNC
                        && full.copy().isLive()
                        && heard.has("frame LINEAR {\"topic\":\"publicTrade.BTCUSDT\"")
                        && heard.has("timer"));
                server.ask(exchange -> {
                    exchange.venue().faults().begin(io.jaybit.simulator.venue.FaultSchedule.parse("reset spot:*"));
                    return true;
                });
                await(() -> heard.has("invalidated /v5/public/spot/orderbook.full.BTCUSDT DISCONNECTED")
                        || heard.has("invalidated spot/orderbook.full.BTCUSDT DISCONNECTED"));
                trades.close();
                await(() -> heard.has("forgotten"));
            }
            assertThat(heard.all)
                    .anyMatch(one -> one.startsWith("sent LINEAR {") && one.contains("\"op\":\"subscribe\""))
                    .anyMatch(one ->
                            one.startsWith("sent PRIVATE {") && one.endsWith("\"op\":\"auth\",\"args\":[\"…\"]}"))
                    .anyMatch(one -> one.startsWith("notice Connected"))
                    .anyMatch(one -> one.startsWith("notice TopicLive"))
                    .anyMatch(one -> one.startsWith("notice Disconnected"))
                    .anyMatch(one -> one.startsWith("full "))
                    .anyMatch(one -> one.startsWith("clock "))
                    .anyMatch(one -> one.matches("request \\d+ GET /v5/user/query-api"))
                    .anyMatch(one -> one.startsWith("reply ") && one.contains(" 200 {"))
                    .noneMatch(one -> one.contains(key.secret()) || one.contains(key.key()));
        }
    }

    private void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Meeting.PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("never; heard " + heard.all.size() + ", last of it "
                        + heard.all.subList(Math.max(0, heard.all.size() - 20), heard.all.size()));
            }
            LockSupport.parkNanos(5_000_000);
        }
    }
}

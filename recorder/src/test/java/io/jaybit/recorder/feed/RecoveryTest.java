package io.jaybit.recorder.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.coverage.CoverageInterval;
import io.jaybit.coverage.CoverageState;
import io.jaybit.feed.Frame;
import io.jaybit.feed.Notice;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Decimal;
import io.jaybit.market.Kline;
import io.jaybit.market.Symbol;
import io.jaybit.market.TakerSide;
import io.jaybit.market.Topic;
import io.jaybit.market.Trade;
import io.jaybit.market.TradeId;
import io.jaybit.recorder.database.AuditTable;
import io.jaybit.recorder.database.MarketTables;
import io.jaybit.recorder.database.MinuteAudit;
import io.jaybit.recorder.database.Table;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What was missed and asked for, and trades beside the venue's candles. A connection is lost at second 10 and there again at 20. */
class RecoveryTest {
    private static final Symbol BTC = new Symbol(Category.LINEAR, "BTCUSDT");
    private static final Topic TRADES = Topic.of(Channel.LINEAR, "publicTrade.BTCUSDT");
    private static final Topic KLINES = Topic.of(Channel.LINEAR, "kline.1.BTCUSDT");

    private record Appended(String table, Object event) {}

    private final List<Appended> rows = new ArrayList<>();
    private final EventWriter writer = new EventWriter(
            new RowTarget() {
                @Override
                public <E> boolean append(Table<E> table, E event) {
                    return rows.add(new Appended(table.name(), event));
                }
            },
            FeedPlan.usual());

    private static long nanos(long epochMillis) {
        return epochMillis * 1_000_000;
    }

    private void frame(Topic topic, int connection, long epochMillis) {
        byte[] bytes = "{}".getBytes(StandardCharsets.UTF_8);
        writer.onFrame(
                new Frame().set(bytes, 0, bytes.length, Channel.LINEAR, connection, 0, nanos(epochMillis), 0), topic);
    }

    private static Trade trade(long id, long epochMillis, String size, boolean rpi) {
        return new Trade(
                TRADES,
                BTC,
                TradeId.ofNumber(id),
                TakerSide.BUY,
                Decimal.parse("100"),
                Decimal.parse(size),
                null,
                false,
                rpi,
                OptionalLong.empty(),
                null,
                epochMillis,
                epochMillis,
                nanos(epochMillis));
    }

    private void pushed(long id, long epochMillis, int connection) {
        writer.onTrade(trade(id, epochMillis, "1", false));
        frame(TRADES, connection, epochMillis);
    }

    private static Kline candle(long startEpochMillis, String volume, String turnover) {
        Decimal price = Decimal.parse("100");
        return new Kline(
                KLINES,
                BTC,
                "1",
                startEpochMillis,
                startEpochMillis + 59_999,
                price,
                price,
                price,
                price,
                new BigDecimal(volume),
                new BigDecimal(turnover),
                true,
                startEpochMillis + 59_999,
                startEpochMillis + 60_001,
                nanos(startEpochMillis + 60_002));
    }

    /** A trade each second but while nobody listens. What happened in the last 100 ms before may have been on its way (klines: 1.1 s). */
    private void lostFromTenToTwenty() {
        writer.onRun(nanos(500));
        writer.onClock(0, 0, nanos(500));
        writer.onNotice(new Notice.TopicLive(TRADES, 1, nanos(500)));
        writer.onNotice(new Notice.TopicLive(KLINES, 1, nanos(500)));
        for (long second = 1; second <= 10; second++) {
            pushed(second, second * 1_000, 1);
        }
        writer.onNotice(new Notice.Disconnected(1, "reset", nanos(10_000), null, nanos(10_001)));
        writer.onNotice(new Notice.TopicLive(TRADES, 2, nanos(20_000)));
        writer.onNotice(new Notice.TopicLive(KLINES, 2, nanos(20_000)));
        pushed(21, 21_000, 2);
    }

    private void fetched(long firstId, long lastId) {
        writer.onFetchedTrades(
                BTC,
                LongStream.rangeClosed(firstId, lastId)
                        .mapToObj(id -> trade(id, id * 1_000, "1", false))
                        .toList(),
                21_500);
    }

    private List<String> ids() {
        return rows.stream()
                .filter(row -> row.table().equals(MarketTables.TRADES.name()))
                .map(row -> ((Trade) row.event()).id().toString())
                .toList();
    }

    private String picture(Topic topic, long from, long to) {
        return writer.ledger().track(topic, from, to).intervals().stream()
                .map(RecoveryTest::text)
                .collect(Collectors.joining(", "));
    }

    private static String text(CoverageInterval interval) {
        return interval.fromEpochMillis() + "-" + interval.toEpochMillis() + " " + interval.state();
    }

    /** Milliseconds of the first two minutes. */
    private long audited() {
        return writer.ledger().track(TRADES, 0, 120_000).totals().getOrDefault(CoverageState.AUDITED, 0L);
    }

    private List<MinuteAudit> audits() {
        return rows.stream()
                .filter(row -> row.table().equals(AuditTable.AUDITS.name()))
                .map(row -> (MinuteAudit) row.event())
                .toList();
    }

    @Test
    void aGapThatTheAnswerSpansIsRecoveredAndItsTradesAreRowsOnce() {
        lostFromTenToTwenty();
        assertThat(picture(TRADES, 1_000, 20_900)).isEqualTo("1000-9900 SEEN, 9900-20000 UNSEEN, 20000-20900 SEEN");

        fetched(5, 21);
        fetched(5, 21);

        assertThat(picture(TRADES, 1_000, 20_900)).isEqualTo("1000-9900 SEEN, 9900-20000 RECOVERED, 20000-20900 SEEN");
        assertThat(ids())
                .doesNotHaveDuplicates()
                .hasSize(20)
                .contains("11", "19")
                .doesNotContain("20");
    }

    @Test
    void aGapOlderThanTheAnswerIsRecoveredFromThereOn() {
        lostFromTenToTwenty();

        fetched(15, 21);

        assertThat(picture(TRADES, 1_000, 20_900))
                .isEqualTo("1000-9900 SEEN, 9900-15001 UNSEEN, 15001-20000 RECOVERED, 20000-20900 SEEN");
        assertThat(ids()).contains("16", "19").doesNotContain("14", "15");
    }

    @Test
    void anAnswerFromBeforeTheStreamBeganAgainRecoversNoFurtherThanItself() {
        lostFromTenToTwenty();

        writer.onFetchedTrades(BTC, List.of(trade(5, 5_000, "1", false), trade(12, 12_000, "1", false)), 15_500);

        assertThat(picture(TRADES, 9_000, 20_900))
                .isEqualTo("9000-9900 SEEN, 9900-15000 RECOVERED, 15000-20000 UNSEEN, 20000-20900 SEEN");
    }

    @Test
    void whatWasNeverSubscribedIsNotRecovered() {
        writer.onRun(nanos(500));
        writer.onClock(0, 0, nanos(500));
        writer.onNotice(new Notice.TopicLive(TRADES, 1, nanos(10_000)));
        pushed(11, 11_000, 1);

        fetched(1, 11);

        assertThat(ids()).containsExactly("11");
        assertThat(picture(TRADES, 1_000, 10_900)).isEqualTo("1000-10000 UNSEEN, 10000-10900 SEEN");
    }

    @Test
    void candlesOfAGapAreRowsAndTheGapIsRecovered() {
        lostFromTenToTwenty();

        writer.onFetchedKlines(BTC, "1", List.of(candle(0, "20", "2000")), 61_000);

        assertThat(rows).anyMatch(row -> row.table().equals(MarketTables.KLINES.name()));
        assertThat(picture(KLINES, 1_000, 20_000)).isEqualTo("1000-8900 SEEN, 8900-20000 RECOVERED");
    }

    @Test
    void aMinuteThatAddsUpToTheCandleIsAudited() {
        lostFromTenToTwenty();
        frame(TRADES, 2, 62_000);
        writer.onKline(candle(0, "11", "1100"));
        writer.onTime(nanos(62_000));
        assertThat(audits()).isEmpty();

        writer.onTime(nanos(63_500));

        assertThat(audits()).singleElement().satisfies(audit -> {
            assertThat(audit.counted()).isEqualTo("all");
            assertThat(audit.trades()).isEqualTo(11);
        });
        assertThat(audited()).isEqualTo(60_000);
    }

    @Test
    void aMinuteThatLacksATradeIsNotAuditedAndTheRowSaysWhatIsMissing() {
        lostFromTenToTwenty();
        frame(TRADES, 2, 62_000);
        writer.onKline(candle(0, "20", "2000"));
        writer.onTime(nanos(64_000));

        assertThat(audits()).singleElement().satisfies(audit -> {
            assertThat(audit.isEqual()).isFalse();
            assertThat(audit.rows().volume()).isEqualByComparingTo("11");
            assertThat(audit.candle().volume()).isEqualByComparingTo("20");
            assertThat(audit.seenMillis()).isBetween(49_000L, 50_000L);
        });
        assertThat(picture(TRADES, 0, 60_000)).doesNotContain("AUDITED");
    }

    /** With the trades of the gap, and one of second 20 that the gap's end let through, it adds up. */
    @Test
    void aMinuteIsLookedAtAgainWhenItsMissingTradesHaveCome() {
        lostFromTenToTwenty();
        frame(TRADES, 2, 62_000);
        writer.onKline(candle(0, "20", "2000"));
        writer.onTime(nanos(64_000));

        fetched(5, 21);
        writer.onTime(nanos(65_000));

        assertThat(audits()).hasSize(2);
        assertThat(audits().get(1).counted()).isEqualTo("all");
        assertThat(audited()).isEqualTo(60_000);
    }

    @Test
    void whichTradesTheVenueCountsIsFoundOut() {
        lostFromTenToTwenty();
        writer.onTrade(trade(30, 30_000, "5", true));
        frame(TRADES, 2, 62_000);
        writer.onKline(candle(0, "11", "1100"));
        writer.onTime(nanos(64_000));

        assertThat(audits().get(0).counted()).isEqualTo("without rpi");
    }

    @Test
    void turnoverThatTheVenueRoundsAddsUpVolumeThatDiffersDoesNot() {
        lostFromTenToTwenty();
        frame(TRADES, 2, 62_000);
        writer.onKline(candle(0, "11", "1100.9"));
        writer.onTime(nanos(64_000));
        writer.onKline(candle(0, "11", "1099.95"));
        writer.onTime(nanos(64_001));
        writer.onKline(candle(0, "11.0001", "1100"));
        writer.onTime(nanos(64_002));

        // 0.9 is nine of the last digit, 0.05 five; a difference in volume is one.
        assertThat(audits()).extracting(MinuteAudit::isEqual).containsExactly(false, false, false);
        writer.onKline(candle(0, "11", "1100.00"));
        writer.onTime(nanos(64_003));
        assertThat(audits().get(3).isEqual()).isTrue();
    }
}

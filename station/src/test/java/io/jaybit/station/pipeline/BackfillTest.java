package io.jaybit.station.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BackfillTest {
    private static final Topic TRADES = Topic.of(Channel.LINEAR, "publicTrade.BTCUSDT");
    private static final Topic KLINES = Topic.of(Channel.LINEAR, "kline.1.BTCUSDT");
    private static final Topic SPOT_TRADES = Topic.of(Channel.SPOT, "publicTrade.BTCUSDT");

    private final List<String> asked = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private RuntimeException failure;

    private Backfill backfill(OptionalLong from) {
        return new Backfill(
                new Backfill.Questions() {
                    @Override
                    public CompletableFuture<?> recentTrades(Symbol symbol, int limit) {
                        return answer(symbol + " trades " + limit);
                    }

                    @Override
                    public CompletableFuture<?> klines(Symbol symbol, String interval, Instant begin, Instant end) {
                        return answer(symbol + " klines " + interval + " " + begin.getEpochSecond() + "-"
                                + end.getEpochSecond());
                    }
                },
                from,
                messages::add);
    }

    private CompletableFuture<?> answer(String question) {
        asked.add(question);
        return failure == null ? CompletableFuture.completedFuture("") : CompletableFuture.failedFuture(failure);
    }

    private static long seconds(long seconds) {
        return seconds * 1_000_000_000L;
    }

    private static void live(Backfill backfill, Topic topic, int connection, long at) {
        backfill.onNotice(new Notice.TopicLive(topic, connection, seconds(at)));
    }

    private static void lost(Backfill backfill, int connection, long at) {
        backfill.onNotice(
                new Notice.Disconnected(connection, "reset", seconds(at), Duration.ofSeconds(1), seconds(at + 1)));
    }

    @Test
    void whatWasLostWithAConnectionIsAskedForWhenItIsThereAgain() {
        Backfill backfill = backfill(OptionalLong.empty());
        live(backfill, TRADES, 1, 100);
        live(backfill, KLINES, 1, 100);
        live(backfill, SPOT_TRADES, 2, 100);
        backfill.onTime(seconds(200));
        assertThat(asked).isEmpty();

        lost(backfill, 1, 300);
        backfill.onTime(seconds(400));
        assertThat(asked).isEmpty();
        live(backfill, TRADES, 3, 400);
        live(backfill, KLINES, 3, 400);
        backfill.onTime(seconds(400));
        assertThat(asked).isEmpty();
        backfill.onTime(seconds(401));

        assertThat(asked).containsExactly("linear:BTCUSDT trades 1000", "linear:BTCUSDT klines 1 240-461");
        backfill.onTime(seconds(500));
        assertThat(asked).hasSize(2);
        assertThat(backfill.asked()).isEqualTo(2);
    }

    @Test
    void aRecordingThatGoesOnAsksForWhatHappenedSinceItEnded() {
        Backfill backfill = backfill(OptionalLong.of(seconds(1_000)));
        live(backfill, SPOT_TRADES, 1, 2_000);
        live(backfill, KLINES, 1, 2_000);
        live(backfill, KLINES, 1, 2_001);

        backfill.onTime(seconds(2_010));

        assertThat(asked).containsExactly("spot:BTCUSDT trades 60", "linear:BTCUSDT klines 1 900-2070");
    }

    @Test
    void silenceIsALossToo() {
        Backfill backfill = backfill(OptionalLong.empty());
        live(backfill, TRADES, 1, 100);
        backfill.onNotice(new Notice.TopicSilent(
                TRADES, Duration.ofSeconds(60), Duration.ofSeconds(10), seconds(200), seconds(260)));
        live(backfill, TRADES, 1, 262);
        backfill.onTime(seconds(270));

        assertThat(asked).containsExactly("linear:BTCUSDT trades 1000");
    }

    @Test
    void whatCannotBeAskedForIsNot() {
        Backfill backfill = backfill(OptionalLong.of(seconds(1)));
        live(backfill, Topic.of(Channel.LINEAR, "allLiquidation.BTCUSDT"), 1, 100);
        live(backfill, Topic.of(Channel.OPTION, "publicTrade.BTC"), 1, 100);
        live(backfill, Topic.of(Channel.LINEAR, "orderbook.50.BTCUSDT"), 1, 100);
        backfill.onTime(seconds(200));

        assertThat(asked).isEmpty();
    }

    @Test
    void aRefusedQuestionIsAskedAgainAndGivenUpWithAWord() {
        failure = new IllegalStateException("the venue is busy");
        Backfill backfill = backfill(OptionalLong.of(seconds(1)));
        live(backfill, TRADES, 1, 100);
        for (int second = 101; second < 200; second++) {
            backfill.onTime(seconds(second));
        }

        assertThat(asked).hasSize(4);
        assertThat(messages)
                .containsExactly("what was missed of linear/publicTrade.BTCUSDT is not to be had: the venue is busy");
        assertThat(backfill.failed()).isEqualTo(1);
    }
}

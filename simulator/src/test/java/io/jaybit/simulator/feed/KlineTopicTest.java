package io.jaybit.simulator.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Side;
import io.jaybit.simulator.wire.Json;
import io.jaybit.simulator.wire.StreamPath;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Candles as they are pushed. */
class KlineTopicTest {
    private final FeedWorld world = new FeedWorld();
    private final Market linear = world.market(Category.LINEAR, "BTCUSDT");

    @Test
    void theFrameOfAClosedCandleCarriesTheNextOneToo() {
        trade(100, 650_000);
        Inbox inbox = world.join(StreamPath.LINEAR, "kline.1.BTCUSDT");
        long minute = FeedWorld.START - FeedWorld.START % 60_000;
        world.timeline.advanceTo(minute + 59_000);
        trade(2, 650_020);
        world.timeline.advanceTo(minute + 61_000);

        List<Json> closing = inbox.lastJson().get("data").items();

        assertThat(closing).hasSize(2);
        assertThat(text(closing.get(0)))
                .isEqualTo("{\"start\":" + minute + ",\"end\":" + (minute + 59_999)
                        + ",\"interval\":\"1\",\"open\":\"65000\",\"close\":\"65002\",\"high\":\"65002\",\"low\":\"65000\","
                        + "\"volume\":\"0.102\",\"turnover\":\"6630.004\",\"confirm\":true}");
        assertThat(text(closing.get(1)))
                .isEqualTo("{\"start\":" + (minute + 60_000) + ",\"end\":" + (minute + 119_999)
                        + ",\"interval\":\"1\",\"open\":\"65002\",\"close\":\"65002\",\"high\":\"65002\",\"low\":\"65002\","
                        + "\"volume\":\"0\",\"turnover\":\"0\",\"confirm\":false}");
    }

    @Test
    void anUnchangedCandleIsPushedAtItsEndOnly() {
        trade(100, 650_000);
        Inbox inbox = world.join(StreamPath.LINEAR, "kline.1.BTCUSDT");

        world.run(180_000);

        assertThat(inbox.frames).hasSize(4);
        assertThat(inbox.frames.subList(1, 4))
                .allSatisfy(frame -> assertThat(frame).contains("\"confirm\":true", "\"confirm\":false"));
    }

    @Test
    void weeksBeginOnMondayAndMonthsOnTheFirst() {
        // 2026-07-24T13:33:20Z, a Friday
        assertThat(Interval.WEEK.start(FeedWorld.START)).isEqualTo(1_784_505_600_000L);
        assertThat(Interval.MONTH.start(FeedWorld.START)).isEqualTo(1_782_864_000_000L);
        assertThat(Interval.MONTH.next(1_782_864_000_000L)).isEqualTo(1_785_542_400_000L);
        assertThat(Interval.H12.start(FeedWorld.START)).isEqualTo(1_784_894_400_000L);
    }

    private static String text(Json candle) {
        StringBuilder text = new StringBuilder("{");
        candle.fields().forEach((name, value) -> {
            if (!name.equals("timestamp")) {
                String quote = value.is(Json.Kind.TEXT) ? "\"" : "";
                text.append(text.length() == 1 ? "\"" : ",\"")
                        .append(name)
                        .append("\":")
                        .append(quote)
                        .append(value.text())
                        .append(quote);
            }
        });
        return text.append('}').toString();
    }

    private void trade(long qty, long price) {
        world.limit(world.alice, linear, Side.SELL, qty, price);
        world.limit(world.bob, linear, Side.BUY, qty, price);
    }
}

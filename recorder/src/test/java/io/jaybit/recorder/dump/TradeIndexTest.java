package io.jaybit.recorder.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.market.TakerSide;
import io.jaybit.market.Trade;
import io.jaybit.market.TradeId;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A trade is found by what makes it itself, and comes out as it went in. */
class TradeIndexTest {
    private static final long TIME = 1_795_132_800_123L;

    @Test
    void idsOfAllKindsAreFoundAndComeOutAsTheyWere() {
        TradeIndex index = new TradeIndex(TradeIndex.By.ID);
        Random random = new Random(7);
        String[] ids = new String[30_000];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i % 3 == 0
                    ? new UUID(random.nextLong(), random.nextLong()).toString()
                    : i % 3 == 1 ? Integer.toString(i) : "dump-" + i;
            assertThat(index.find(trade(ids[i], TIME, "1", "1"))).isNegative();
            add(index, trade(ids[i], TIME + i, "0.10" + i, i + ".50"), i % 2 == 0);
        }
        for (int i = 0; i < ids.length; i++) {
            int row = index.find(trade(ids[i], 1, "9", "9"));
            assertThat(row).isEqualTo(i);
            assertThat(index.id(row)).isEqualTo(TradeId.of(ids[i]));
            assertThat(index.epochMillis(row)).isEqualTo(TIME + i);
            assertThat(index.price(row)).isEqualTo(Decimal.parse("0.10" + i));
            assertThat(index.tradeSize(row)).isEqualTo(Decimal.parse(i + ".5"));
            assertThat(index.imported(row)).isEqualTo(i % 2 == 0);
            assertThat(index.sameContent(row, trade("x", 1, "0.10" + i, i + ".500")))
                    .isTrue();
            assertThat(index.sameContent(row, trade("x", 1, "0.10" + i, i + ".51")))
                    .isFalse();
        }
        assertThat(index.find(trade("00", TIME, "1", "1"))).isNegative();
    }

    @Test
    void equalTradesAreFoundOnceEach() {
        TradeIndex index = new TradeIndex(TradeIndex.By.CONTENT);
        add(index, trade("1", TIME, "100.0", "0.5"), false);
        add(index, trade("2", TIME, "100", "0.50"), false);
        Trade wanted = trade("dump-1", TIME, "100.00", "0.5");
        for (int i = 0; i < 2; i++) {
            int row = index.find(wanted);
            assertThat(row).isNotNegative();
            index.match(row);
        }
        assertThat(index.find(wanted)).isNegative();
        assertThat(index.find(trade("1", TIME + 1, "100", "0.5"))).isNegative();
        assertThat(index.find(trade("1", TIME, "100", "5"))).as("another scale").isNegative();
    }

    private static void add(TradeIndex index, Trade trade, boolean imported) {
        index.add(trade.id(), trade.exchangeEpochMillis(), trade.takerSide(), trade.price(), trade.size(), imported);
    }

    private static Trade trade(String id, long time, String price, String size) {
        Symbol symbol = new Symbol(Category.LINEAR, "OWNUSDT");
        return new Trade(
                DumpRow.topic(symbol),
                symbol,
                TradeId.of(id),
                TakerSide.SELL,
                Decimal.parse(price),
                Decimal.parse(size),
                null,
                false,
                false,
                OptionalLong.empty(),
                null,
                time,
                time,
                time * 1_000_000);
    }
}

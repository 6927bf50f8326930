package io.jaybit.book;

import static io.jaybit.book.Frames.ask;
import static io.jaybit.book.Frames.bid;
import static io.jaybit.book.Frames.delta;
import static io.jaybit.book.Frames.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class BookMeasuresTest {
    private final OrderBook book = new OrderBook(Frames.TOPIC, Frames.SYMBOL);

    private void open() {
        book.apply(snapshot(
                7,
                bid("100.0", "3"),
                bid("99.5", "1.50"),
                bid("99", "0.25"),
                ask("100.5", "1"),
                ask("101", "2"),
                ask("102", "4")));
    }

    @Test
    void theMiddleIsHalfway() {
        open();

        assertThat(book.mid()).hasToString("100.25");
    }

    @Test
    void theMicropriceLeansToTheThinnerSide() {
        open();

        // (100 x 1 + 100.5 x 3) / 4
        assertThat(book.microprice().round(4)).isEqualTo(new BigDecimal("100.3750"));
    }

    @Test
    void theSpreadIsInPriceInTicksAndInBasisPoints() {
        open();

        assertThat(book.spread()).isEqualByComparingTo("0.5");
        assertThat(book.spreadTicks(Decimal.parse("0.10"))).hasToString("5");
        // 0.5 / 100.25 x 10,000, half to even
        assertThat(book.spreadBps().round(6)).isEqualTo(new BigDecimal("49.875312"));
    }

    @Test
    void imbalanceIsTheBidsShareLessTheAsks() {
        open();

        assertThat(book.imbalance(1)).hasToString("0.5");
        // (4.5 - 3) / 7.5
        assertThat(book.imbalance(2)).hasToString("0.2");
    }

    @Test
    void depthAddsUpSizeAndNotional() {
        open();

        Depth depth = book.depth(BookSide.ASK, 2);

        assertThat(depth.levels()).isEqualTo(2);
        assertThat(depth.size()).isEqualByComparingTo("3");
        assertThat(depth.notional().amount()).isEqualByComparingTo("302.5");
        assertThat(depth.notional().currency()).isEqualTo("USDT");
        assertThat(depth.worstPrice()).hasToString("101.0");
        assertThat(book.depth(BookSide.ASK, 99).levels()).isEqualTo(3);
        assertThat(book.depth(BookSide.ASK, 0).worstPrice()).isNull();
    }

    @Test
    void depthToAPriceIncludesThatPrice() {
        open();

        assertThat(book.depthTo(BookSide.BID, Decimal.parse("99.50")).size()).isEqualByComparingTo("4.5");
        assertThat(book.depthTo(BookSide.BID, Decimal.parse("99.51")).size()).isEqualByComparingTo("3");
        assertThat(book.depthTo(BookSide.ASK, Decimal.parse("101.999")).levels())
                .isEqualTo(2);
        assertThat(book.depthTo(BookSide.ASK, Decimal.parse("1")).levels()).isZero();
    }

    @Test
    void aFillTakesTheLastLevelInPart() {
        open();

        Fill fill = book.fill(BookSide.ASK, Decimal.parse("2"));

        assertThat(fill.isComplete()).isTrue();
        assertThat(fill.averagePrice()).hasToString("100.75");
        assertThat(fill.taken().levels()).isEqualTo(2);
        assertThat(book.vwap(BookSide.ASK, Decimal.parse("2"))).hasToString("100.75");
    }

    @Test
    void aFillSaysWhatTheBookHasNotGot() {
        open();

        Fill fill = book.fill(BookSide.BID, Decimal.parse("5"));

        assertThat(fill.isComplete()).isFalse();
        assertThat(fill.missing()).isEqualByComparingTo("0.25");
        assertThat(fill.taken().size()).isEqualByComparingTo("4.75");
        assertThat(book.vwap(BookSide.BID, Decimal.parse("5"))).isNull();
    }

    @Test
    void fillingNothingHasNoPrice() {
        open();

        assertThat(book.fill(BookSide.BID, Decimal.ZERO).averagePrice()).isNull();
        assertThat(book.fill(BookSide.BID, Decimal.ZERO).isComplete()).isTrue();
        assertThatThrownBy(() -> book.fill(BookSide.BID, Decimal.parse("-1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }

    @Test
    void anInverseFillAveragesAsTheVenueDoesUsdOverCoin() {
        OrderBook inverse =
                new OrderBook(Topic.of(Channel.INVERSE, "orderbook.50.BTCUSD"), new Symbol(Category.INVERSE, "BTCUSD"));
        inverse.apply(snapshot(7, ask("10000", "10000"), ask("20000", "10000")));

        Fill fill = inverse.fill(BookSide.ASK, Decimal.parse("20000"));

        // 20,000 USD over 1 BTC + 0.5 BTC
        assertThat(fill.averagePrice().round(2)).isEqualTo(new BigDecimal("13333.33"));
        assertThat(fill.taken().notional()).hasToString("Notional[amount=20000, currency=USD]");
    }

    @Test
    void anOptionsDepthHasNoNotionalWithoutTheIndex() {
        Symbol symbol = new Symbol(Category.OPTION, "BTC-25SEP26-90000-C-USDT");
        OrderBook option = new OrderBook(Topic.of(Channel.OPTION, "orderbook.25." + symbol.name()), symbol);
        option.apply(snapshot(7, ask("1205", "8")));

        assertThat(option.depth(BookSide.ASK, 1).notional()).isNull();
        assertThat(option.depth(BookSide.ASK, 1).sizeTimesPrice()).isEqualByComparingTo("9640");
    }

    @Test
    void anEmptySideHasNoMiddleNoSpreadAndAOneSidedImbalance() {
        book.apply(snapshot(7, bid("100", "3")));

        assertThat(book.mid()).isNull();
        assertThat(book.microprice()).isNull();
        assertThat(book.spread()).isNull();
        assertThat(book.spreadTicks(Decimal.parse("0.1"))).isNull();
        assertThat(book.spreadBps()).isNull();
        assertThat(book.imbalance(5)).hasToString("1");
        book.apply(snapshot(8));
        assertThat(book.imbalance(5)).isNull();
    }

    @Test
    void nothingDerivedFromAStaleBookLooksLive() {
        open();
        book.apply(delta(9));

        assertThat(book.mid()).isNull();
        assertThat(book.microprice()).isNull();
        assertThat(book.spread()).isNull();
        assertThat(book.spreadBps()).isNull();
        assertThat(book.imbalance(3)).isNull();
        assertThat(book.vwap(BookSide.ASK, Decimal.parse("1"))).isNull();
        assertThat(book.depth(BookSide.ASK, 3).status()).isEqualTo(BookStatus.STALE);
        assertThat(book.fill(BookSide.ASK, Decimal.parse("1")).status()).isEqualTo(BookStatus.STALE);
    }

    @Test
    void aMiddleAtOrBelowZeroHasNoBasisPoints() {
        book.apply(snapshot(7, bid("-2", "1"), ask("1", "1")));

        assertThat(book.mid()).hasToString("-0.5");
        assertThat(book.spreadBps()).isNull();
    }

    @Test
    void senselessQuestionsAreRefused() {
        open();

        assertThatThrownBy(() -> book.spreadTicks(Decimal.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> book.imbalance(0)).isInstanceOf(IllegalArgumentException.class);
    }
}

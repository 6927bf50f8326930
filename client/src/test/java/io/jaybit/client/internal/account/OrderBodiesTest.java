package io.jaybit.client.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.account.OrderSide;
import io.jaybit.account.TimeInForce;
import io.jaybit.account.TriggerBy;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.orders.Amendment;
import io.jaybit.orders.NewOrder;
import io.jaybit.orders.OrderRef;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the venue gets to read, by the names of its pages. */
class OrderBodiesTest {
    private static final Symbol ETH = new Symbol(Category.LINEAR, "ETHUSDT");
    private static final Symbol SPOT = new Symbol(Category.SPOT, "ETHUSDT");
    private static final Symbol OPTION = new Symbol(Category.OPTION, "BTC-25DEC26-90000-C-USDT");

    @Test
    void aLimitOrder() {
        assertThat(text(NewOrder.limit(ETH, OrderSide.BUY, of("0.20"), of("2800"))
                        .postOnly()))
                .isEqualTo("""
                        {"category":"linear","symbol":"ETHUSDT","side":"Buy","orderType":"Limit","qty":"0.20","price":"2800",\
                        "timeInForce":"PostOnly","orderLinkId":"x"}""");
    }

    @Test
    void aSpotMarketOrderForAnAmountOfTheQuoteCoinOnMargin() {
        assertThat(text(NewOrder.market(SPOT, OrderSide.BUY, of("100"))
                        .options(new NewOrder.Options(
                                "quoteCoin", true, "CancelBoth", "Percent", "0.5", "", 0, null, false, false))))
                .isEqualTo("""
                        {"category":"spot","symbol":"ETHUSDT","side":"Buy","orderType":"Market","qty":"100","orderLinkId":"x",\
                        "marketUnit":"quoteCoin","isLeverage":1,"smpType":"CancelBoth","slippageToleranceType":"Percent",\
                        "slippageTolerance":"0.5"}""");
    }

    @Test
    void aConditionalOrderInHedgeModeWithExits() {
        assertThat(text(NewOrder.limit(ETH, OrderSide.SELL, of("1"), of("2700"))
                        .positionIdx(2)
                        .trigger(new NewOrder.Trigger(of("2710"), 2, TriggerBy.MARK_PRICE, ""))
                        .exits(new NewOrder.Exits(
                                of("2600"),
                                of("2800"),
                                of("2599"),
                                null,
                                TriggerBy.LAST_PRICE,
                                TriggerBy.INDEX_PRICE,
                                true))))
                .isEqualTo("""
                        {"category":"linear","symbol":"ETHUSDT","side":"Sell","orderType":"Limit","qty":"1","price":"2700",\
                        "timeInForce":"GTC","orderLinkId":"x","positionIdx":2,"triggerPrice":"2710","triggerBy":"MarkPrice",\
                        "triggerDirection":2,"takeProfit":"2600","stopLoss":"2800","tpTriggerBy":"LastPrice",\
                        "slTriggerBy":"IndexPrice","tpslMode":"Partial","tpOrderType":"Limit","tpLimitPrice":"2599"}""");
    }

    @Test
    void aReduceOnlyOrderThatClosesOnTriggerAtTheBookSide() {
        assertThat(text(NewOrder.limit(ETH, OrderSide.SELL, of("1"), of("1"))
                        .price(null)
                        .timeInForce(TimeInForce.FOK)
                        .reduceOnly()
                        .closeOnTrigger()
                        .options(new NewOrder.Options("", false, "", "", "", "Queue", 3, null, false, true))))
                .isEqualTo("""
                        {"category":"linear","symbol":"ETHUSDT","side":"Sell","orderType":"Limit","qty":"1","timeInForce":"FOK",\
                        "orderLinkId":"x","reduceOnly":true,"closeOnTrigger":true,"bboSideType":"Queue","bboLevel":"3",\
                        "rpiTakerAccess":true}""");
    }

    @Test
    void anOptionOrderByItsVolatility() {
        assertThat(text(NewOrder.limit(OPTION, OrderSide.BUY, of("1"), of("1"))
                        .price(null)
                        .options(new NewOrder.Options("", false, "", "", "", "", 0, of("0.1"), true, false))))
                .contains("\"orderIv\":\"0.1\",\"mmp\":true")
                .doesNotContain("price");
    }

    @Test
    void anAmendmentSaysOnlyWhatChanges() {
        assertThat(OrderBodies.of(List.of(new TradeCommand.Amend(
                        "c", new Amendment(OrderRef.byLinkId(ETH, "a"), null, of("2801"), null, Decimal.ZERO, null)))))
                .isEqualTo("""
                        {"category":"linear","symbol":"ETHUSDT","orderLinkId":"a","price":"2801","takeProfit":"0"}""");
    }

    @Test
    void whatIsSeldomChangedCanBeChanged() {
        Amendment amendment = new Amendment(OrderRef.byLinkId(ETH, "a"), null, null, of("2900"), of("3000"), of("2700"))
                .with(new Amendment.Details(
                        TriggerBy.MARK_PRICE,
                        TriggerBy.LAST_PRICE,
                        TriggerBy.INDEX_PRICE,
                        of("2999"),
                        of("2701"),
                        true,
                        of("0.5")));
        assertThat(OrderBodies.of(List.of(new TradeCommand.Amend("c", amendment))))
                .isEqualTo("""
                        {"category":"linear","symbol":"ETHUSDT","orderLinkId":"a","orderIv":"0.5","triggerPrice":"2900",\
                        "triggerBy":"MarkPrice","takeProfit":"3000","stopLoss":"2700","tpTriggerBy":"LastPrice",\
                        "slTriggerBy":"IndexPrice","tpLimitPrice":"2999","slLimitPrice":"2701","tpslMode":"Partial"}""");
    }

    @Test
    void cancellationsInABatchNameTheirCategoryOnce() {
        assertThat(OrderBodies.of(List.of(
                        new TradeCommand.Cancel("c", OrderRef.byLinkId(SPOT, "a"), "tpslOrder"),
                        new TradeCommand.Cancel("d", new OrderRef(SPOT, "1", "b"), ""))))
                .isEqualTo("""
                        {"category":"spot","request":[{"symbol":"ETHUSDT","orderLinkId":"a","orderFilter":"tpslOrder"},\
                        {"symbol":"ETHUSDT","orderId":"1"}]}""");
    }

    private static Decimal of(String text) {
        return Decimal.parse(text);
    }

    /** @param order gets the id {@code x} */
    private static String text(NewOrder.Builder order) {
        return OrderBodies.of(
                List.of(new TradeCommand.Create("c", order.linkId("x").build())));
    }
}

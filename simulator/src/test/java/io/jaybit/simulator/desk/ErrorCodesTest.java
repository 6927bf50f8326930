package io.jaybit.simulator.desk;

import static io.jaybit.simulator.desk.TestVenue.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.OrderRequest;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.exchange.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The venue's codes for orders that can be read and not taken, as a client gets them. */
class ErrorCodesTest {
    private static final String CREATE = "/v5/order/create";
    private static final String AMEND = "/v5/order/amend";

    private final TestVenue venue = new TestVenue();

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "110003|linear|'side':'Buy','orderType':'Limit','qty':'0.01','price':'99999999'",
                "110007|linear|'side':'Buy','orderType':'Limit','qty':'9000','price':'65000'",
                "110017|linear|'side':'Buy','orderType':'Limit','qty':'0.01','price':'65000','reduceOnly':true",
                "110092|linear|'side':'Buy','orderType':'Limit','qty':'0.01','price':'65000','triggerPrice':'60000',"
                        + "'triggerDirection':1",
                "110093|linear|'side':'Buy','orderType':'Limit','qty':'0.01','price':'65000','triggerPrice':'70000',"
                        + "'triggerDirection':2",
                "110094|linear|'side':'Buy','orderType':'Limit','qty':'0.001','price':'1000'",
                "110108|linear|'side':'Buy','orderType':'Market','qty':'0.01','slippageToleranceType':'TickSize',"
                        + "'slippageTolerance':'10001'",
                "110109|linear|'side':'Buy','orderType':'Market','qty':'0.01','slippageToleranceType':'Percent',"
                        + "'slippageTolerance':'10.1'",
                "110119|linear|'side':'Buy','orderType':'Limit','qty':'0.01','price':'65000','timeInForce':'RPI'",
                "170124|spot|'side':'Buy','orderType':'Limit','qty':'20000','price':'65000'",
                "170131|spot|'side':'Buy','orderType':'Limit','qty':'100','price':'65000'",
                "170131|spot|'side':'Sell','orderType':'Limit','qty':'11','price':'65000'",
                "170132|spot|'side':'Buy','orderType':'Limit','qty':'0.01','price':'9000000'",
                "170133|spot|'side':'Buy','orderType':'Limit','qty':'0.01','price':'0'",
                "170140|spot|'side':'Buy','orderType':'Limit','qty':'0.00001','price':'65000'",
                "170140|spot|'side':'Buy','orderType':'Market','qty':'0'",
                "170148|spot|'side':'Buy','orderType':'Market','qty':'100.123456789'",
                "170193|spot|'side':'Buy','orderType':'Limit','qty':'0.01','price':'70000'",
                "170194|spot|'side':'Sell','orderType':'Limit','qty':'0.01','price':'60000'",
                "170355|spot|'side':'Buy','orderType':'Limit','qty':'0.01','price':'65000','timeInForce':'RPI'",
            })
    void anOrderThatCannotBeTakenHasItsCode(int code, String category, String fields) {
        String body = "{\"category\":\"" + category + "\",\"symbol\":\"BTCUSDT\"," + fields.replace('\'', '"') + "}";

        var answer = venue.post(venue.aliceKey, CREATE, body);

        assertThat(code(answer)).as(answer.body()).isEqualTo(code);
        assertThat(venue.alice.openOrders()).isEmpty();
    }

    @Test
    void aMarketThatIsNotOpenIsNotLive() {
        venue.exchange.open(venue.market(Category.LINEAR, "BTCUSDT"), false);
        venue.exchange.open(venue.market(Category.SPOT, "BTCUSDT"), false);

        assertThat(code(venue.post(venue.aliceKey, CREATE, limit("linear", "0.01", "65000"))))
                .isEqualTo(110074);
        assertThat(code(venue.post(venue.aliceKey, CREATE, limit("spot", "0.01", "65000"))))
                .isEqualTo(170151);
    }

    @Test
    void anAmendedSizeMustExceedWhatWasFilled() {
        venue.post(venue.aliceKey, CREATE, named("linear", "0.02"));
        venue.post(venue.aliceKey, CREATE, named("spot", "0.02"));
        venue.post(venue.bobKey, CREATE, limit("linear", "0.01", "65000").replace("Buy", "Sell"));
        venue.post(venue.bobKey, CREATE, limit("spot", "0.01", "65000").replace("Buy", "Sell"));

        assertThat(code(venue.post(venue.aliceKey, AMEND, amend("linear", "0.01"))))
                .isEqualTo(110064);
        assertThat(code(venue.post(venue.aliceKey, AMEND, amend("spot", "0.01"))))
                .isEqualTo(170313);
        assertThat(code(venue.post(venue.aliceKey, AMEND, amend("linear", "0.02"))))
                .as("unchanged")
                .isEqualTo(10001);
        assertThat(code(venue.post(venue.aliceKey, AMEND, amend("linear", "0.03"))))
                .isZero();
    }

    @Test
    void fiveHundredOrdersAreEnough() throws Refusal {
        fill(venue.market(Category.LINEAR, "BTCUSDT"), 640_000);
        fill(venue.market(Category.SPOT, "BTCUSDT"), 6_400_000);

        assertThat(code(venue.post(venue.aliceKey, CREATE, limit("linear", "0.01", "65000"))))
                .isEqualTo(110020);
        assertThat(code(venue.post(venue.aliceKey, CREATE, limit("spot", "0.01", "65000"))))
                .isEqualTo(170810);
    }

    @Test
    void tenConditionalOrdersOfASymbolAreEnough() {
        String stop =
                limit("linear", "0.01", "65000").replace("}", ",\"triggerPrice\":\"60000\",\"triggerDirection\":2}");
        for (int i = 0; i < 10; i++) {
            assertThat(code(venue.post(venue.aliceKey, CREATE, stop))).isZero();
        }
        venue.rest();

        assertThat(code(venue.post(venue.aliceKey, CREATE, stop))).isEqualTo(110009);
    }

    @Test
    void aBatchDoesNotAmendConditionalOrders() {
        venue.post(
                venue.aliceKey,
                CREATE,
                named("linear", "0.02").replace("}", ",\"triggerPrice\":\"60000\",\"triggerDirection\":2}"));

        assertThat(venue.post(venue.aliceKey, "/v5/order/amend-batch", """
                        {"category":"linear","request":[{"symbol":"BTCUSDT","orderLinkId":"n-linear","qty":"0.03"}]}""").body())
                .contains("\"code\":10001,\"msg\":\"params error: a batch does not amend conditional orders\"");
        assertThat(code(venue.post(venue.aliceKey, AMEND, amend("linear", "0.03"))))
                .isZero();
    }

    @Test
    void twentyPartialStopsAreEnough() {
        trade("1");
        for (int i = 0; i < 20; i++) {
            assertThat(code(partialStop(70_000 + i))).as("stop " + i).isZero();
            venue.timeline.advanceTo(venue.timeline.now() + 100);
        }

        assertThat(code(partialStop(71_000))).isEqualTo(110061);
    }

    @Test
    void marginThatIsNotThereCannotBeSetAside() {
        trade("60");

        assertThat(code(venue.post(venue.aliceKey, "/v5/position/set-leverage", """
                        {"category":"linear","symbol":"BTCUSDT","buyLeverage":"1","sellLeverage":"1"}""")))
                .isEqualTo(110012);
        assertThat(code(venue.post(
                        venue.aliceKey, "/v5/account/set-margin-mode", "{\"setMarginMode\":\"ISOLATED_MARGIN\"}")))
                .isZero();
        assertThat(code(venue.post(venue.aliceKey, "/v5/position/add-margin", """
                        {"category":"linear","symbol":"BTCUSDT","margin":"100000000"}""")))
                .isEqualTo(110045);
    }

    private io.jaybit.simulator.wire.HttpAnswer partialStop(int price) {
        return venue.post(venue.aliceKey, "/v5/position/trading-stop", """
                {"category":"linear","symbol":"BTCUSDT","tpslMode":"Partial","positionIdx":0,"takeProfit":"%d",\
                "tpSize":"0.01","slSize":"0.01"}""".formatted(price));
    }

    /** Alice buys of bob for 65,000. */
    private void trade(String qty) {
        assertThat(code(venue.post(
                        venue.bobKey, CREATE, limit("linear", qty, "65000").replace("Buy", "Sell"))))
                .isZero();
        assertThat(code(venue.post(venue.aliceKey, CREATE, limit("linear", qty, "65000"))))
                .isZero();
    }

    private void fill(Market market, long price) throws Refusal {
        long qty = market.category() == Category.SPOT ? 100 : 1;
        for (int i = 0; i < 500; i++) {
            venue.exchange.create(
                    venue.alice,
                    OrderRequest.limit(market, Side.BUY, qty, price).build());
        }
    }

    private static String named(String category, String qty) {
        return limit(category, qty, "65000").replace("}", ",\"orderLinkId\":\"n-" + category + "\"}");
    }

    private static String amend(String category, String qty) {
        return "{\"category\":\"" + category + "\",\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"n-" + category
                + "\",\"qty\":\"" + qty + "\"}";
    }

    private static String limit(String category, String qty, String price) {
        return "{\"category\":\"" + category
                + "\",\"symbol\":\"BTCUSDT\",\"side\":\"Buy\",\"orderType\":\"Limit\",\"qty\":\"" + qty
                + "\",\"price\":\"" + price + "\"}";
    }
}

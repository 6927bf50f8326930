package io.jaybit.simulator.desk;

import static io.jaybit.simulator.desk.TestVenue.code;
import static io.jaybit.simulator.desk.TestVenue.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.desk.DisconnectProtection.Product;
import io.jaybit.simulator.wire.HttpAnswer;
import io.jaybit.simulator.wire.Json;
import org.junit.jupiter.api.Test;

/** Wallets, margin mode, fees, the key itself. */
class WalletDeskTest {
    private static final String BALANCE = "/v5/account/wallet-balance";
    private static final String DEMO = "/v5/account/demo-apply-money";
    private static final String DCP = "/v5/order/disconnected-cancel-all";

    /** The private stream's documented example. */
    private static final String DOCUMENTED_WALLET = """
            {"accountIMRate":"0","accountIMRateByMp":"0","accountMMRate":"0","accountMMRateByMp":"0","totalEquity":"10262.91",\
            "totalWalletBalance":"9684.46","totalMarginBalance":"9684.46","totalAvailableBalance":"9556.60",\
            "totalPerpUPL":"0","totalInitialMargin":"0","totalInitialMarginByMp":"0","totalMaintenanceMargin":"0",\
            "totalMaintenanceMarginByMp":"0","coin":[{"coin":"USDT","equity":"9684.46","usdValue":"9684.46",\
            "walletBalance":"9684.46","availableToWithdraw":"","availableToBorrow":"","borrowAmount":"0",\
            "accruedInterest":"0","totalOrderIM":"0","totalPositionIM":"0","totalPositionMM":"0","unrealisedPnl":"0",\
            "cumRealisedPnl":"-0.97","bonus":"0","collateralSwitch":true,"marginCollateral":true,"locked":"0",\
            "spotHedgingQty":"0","spotBorrow":"0"}],"accountLTV":"0","accountType":"UNIFIED"}""";

    private final TestVenue venue = new TestVenue();

    @Test
    void theWalletHasTheFieldsOfTheStream() {
        Json list = get(BALANCE, "accountType=UNIFIED").get("list");

        assertThat(Shape.of(list.items().get(0))).isEqualTo(Shape.of(DOCUMENTED_WALLET));
        assertThat(list.items().get(0).get("coin").items())
                .extracting(coin -> coin.get("coin").text())
                .containsExactly("BTC", "USDC", "USDT");
        assertThat(coins("&coin=USDT,ETH")).isEqualTo("USDT 1000000, ETH 0");
        assertThat(coins("&coin=USDT,USDT")).isEqualTo("USDT 1000000");
    }

    @Test
    void onlyAUnifiedAccountIsThere() {
        assertThat(code(venue.get(venue.aliceKey, BALANCE, ""))).isEqualTo(10001);
        assertThat(code(venue.get(venue.aliceKey, BALANCE, "accountType=SPOT"))).isEqualTo(10001);
        assertThat(code(venue.get(venue.aliceKey, BALANCE, "accountType=UNIFIED&coin=usdt,")))
                .isEqualTo(10001);
    }

    @Test
    void whatASpotOrderHoldsIsLocked() {
        venue.post(venue.aliceKey, "/v5/order/create", """
                {"category":"spot","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"0.01","price":"64000"}""");

        Json coin = get(BALANCE, "accountType=UNIFIED&coin=USDT")
                .get("list")
                .items()
                .get(0)
                .get("coin")
                .items()
                .get(0);

        assertThat(coin.get("locked").text()).isEqualTo("640");
    }

    @Test
    void theMarginModeIsTheAccounts() {
        assertThat(get("/v5/account/info", "").get("marginMode").text()).isEqualTo("REGULAR_MARGIN");
        assertThat(Shape.of(get("/v5/account/info", "")))
                .isEqualTo(
                        "{marginMode:TEXT,updatedTime:TEXT,unifiedMarginStatus:NUMBER,dcpStatus:TEXT,timeWindow:NUMBER,"
                                + "smpGroup:NUMBER,isMasterTrader:FLAG,spotHedgingStatus:TEXT}");
        assertThat(code(mode("ISOLATED_MARGIN"))).isZero();
        assertThat(get("/v5/account/info", "").get("marginMode").text()).isEqualTo("ISOLATED_MARGIN");

        HttpAnswer again = mode("ISOLATED_MARGIN");

        assertThat(code(again)).isEqualTo(110026);
        assertThat(json(again.body())
                        .get("result")
                        .get("reasons")
                        .items()
                        .get(0)
                        .get("reasonCode")
                        .text())
                .isEqualTo("110026");
        assertThat(code(mode("CROSS"))).isEqualTo(10001);
        assertThat(code(mode(""))).isEqualTo(10001);
    }

    @Test
    void feesAreThoseOfTheInstruments() {
        assertThat(get("/v5/account/fee-rate", "category=linear&symbol=BTCUSDT")
                        .get("list")
                        .items()
                        .get(0)
                        .fields()
                        .keySet())
                .containsExactly("symbol", "takerFeeRate", "makerFeeRate");
        Json option = get("/v5/account/fee-rate", "category=option&baseCoin=BTC")
                .get("list")
                .items()
                .get(0);
        assertThat(option.fields().keySet()).containsExactly("symbol", "baseCoin", "takerFeeRate", "makerFeeRate");
        assertThat(get("/v5/account/fee-rate", "category=spot").get("list").items())
                .hasSize(2);
        assertThat(code(venue.get(venue.aliceKey, "/v5/account/fee-rate", ""))).isEqualTo(10001);
    }

    @Test
    void theKeyTellsAboutItselfButNotItsSecret() {
        Json key = get("/v5/user/query-api", "");

        assertThat(key.get("apiKey").text()).isEqualTo("demoKey0123456789");
        assertThat(key.get("secret").text()).isEmpty();
        assertThat(key.get("userID").text()).isEqualTo(Long.toString(venue.alice.number()));
        assertThat(key.get("permissions").get("Spot").items()).hasSize(1);
        assertThat(get("/v5/account/smp-group", "").get("smpGroup").text()).isEqualTo("0");
    }

    @Test
    void demoMoneyComesOnceAMinuteAndWithinBounds() {
        assertThat(code(demo("0", "USDT", "100000"))).isZero();
        assertThat(coins("&coin=USDT")).isEqualTo("USDT 1100000");
        assertThat(code(demo("0", "USDT", "1"))).isEqualTo(10006);
        assertThat(code(nextDemo("0", "USDT", "100001"))).isEqualTo(10001);
        assertThat(code(nextDemo("0", "DOGE", "1"))).isEqualTo(10001);
        assertThat(code(nextDemo("0", "USDT", "-1"))).isEqualTo(10001);
        assertThat(code(nextDemo("1", "BTC", "11"))).isEqualTo(10001);
        assertThat(code(nextDemo("1", "BTC", "9"))).isZero();
        assertThat(coins("&coin=BTC")).isEqualTo("BTC 1");
    }

    @Test
    void disconnectProtectionIsForInstitutionsOnly() {
        assertThat(code(venue.post(venue.aliceKey, DCP, "{\"timeWindow\":40}"))).isEqualTo(10005);
        assertThat(get("/v5/account/query-dcp-info", "").get("dcpInfos").items())
                .isEmpty();

        venue.protection.offer(venue.alice);

        assertThat(code(venue.post(venue.aliceKey, DCP, "{\"timeWindow\":2}"))).isEqualTo(10001);
        assertThat(code(venue.post(venue.aliceKey, DCP, "{\"timeWindow\":301}")))
                .isEqualTo(10001);
        assertThat(code(venue.post(venue.aliceKey, DCP, "{\"product\":\"SPOT\"}")))
                .isEqualTo(10001);
        assertThat(venue.post(venue.aliceKey, DCP, "{\"timeWindow\":40,\"product\":\"DERIVATIVES\"}")
                        .body())
                .startsWith("{\"retCode\":0,\"retMsg\":\"success\"");
        assertThat(venue.protection.windowSeconds(venue.alice, Product.DERIVATIVES))
                .isEqualTo(10);
        venue.timeline.advanceTo(TestVenue.START + 10_000);
        assertThat(venue.get(venue.aliceKey, "/v5/account/query-dcp-info", "").body())
                .contains("{\"product\":\"DERIVATIVES\",\"dcpStatus\":\"ON\",\"timeWindow\":\"40\"}")
                .contains("{\"product\":\"SPOT\",\"dcpStatus\":\"ON\",\"timeWindow\":\"10\"}");
    }

    @Test
    void whoIsGoneLosesTheOrdersOfTheProductThatIsProtected() {
        venue.protection.offer(venue.alice);
        venue.post(venue.aliceKey, "/v5/order/create", """
                {"category":"spot","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"0.01","price":"64000"}""");
        venue.post(venue.aliceKey, "/v5/order/create", """
                {"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"0.01","price":"64000"}""");

        assertThat(venue.protection.fire(venue.alice, Product.DERIVATIVES)).hasSize(1);
        assertThat(venue.alice.openOrders()).hasSize(1);
        Json row =
                get("/v5/order/history", "category=linear").get("list").items().get(0);
        assertThat(row.get("cancelType").text()).isEqualTo("CancelByDCP");
    }

    @Test
    void anOrderIsCheckedWithoutBeingMade() {
        HttpAnswer answer = venue.post(venue.aliceKey, "/v5/order/pre-check", """
                {"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Limit","qty":"10","price":"65000"}""");

        Json result = json(answer.body()).get("result");
        assertThat(Shape.of(result))
                .isEqualTo(
                        "{orderId:TEXT,orderLinkId:TEXT,preImrE4:NUMBER,preMmrE4:NUMBER,postImrE4:NUMBER,postMmrE4:NUMBER}");
        assertThat(result.get("preImrE4").text()).isEqualTo("0");
        assertThat(result.get("postImrE4").whole().orElse(0)).isPositive();
        assertThat(venue.alice.openOrders()).isEmpty();
        assertThat(code(venue.post(venue.aliceKey, "/v5/order/pre-check", """
                {"category":"inverse","symbol":"BTCUSD","side":"Buy","orderType":"Limit","qty":"10","price":"65000"}"""))).isEqualTo(10001);
    }

    private HttpAnswer mode(String mode) {
        return venue.post(venue.aliceKey, "/v5/account/set-margin-mode", "{\"setMarginMode\":\"" + mode + "\"}");
    }

    private HttpAnswer nextDemo(String type, String coin, String amount) {
        venue.timeline.advanceTo(venue.timeline.now() + 60_000);
        return demo(type, coin, amount);
    }

    private HttpAnswer demo(String type, String coin, String amount) {
        return venue.post(
                venue.aliceKey,
                DEMO,
                "{\"adjustType\":" + type + ",\"utaDemoApplyMoney\":[{\"coin\":\"" + coin + "\",\"amountStr\":\""
                        + amount + "\"}]}");
    }

    private String coins(String filter) {
        StringBuilder text = new StringBuilder();
        for (Json coin : get(BALANCE, "accountType=UNIFIED" + filter)
                .get("list")
                .items()
                .get(0)
                .get("coin")
                .items()) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(coin.get("coin").text())
                    .append(' ')
                    .append(coin.get("walletBalance").text());
        }
        return text.toString();
    }

    private Json get(String path, String query) {
        HttpAnswer answer = venue.get(venue.aliceKey, path, query);
        assertThat(code(answer)).as(answer.body()).isZero();
        return json(answer.body()).get("result");
    }
}

package io.jaybit.client.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.account.CancelType;
import io.jaybit.account.ExecType;
import io.jaybit.account.Execution;
import io.jaybit.account.FastExecution;
import io.jaybit.account.Greeks;
import io.jaybit.account.OrderSide;
import io.jaybit.account.OrderStatus;
import io.jaybit.account.OrderType;
import io.jaybit.account.OrderUpdate;
import io.jaybit.account.Origin;
import io.jaybit.account.PositionStatus;
import io.jaybit.account.PositionUpdate;
import io.jaybit.account.RejectReason;
import io.jaybit.account.SpreadExecution;
import io.jaybit.account.SpreadOrderUpdate;
import io.jaybit.account.StopOrderType;
import io.jaybit.account.TriggerBy;
import io.jaybit.account.WalletUpdate;
import io.jaybit.market.Category;
import io.jaybit.market.PositionSide;
import io.jaybit.market.Symbol;
import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AccountReaderTest {
    private static final Origin PUSHED = new Origin(Origin.Source.STREAM, 1_784_900_000_000L, 5);
    private static final Origin ANSWERED = new Origin(Origin.Source.QUERY, 1_784_900_000_900L, 6);

    static final String CONDITIONAL_ORDER = """
            {"category":"spot","symbol":"BTCUSDC","orderId":"1666800494330512128","orderLinkId":"s-1","parentOrderLinkId":"s-0",
            "isLeverage":"1","blockTradeId":"b","price":"64000.5","qty":"0.250","brokerOrderPrice":"63999","side":"Sell",
            "positionIdx":2,"orderStatus":"PartiallyFilledCanceled","createType":"CreateByStopLoss","cancelType":"CancelByUser",
            "rejectReason":"EC_PerCancelRequest","avgPrice":"64001.25","leavesQty":"0.150","leavesValue":"9600.075",
            "cumExecQty":"0.100","cumExecValue":"6400.125","cumExecFee":"6.4","cumFeeDetail":{"USDC":"6.4","MNT":"-0.1"},
            "closedPnl":"-1.5","feeCurrency":"USDC","timeInForce":"PostOnly","orderType":"Limit","stopOrderType":"OcoOrder",
            "ocoTriggerBy":"OcoTriggerByTp","orderIv":"0.45","marketUnit":"baseCoin","slippageToleranceType":"Percent",
            "slippageTolerance":"0.5","triggerPrice":"63000","takeProfit":"70000","stopLoss":"60000","tpLimitPrice":"69999",
            "slLimitPrice":"59999","tpslMode":"Partial","tpTriggerBy":"MarkPrice","slTriggerBy":"IndexPrice",
            "triggerBy":"LastPrice","triggerDirection":2,"lastPriceOnCreated":"65000","reduceOnly":true,"closeOnTrigger":true,
            "placeType":"iv","smpType":"CancelMaker","smpGroup":7,"smpOrderId":"other","createdTime":"1784900009480",
            "updatedTime":"1784900010095","rpiTakerAccess":true,"rpiMatchedQty":"0.050","basePrice":"1.5",
            "novelty":{"b":[1,true,null,{},[]],"a":"\\"x\\""}}""";

    @Test
    void ofAnOrderNoFieldIsLost() throws Exception {
        Node row = parse(CONDITIONAL_ORDER);
        OrderUpdate order = AccountReader.order(row, PUSHED, Category.LINEAR);
        assertThat(row.fields().keySet()).containsAll(AccountFields.ORDER.typedNames());
        assertThat(order.otherFields())
                .containsOnly(
                        Map.entry("basePrice", "1.5"),
                        Map.entry("novelty", "{\"a\":\"\\\"x\\\"\",\"b\":[1,true,null,{},[]]}"));
        row.fields().keySet().removeAll(order.otherFields().keySet());
        AccountFields.ORDER.assertHolds(row, order, Map.of());
        assertThat(order.origin()).isEqualTo(PUSHED);
        assertThat(order.qty()).hasToString("0.250");
        assertThat(order.progress().cumFees())
                .containsOnly(Map.entry("USDC", new BigDecimal("6.4")), Map.entry("MNT", new BigDecimal("-0.1")));
    }

    @Test
    void anAnsweredOrderNamesNoCategoryAndSaysNothingInOtherWords() throws Exception {
        OrderUpdate order = AccountReader.order(parse("""
                {"orderId":"fd4300ae","orderLinkId":"oms-2","blockTradeId":"","symbol":"ETHUSDT","price":"1600.00","qty":"0.10",
                "side":"Buy","isLeverage":"","positionIdx":0,"orderStatus":"New","cancelType":"UNKNOWN","rejectReason":"EC_NoError",
                "avgPrice":"0","leavesQty":"0.10","leavesValue":"160","cumExecQty":"0.00","cumExecValue":"0","cumExecFee":"0",
                "timeInForce":"GTC","orderType":"Limit","stopOrderType":"UNKNOWN","orderIv":"","triggerPrice":"0.00",
                "takeProfit":"","stopLoss":"","tpTriggerBy":"UNKNOWN","slTriggerBy":"UNKNOWN","triggerDirection":0,
                "triggerBy":"UNKNOWN","lastPriceOnCreated":"","reduceOnly":false,"closeOnTrigger":false,"smpType":"None",
                "smpGroup":0,"smpOrderId":"","tpslMode":"UNKNOWN","tpLimitPrice":"","slLimitPrice":"0","placeType":"",
                "createdTime":"1784899999559","updatedTime":"1784899999561","cumFeeDetail":{}}"""), ANSWERED, Category.LINEAR);
        assertThat(order.symbol()).isEqualTo(new Symbol(Category.LINEAR, "ETHUSDT"));
        assertThat(order.origin()).isEqualTo(ANSWERED);
        assertThat(order.otherFields()).isEmpty();
        assertThat(order.status().value()).isEqualTo(OrderStatus.NEW);
        assertThat(order.cancelType().value()).isEqualTo(CancelType.NONE);
        assertThat(order.rejectReason().value()).isEqualTo(RejectReason.NONE);
        assertThat(order.progress().averagePrice()).isNull();
        assertThat(order.progress().leavesValue()).isEqualByComparingTo("160");
        assertThat(order.progress().closedPnl()).isNull();
        assertThat(order.trigger().stopOrderType().value()).isEqualTo(StopOrderType.NONE);
        assertThat(order.trigger().price()).isNull();
        assertThat(order.trigger().by().value()).isEqualTo(TriggerBy.NONE);
        assertThat(order.exits().stopLossLimit()).isNull();
        assertThat(order.exits().mode()).isEmpty();
        assertThat(order.details().rpiMatchedQty()).isNull();
    }

    @Test
    void aMarketOrderHasNoPriceWhetherTheVenueSaysNothingOrZero() throws Exception {
        for (String nothing : new String[] {"", "0", "0.00"}) {
            assertThat(order("\"price\":\"" + nothing + "\",\"qty\":5").price()).isNull();
        }
        assertThat(order("\"qty\":5").price()).isNull();
        assertThat(order("\"price\":68260.0,\"qty\":5").price()).hasToString("68260.0");
    }

    @Test
    void aWordThatIsNewIsKeptAsItIs() throws Exception {
        OrderUpdate order = order("\"qty\":\"5\",\"cancelType\":\"CancelByMoonPhase\"");
        assertThat(order.cancelType().value()).isEqualTo(CancelType.UNRECOGNISED);
        assertThat(order.cancelType().text()).isEqualTo("CancelByMoonPhase");
    }

    private static OrderUpdate order(String fields) throws UnreadableFrame {
        return AccountReader.order(
                parse("{\"symbol\":\"BTCUSDT\",\"orderId\":\"o\",\"side\":\"Buy\",\"orderStatus\":\"New\","
                        + "\"createdTime\":\"0\",\"updatedTime\":\"1784900000000\"," + fields + "}"),
                PUSHED,
                Category.LINEAR);
    }

    @Test
    void whatAnOrderCannotBeWithoutIsNamedInTheComplaint() {
        assertThatThrownBy(() -> order("\"price\":\"1\""))
                .isInstanceOf(UnreadableFrame.class)
                .hasMessageStartingWith("order: qty is missing or empty");
        assertThatThrownBy(() -> order("\"qty\":\"1\",\"price\":\"dear\""))
                .hasMessageStartingWith("order: price is not a number: \"dear\"");
        assertThatThrownBy(() -> order("\"qty\":\"1\",\"category\":\"moon\""))
                .hasMessageStartingWith("order: category is missing or none we know: \"moon\"");
        assertThatThrownBy(() -> order("\"qty\":\"1\",\"side\":\"\"")).hasMessageStartingWith("order: side is missing");
        assertThatThrownBy(() -> order("\"qty\":\"1\",\"side\":\"Up\"")).hasMessageContaining("neither Buy nor Sell");
        assertThatThrownBy(() -> order("\"qty\":\"1\",\"positionIdx\":99999999999"))
                .hasMessageContaining("32 bits");
        assertThatThrownBy(() -> order("\"qty\":\"1\",\"cumFeeDetail\":[1]")).hasMessageContaining("is not an object");
        assertThatThrownBy(() -> AccountReader.order(parse("{\"a\":[1]}").get("a"), PUSHED, null))
                .hasMessageStartingWith("order: not an object but an array");
    }

    static final String FILL = """
            {"category":"option","symbol":"BTC-25SEP26-90000-C-USDT","orderId":"o-1","orderLinkId":"l-1","side":"Buy",
            "closedSize":"0.5","execFee":"-0.25","execId":"e-1","execPrice":"1500","execQty":"0.75","execValue":"1125",
            "execType":"BlockTrade","execPnl":"12.5","feeRate":"-0.0002","tradeIv":"0.51","markIv":"0.52","markPrice":"1499.5",
            "indexPrice":"77141","underlyingPrice":"77140","blockTradeId":"b-1","leavesQty":"0.25","orderPrice":"1501",
            "orderQty":"1","orderType":"Limit","stopOrderType":"Stop","execTime":"1784900011353","isLeverage":"0",
            "isMaker":true,"seq":140612148849382,"marketUnit":"","createType":"CreateByUser","feeCurrency":"USDT",
            "extraFees":[{"feeCoin":"USDT","feeType":"GST","subFeeType":"IND_GST","feeRate":"0.000099","fee":"0.0046"}],
            "extra":"more"}""";

    @Test
    void ofAFillNoFieldIsLost() throws Exception {
        Node row = parse(FILL);
        Execution fill = AccountReader.execution(row, PUSHED, null);
        assertThat(row.fields().keySet()).containsAll(AccountFields.EXECUTION.typedNames());
        assertThat(fill.otherFields()).containsOnly(Map.entry("extra", "more"));
        row.fields().remove("extra");
        AccountFields.EXECUTION.assertHolds(row, fill, Map.of());
        assertThat(fill.fee()).isEqualByComparingTo("-0.25");
        assertThat(fill.extraFees())
                .containsExactly(new Execution.ExtraFee(
                        "USDT", "GST", "IND_GST", new BigDecimal("0.000099"), new BigDecimal("0.0046")));
    }

    @Test
    void fundingIsNoTradeAndBelongsToNoOrder() throws Exception {
        Execution funding = AccountReader.execution(parse("""
                {"symbol":"BTCUSDT","orderType":"UNKNOWN","underlyingPrice":"","orderLinkId":"","side":"Buy","indexPrice":"",
                "orderId":"d9c7","stopOrderType":"UNKNOWN","leavesQty":"0","execTime":"1784900000000","feeCurrency":"",
                "isMaker":false,"execFee":"0.71","feeRate":"0.0001","execId":"e2","tradeIv":"","blockTradeId":"","markPrice":"0",
                "execPrice":"65010.5","markIv":"","orderQty":"0","orderPrice":"0","execValue":"7100","execType":"Funding",
                "execQty":"0.109","closedSize":"","seq":-1,"extraFees":"","execFeeV2":""}"""), ANSWERED, Category.LINEAR);
        assertThat(funding.symbol().category()).isEqualTo(Category.LINEAR);
        assertThat(funding.type().value()).isEqualTo(ExecType.FUNDING);
        assertThat(funding.order().type().value()).isEqualTo(OrderType.UNKNOWN);
        assertThat(funding.order().price()).isNull();
        assertThat(funding.closedSize()).isNull();
        assertThat(funding.seq()).isEmpty();
        assertThat(funding.fee()).isEqualByComparingTo("0.71");
        assertThat(funding.extraFees()).isEmpty();
        assertThat(funding.otherFields()).isEmpty();
    }

    @Test
    void extraFeesComeAsAListOrAsItsTextAndNonsenseInTheirPlaceCostsNoFill() throws Exception {
        String start =
                "{\"category\":\"spot\",\"symbol\":\"BTCUSDT\",\"execId\":\"e\",\"side\":\"Sell\",\"execPrice\":\"1\","
                        + "\"execQty\":\"2\",\"execTime\":3,\"extraFees\":";
        Execution text = AccountReader.execution(
                parse(start
                        + "\"[{\\\"feeCoin\\\":\\\"IDR\\\",\\\"feeType\\\":\\\"TAX\\\",\\\"fee\\\":\\\"12\\\"}]\"}"),
                ANSWERED,
                null);
        assertThat(text.extraFees())
                .containsExactly(new Execution.ExtraFee("IDR", "TAX", "", null, new BigDecimal("12")));
        for (String nonsense : new String[] {"\"soon\"", "{\"a\":1}", "7"}) {
            Execution fill = AccountReader.execution(parse(start + nonsense + "}"), ANSWERED, null);
            assertThat(fill.extraFees()).isEmpty();
            assertThat(fill.otherFields()).containsOnlyKeys("extraFees");
        }
    }

    @Test
    void aFastFillNamesItsCategoryOrTakesItsTopics() throws Exception {
        Origin fast = new Origin(Origin.Source.FAST_STREAM, 1, 2);
        String row =
                "{%s\"symbol\":\"ICPUSD\",\"execId\":\"e\",\"execPrice\":\"12.015\",\"execQty\":\"3000\",\"orderId\":\"o\","
                        + "\"isMaker\":true,\"orderLinkId\":\"\",\"side\":\"Sell\",\"execTime\":\"1784900012334\",\"seq\":34771365464}";
        FastExecution fill =
                AccountReader.fastExecution(parse(row.formatted("\"category\":\"inverse\",")), fast, Category.LINEAR);
        assertThat(fill.symbol()).isEqualTo(new Symbol(Category.INVERSE, "ICPUSD"));
        assertThat(fill.maker()).isTrue();
        assertThat(fill.seq()).hasValue(34771365464L);
        assertThat(AccountReader.fastExecution(parse(row.formatted("")), fast, Category.LINEAR)
                        .symbol()
                        .category())
                .isEqualTo(Category.LINEAR);
        assertThatThrownBy(() -> AccountReader.fastExecution(parse(row.formatted("")), fast, null))
                .hasMessageStartingWith("execution.fast: category is missing");
    }

    static final String POSITION = """
            {"positionIdx":2,"tradeMode":0,"riskId":11,"riskLimitValue":"900000","symbol":"BTC-25SEP26-90000-C-USDT",
            "category":"option","side":"Sell","size":"0.010","entryPrice":"3641.075","sessionAvgPrice":"3640","leverage":"30",
            "breakEvenPrice":"3639.5","positionValue":"36.42075","positionBalance":"0","markPrice":"3641.33",
            "positionIM":"1.23480936","positionMM":"0.20281586","positionIMByMp":"1.2","positionMMByMp":"0.2",
            "takeProfit":"3000","stopLoss":"4000","trailingStop":"50","unrealisedPnl":"-0.00255","cumRealisedPnl":"-25.06579337",
            "curRealisedPnl":"0.0094814","delta":"0.5","gamma":"0.1","vega":"2","theta":"-1","createdTime":"1730805600084",
            "updatedTime":"1762199125472","openTime":1762199125000,"tpslMode":"Full","liqPrice":"51764.83","bustPrice":"1",
            "positionStatus":"Adl","adlRankIndicator":5,"autoAddMargin":1,"leverageSysUpdatedTime":"3",
            "mmrSysUpdatedTime":"4","mmrSysUpdateTime":"5","seq":325852190774,"isReduceOnly":true}""";

    @Test
    void ofAPositionNoFieldIsLost() throws Exception {
        Node row = parse(POSITION);
        PositionUpdate position = AccountReader.position(row, PUSHED, null);
        assertThat(row.fields().keySet()).containsAll(AccountFields.POSITION.typedNames());
        AccountFields.POSITION.assertHolds(row, position, position.otherFields());
        assertThat(position.side()).isEqualTo(PositionSide.SHORT);
        assertThat(position.signedSize()).isEqualByComparingTo("-0.01");
        assertThat(position.status().value()).isEqualTo(PositionStatus.ADL);
    }

    @Test
    void aFlatPositionHasNeitherSideNorPricesNorSequence() throws Exception {
        for (String never : new String[] {"-1", "\"-1\""}) {
            PositionUpdate flat = AccountReader.position(parse("""
                    {"positionIdx":0,"riskId":1,"riskLimitValue":"150","symbol":"BTCUSDT","side":"","size":"0","avgPrice":"0",
                    "positionValue":"","tradeMode":0,"autoAddMargin":0,"leverage":"10","positionBalance":"0","liqPrice":"0",
                    "takeProfit":"0.00","stopLoss":"","trailingStop":"0","unrealisedPnl":"","createdTime":"0","updatedTime":"",
                    "openTime":0,"markPrice":"65000","breakEvenPrice":"0","positionIM":"","seq":%s}""".formatted(never)), ANSWERED, Category.LINEAR);
            assertThat(flat.symbol()).isEqualTo(new Symbol(Category.LINEAR, "BTCUSDT"));
            assertThat(flat.side()).isNull();
            assertThat(flat.signedSize()).isZero();
            assertThat(flat.entryPrice()).isNull();
            assertThat(flat.liquidationPrice()).isNull();
            assertThat(flat.breakEvenPrice()).isNull();
            assertThat(flat.takeProfit()).isNull();
            assertThat(flat.initialMargin()).isNull();
            assertThat(flat.greeks()).isNull();
            assertThat(flat.seq()).isEqualTo(OptionalLong.empty());
            assertThat(flat.openedEpochMillis()).isEmpty();
            assertThat(flat.updatedEpochMillis()).isEqualTo(ANSWERED.pushedEpochMillis());
            assertThat(flat.otherFields()).containsOnlyKeys("tradeMode", "positionBalance");
        }
    }

    @Test
    void anAnswerCallsTheEntryPriceAverage() throws Exception {
        String row = "{\"symbol\":\"BTCUSD\",\"side\":\"Buy\",\"size\":\"100\",\"%s\":\"65010.5\"}";
        for (String name : new String[] {"entryPrice", "avgPrice"}) {
            PositionUpdate position = AccountReader.position(parse(row.formatted(name)), ANSWERED, Category.INVERSE);
            assertThat(position.entryPrice()).isEqualByComparingTo("65010.5");
            assertThat(position.otherFields()).isEmpty();
        }
        assertThatThrownBy(() -> AccountReader.position(
                        parse("{\"symbol\":\"BTCUSD\",\"side\":\"Both\",\"size\":\"1\"}"), ANSWERED, Category.INVERSE))
                .hasMessageStartingWith("position: side is neither Buy nor Sell nor empty: \"Both\"");
    }

    static final String WALLET = """
            {"accountIMRate":"0.01","accountIMRateByMp":"0.02","accountMMRate":"0.03","accountMMRateByMp":"0.04",
            "totalEquity":"10262.91","totalWalletBalance":"9684.46","totalMarginBalance":"9684.47","totalAvailableBalance":"9556.60",
            "totalPerpUPL":"-5","totalInitialMargin":"6","totalInitialMarginByMp":"7","totalMaintenanceMargin":"8",
            "totalMaintenanceMarginByMp":"9","accountLTV":"0","accountType":"UNIFIED","coin":[{"coin":"USDT","equity":"9684.46",
            "usdValue":"9684.40","walletBalance":"9684.5","free":"1","availableToWithdraw":"","availableToBorrow":"3",
            "borrowAmount":"4","accruedInterest":"5","totalOrderIM":"6","totalPositionIM":"7","totalPositionMM":"8",
            "unrealisedPnl":"9","cumRealisedPnl":"-0.97","bonus":"10","collateralSwitch":true,"marginCollateral":true,
            "locked":"11","spotHedgingQty":"12","spotBorrow":"13","colRes":"-1"}]}""";

    @Test
    void ofAWalletNoFieldIsLost() throws Exception {
        Node row = parse(WALLET);
        WalletUpdate wallet = AccountReader.wallet(row, PUSHED);
        AccountFields.WALLET.assertHolds(row, wallet, wallet.otherFields());
        Node coin = row.get("coin").items().get(0);
        assertThat(coin.fields().keySet()).containsAll(AccountFields.COIN.typedNames());
        AccountFields.COIN.assertHolds(
                coin, wallet.coins().get(0), wallet.coins().get(0).otherFields());
    }

    @Test
    void aWalletInIsolatedOrPortfolioMarginLeavesNumbersEmpty() throws Exception {
        WalletUpdate wallet = AccountReader.wallet(parse("""
                {"totalEquity":"","totalAvailableBalance":"","accountIMRate":"","totalPerpUPL":"","accountType":"UNIFIED",
                "coin":[{"coin":"BTC","walletBalance":"1E-8","totalPositionMM":"","equity":""}]}"""), ANSWERED);
        assertThat(wallet.totalEquity()).isNull();
        assertThat(wallet.totalAvailableBalance()).isNull();
        assertThat(wallet.totalUnrealisedPnl()).isNull();
        assertThat(wallet.coins().get(0).walletBalance()).isEqualByComparingTo("0.00000001");
        assertThat(wallet.coins().get(0).positionMaintenanceMargin()).isNull();
        assertThatThrownBy(() -> AccountReader.wallet(parse("{\"totalEquity\":\"1\"}"), ANSWERED))
                .hasMessageStartingWith("wallet: coin is no list");
        assertThatThrownBy(() -> AccountReader.wallet(parse("{\"coin\":[{\"coin\":\"BTC\"}]}"), ANSWERED))
                .hasMessageStartingWith("wallet: walletBalance is missing");
    }

    @Test
    void greeksAndWhateverComesOfDisconnectProtection() throws Exception {
        Greeks greeks = AccountReader.greeks(
                parse(
                        "{\"baseCoin\":\"ETH\",\"totalDelta\":\"0.06\",\"totalGamma\":\"-0.00078009\",\"totalVega\":\"1\","
                                + "\"totalTheta\":\"-2\"}"),
                PUSHED);
        assertThat(greeks.totalGamma()).isEqualByComparingTo("-0.00078009");
        assertThat(greeks.exchangeEpochMillis()).isEqualTo(PUSHED.pushedEpochMillis());
        assertThat(AccountReader.disconnectProtection(parse("{\"armed\":true}"), PUSHED, "option")
                        .otherFields())
                .containsOnly(Map.entry("armed", "true"));
    }

    @Test
    void aSpreadOrderMayStandAtZeroAndItsLegsNameItAsParent() throws Exception {
        SpreadOrderUpdate leg = AccountReader.spreadOrder(parse("""
                {"category":"future_leg","symbol":"SOLUSDT","parentOrderId":"p-1","orderId":"o-1","orderLinkId":"","side":"Sell",
                "orderStatus":"Filled","cancelType":"UNKNOWN","rejectReason":"EC_NoError","timeInForce":"GTC","price":"0",
                "qty":"1.5","avgPrice":"0","leavesQty":"0","leavesValue":"","cumExecQty":"1.5","cumExecValue":"","cumExecFee":"",
                "orderType":"Limit","isLeverage":"","createdTime":"1784900000000","updatedTime":"1784900000001","feeCurrency":"",
                "createType":"CreateByFutureSpread","closedPnl":"","cumFeeDetail":{"USDT":"0.1"}}"""), PUSHED);
        assertThat(leg.part()).isEqualTo("future_leg");
        assertThat(leg.parentOrderId()).isEqualTo("p-1");
        assertThat(leg.price()).isNotNull().hasToString("0");
        assertThat(leg.progress().averagePrice()).isZero();
        assertThat(leg.progress().cumFees()).containsOnly(Map.entry("USDT", new BigDecimal("0.1")));
        assertThat(leg.otherFields()).containsOnlyKeys("isLeverage", "feeCurrency");
    }

    @Test
    void theFeeOfASpotLegIsInItsSecondField() throws Exception {
        String row =
                "{\"category\":\"spot_leg\",\"symbol\":\"SOLUSDT\",\"execId\":\"e\",\"parentExecId\":\"pe\",\"orderId\":\"o\","
                        + "\"side\":\"Buy\",\"execType\":\"FutureSpread\",\"execPrice\":\"-0.5\",\"execQty\":\"2\",\"execFee\":\"9\","
                        + "\"execFeeV2\":\"%s\",\"feeCoin\":\"SOL\",\"execTime\":1784900000000,\"seq\":5}";
        SpreadExecution leg = AccountReader.spreadExecution(parse(row.formatted("0.002")), PUSHED);
        assertThat(leg.fee()).isEqualByComparingTo("0.002");
        assertThat(leg.otherFields()).containsOnly(Map.entry("execFee", "9"));
        assertThat(leg.feeCurrency()).isEqualTo("SOL");
        assertThat(leg.price()).hasToString("-0.5");
        assertThat(leg.side()).isEqualTo(OrderSide.BUY);
        assertThat(leg.parentExecId()).isEqualTo("pe");
        assertThat(AccountReader.spreadExecution(parse(row.formatted("")), PUSHED)
                        .fee())
                .isEqualByComparingTo("9");
    }

    private static Node parse(String text) throws UnreadableFrame {
        byte[] bytes = text.getBytes(UTF_8);
        return Node.parse(bytes, 0, bytes.length);
    }
}

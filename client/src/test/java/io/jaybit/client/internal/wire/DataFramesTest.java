package io.jaybit.client.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.feed.FrameDecoder.Verdict;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import org.junit.jupiter.api.Test;

/** One frame of every kind of topic, as the venue sends it. */
class DataFramesTest {
    @Test
    void futuresBookSnapshotAndDelta() {
        assertData(
                Channel.LINEAR,
                """
                {"topic":"orderbook.50.BTCUSDT","type":"snapshot","ts":1784900000100,"data":{"s":"BTCUSDT","b":[["65010.10","1.204"],["65010.00","0.300"]],"a":[["65010.20","0.871"],["65010.50","2.000"]],"u":52011377,"seq":914470012345},"cts":1784900000097}""",
                "book linear/orderbook.50.BTCUSDT linear:BTCUSDT snapshot u=52011377 seq=914470012345 ts=1784900000100"
                        + " cts=1784900000097 b 65010.10x1.204 65010.00x0.300 a 65010.20x0.871 65010.50x2.000");
        assertData(
                Channel.INVERSE,
                """
                {"topic":"orderbook.50.BTCUSD","type":"delta","ts":1784900000120,"data":{"s":"BTCUSD","b":[["65010.10","0"],["65009.90","450"]],"a":[],"u":52011378,"seq":914470012360},"cts":1784900000118}""",
                "book inverse/orderbook.50.BTCUSD inverse:BTCUSD delta u=52011378 seq=914470012360 ts=1784900000120"
                        + " cts=1784900000118 b 65010.10x0 65009.90x450 a");
    }

    @Test
    void bookWithTheTimeBeforeTheType() {
        assertData(
                Channel.SPOT,
                """
                {"topic":"orderbook.1.BTCUSDT","ts":1784900000100,"type":"snapshot","data":{"s":"BTCUSDT","b":[["65010.11","0.51"]],"a":[["65010.12","0.000012"]],"u":991245,"seq":91244100011},"cts":1784900000098}""",
                "book spot/orderbook.1.BTCUSDT spot:BTCUSDT snapshot u=991245 seq=91244100011 ts=1784900000100"
                        + " cts=1784900000098 b 65010.11x0.51 a 65010.12x0.000012");
    }

    @Test
    void optionBookWithAnIdInTheEnvelope() {
        assertData(
                Channel.OPTION,
                """
                {"topic":"orderbook.25.BTC-25SEP26-90000-C-USDT","ts":1784900000615,"type":"snapshot","id":"orderbook.25.BTC-25SEP26-90000-C-USDT-76571748900-1784900000615","data":{"s":"BTC-25SEP26-90000-C-USDT","b":[["915","8.55"]],"a":[["1205","8.55"]],"u":4846,"seq":76571748900},"cts":1784898489986}""",
                "book option/orderbook.25.BTC-25SEP26-90000-C-USDT option:BTC-25SEP26-90000-C-USDT snapshot u=4846"
                        + " seq=76571748900 ts=1784900000615 cts=1784898489986 b 915x8.55 a 1205x8.55");
    }

    @Test
    void bookOfOldTimesWithoutSeqAndMatchTime() {
        assertData(
                Channel.OPTION,
                """
                {"id":"orderbook.25.ETH-28APR23-1900-P-33-1680652790918","topic":"orderbook.25.ETH-28APR23-1900-P","ts":1680652790918,"data":{"s":"ETH-28APR23-1900-P","b":[],"a":[],"u":0},"type":"snapshot"}""",
                "book option/orderbook.25.ETH-28APR23-1900-P option:ETH-28APR23-1900-P snapshot u=0 ts=1680652790918 b a");
    }

    @Test
    void fullBookDelta() {
        assertData(
                Channel.SPOT,
                """
                {"topic":"orderbook.full.MNTUSDT","ts":1784103477732,"type":"delta","data":{"s":"MNTUSDT","b":[["0.4758","2342.47"],["0.4757","0"]],"a":[],"u":278547,"seq":1501100579},"cts":1784103477730}""",
                "book spot/orderbook.full.MNTUSDT spot:MNTUSDT delta u=278547 seq=1501100579 ts=1784103477732"
                        + " cts=1784103477730 b 0.4758x2342.47 0.4757x0 a");
    }

    @Test
    void rpiBookHasThreePartsToALevel() {
        assertData(
                Channel.LINEAR,
                """
                {"topic":"orderbook.rpi.BTCUSDT","ts":1784900001075,"type":"delta","data":{"s":"BTCUSDT","b":[["65010.1","0.114","0"],["65009.9","0","0"],["65008.5","0","0.16"]],"a":[["65012.8","0.44","0.78"]],"u":2258980,"seq":79683241099},"cts":1784900001067}""",
                "book linear/orderbook.rpi.BTCUSDT linear:BTCUSDT delta u=2258980 seq=79683241099 ts=1784900001075"
                        + " cts=1784900001067 b 65010.1x0.114+0 65009.9x0+0 65008.5x0+0.16 a 65012.8x0.44+0.78");
    }

    @Test
    void spreadBookMayHaveNegativePrices() {
        assertData(
                Channel.SPREAD,
                """
                {"topic":"orderbook.25.SOLUSDT_SOL/USDT","ts":1744165512257,"type":"delta","data":{"s":"SOLUSDT_SOL/USDT","b":[["-3.25","4.7"]],"a":[["-0.05","0"]],"u":64892,"seq":299084},"cts":1744165512234}""",
                "book spread/orderbook.25.SOLUSDT_SOL/USDT spread:SOLUSDT_SOL/USDT delta u=64892 seq=299084"
                        + " ts=1744165512257 cts=1744165512234 b -3.25x4.7 a -0.05x0");
    }

    @Test
    void futuresTrade() {
        assertData(
                Channel.LINEAR,
                """
                {"topic":"publicTrade.BTCUSDT","type":"snapshot","ts":1784900002868,"data":[{"T":1784900002865,"s":"BTCUSDT","S":"Buy","v":"0.001","p":"65010.20","L":"PlusTick","i":"20f43950-d8dd-5b31-9112-a178eb6023af","BT":false,"RPI":true,"seq":914470013001},{"T":1784900002866,"s":"BTCUSDT","S":"Sell","v":"2","p":"65010","L":"ZeroMinusTick","i":"20f43950-d8dd-5b31-9112-a178eb6023b0","BT":true,"RPI":false,"seq":914470013001}]}""",
                "Trade[topic=linear/publicTrade.BTCUSDT, symbol=linear:BTCUSDT, id=20f43950-d8dd-5b31-9112-a178eb6023af,"
                        + " takerSide=BUY, price=65010.20, size=0.001, tickDirection=PlusTick, block=false, rpi=true,"
                        + " seq=OptionalLong[914470013001], option=null, exchangeEpochMillis=1784900002865,"
                        + " pushedEpochMillis=1784900002868, receivedEpochNanos=1784900000200000000]",
                "Trade[topic=linear/publicTrade.BTCUSDT, symbol=linear:BTCUSDT, id=20f43950-d8dd-5b31-9112-a178eb6023b0,"
                        + " takerSide=SELL, price=65010, size=2, tickDirection=ZeroMinusTick, block=true, rpi=false,"
                        + " seq=OptionalLong[914470013001], option=null, exchangeEpochMillis=1784900002866,"
                        + " pushedEpochMillis=1784900002868, receivedEpochNanos=1784900000200000000]");
    }

    @Test
    void spotTradeWithANumberForAnId() {
        assertData(
                Channel.SPOT,
                """
                {"topic":"publicTrade.BTCUSDT","ts":1784900002344,"type":"snapshot","data":[{"i":"2290000000923750370","T":1784900002343,"p":"65010.7","v":"0.00903","S":"Buy","seq":89200463112,"s":"BTCUSDT","BT":false,"RPI":false}]}""",
                "Trade[topic=spot/publicTrade.BTCUSDT, symbol=spot:BTCUSDT, id=2290000000923750370, takerSide=BUY,"
                        + " price=65010.7, size=0.00903, tickDirection=null, block=false, rpi=false,"
                        + " seq=OptionalLong[89200463112], option=null, exchangeEpochMillis=1784900002343,"
                        + " pushedEpochMillis=1784900002344, receivedEpochNanos=1784900000200000000]");
    }

    @Test
    void optionTradesNameTheirOwnSymbol() {
        assertData(
                Channel.OPTION,
                """
                {"topic":"publicTrade.BTC","ts":1784900002392,"type":"snapshot","id":"publicTrade.BTC-76572340339-1784900002392","data":[{"i":"44f06f5c-3628-5a2d-9a1c-0142ddf5e2ab","T":1784900002369,"p":"240","v":"0.1","S":"Buy","seq":76572340339,"s":"BTC-25SEP26-90000-C-USDT","BT":false,"mP":"238.78","iP":"65011.18","mIv":"0.5389","iv":"0.54"}]}""",
                "Trade[topic=option/publicTrade.BTC, symbol=option:BTC-25SEP26-90000-C-USDT,"
                        + " id=44f06f5c-3628-5a2d-9a1c-0142ddf5e2ab, takerSide=BUY, price=240, size=0.1,"
                        + " tickDirection=null, block=false, rpi=false, seq=OptionalLong[76572340339],"
                        + " option=OptionPrint[markPrice=238.78, indexPrice=65011.18, markVolatility=0.5389,"
                        + " tradeVolatility=0.54], exchangeEpochMillis=1784900002369, pushedEpochMillis=1784900002392,"
                        + " receivedEpochNanos=1784900000200000000]");
    }

    @Test
    void spreadTradeHasNoBlockFlag() {
        assertData(
                Channel.SPREAD,
                """
                {"topic":"publicTrade.SOLUSDT_SOL/USDT","ts":1744170142723,"type":"snapshot","data":[{"T":1744170142720,"s":"SOLUSDT_SOL/USDT","S":"Sell","v":"2.5","p":"19.3928","L":"MinusTick","i":"31d0fc58-933b-57b3-8378-f73da06da843","seq":1783284617}]}""",
                "Trade[topic=spread/publicTrade.SOLUSDT_SOL/USDT, symbol=spread:SOLUSDT_SOL/USDT,"
                        + " id=31d0fc58-933b-57b3-8378-f73da06da843, takerSide=SELL, price=19.3928, size=2.5,"
                        + " tickDirection=MinusTick, block=false, rpi=false, seq=OptionalLong[1783284617], option=null,"
                        + " exchangeEpochMillis=1744170142720, pushedEpochMillis=1744170142723,"
                        + " receivedEpochNanos=1784900000200000000]");
    }

    @Test
    void linearTickerSnapshotAndDelta() {
        assertData(
                Channel.LINEAR,
                """
                {"topic":"tickers.BTCUSDT","type":"snapshot","data":{"symbol":"BTCUSDT","tickDirection":"PlusTick","price24hPcnt":"0.017103","lastPrice":"65010.20","fundingIntervalHour":"8","nextFundingTime":"1784908800000","fundingRate":"0.0001","bid1Price":"65010.10","bid1Size":"1.204","preOpenPrice":"","newField":"7"},"cs":914470013100,"ts":1784900003686}""",
                "ticker linear/tickers.BTCUSDT linear:BTCUSDT snapshot ts=1784900003686 cs=914470013100 lastPrice='65010.20'"
                        + " tickDirection='PlusTick' price24hPcnt='0.017103' fundingIntervalHour='8'"
                        + " nextFundingTime='1784908800000' fundingRate='0.0001' bid1Price='65010.10' bid1Size='1.204'"
                        + " preOpenPrice=''");
        assertData(
                Channel.LINEAR,
                """
                {"topic":"tickers.BTCUSDT","type":"delta","data":{"symbol":"BTCUSDT","markPrice":"65010.30","openInterestValue":"3380600000.10"},"cs":914470013144,"ts":1784900003786}""",
                "ticker linear/tickers.BTCUSDT linear:BTCUSDT delta ts=1784900003786 cs=914470013144 markPrice='65010.30'"
                        + " openInterestValue='3380600000.10'");
    }

    @Test
    void spotTicker() {
        assertData(
                Channel.SPOT,
                """
                {"topic":"tickers.BTCUSDT","ts":1784900003003,"type":"snapshot","cs":2588407389,"data":{"symbol":"BTCUSDT","lastPrice":"65009.77","highPrice24h":"65426.99","turnover24h":"440946527.22","usdIndexPrice":""}}""",
                "ticker spot/tickers.BTCUSDT spot:BTCUSDT snapshot ts=1784900003003 cs=2588407389 lastPrice='65009.77'"
                        + " highPrice24h='65426.99' turnover24h='440946527.22' usdIndexPrice=''");
    }

    @Test
    void optionTicker() {
        assertData(
                Channel.OPTION,
                """
                {"topic":"tickers.BTC-25SEP26-90000-C-USDT","ts":1784900003003,"type":"snapshot","id":"x-1","data":{"symbol":"BTC-25SEP26-90000-C-USDT","bidPrice":"0","bidSize":"0","bidIv":"0","askPrice":"5","askIv":"1.2","markPriceIv":"0.75","underlyingPrice":"65011.2","totalVolume":"44","delta":"0.1","gamma":"0.0002","vega":"11.7","theta":"-4.87","change24h":"-86"}}""",
                "ticker option/tickers.BTC-25SEP26-90000-C-USDT option:BTC-25SEP26-90000-C-USDT snapshot ts=1784900003003"
                        + " bidPrice='0' bidSize='0' bidIv='0' askPrice='5' askIv='1.2' markPriceIv='0.75'"
                        + " underlyingPrice='65011.2' totalVolume='44' delta='0.1' gamma='0.0002' vega='11.7'"
                        + " theta='-4.87' change24h='-86'");
    }

    @Test
    void spreadTickerWithAnEmptySide() {
        assertData(
                Channel.SPREAD,
                """
                {"topic":"tickers.SOLUSDT_SOL/USDT","ts":1744168585009,"type":"snapshot","data":{"symbol":"SOLUSDT_SOL/USDT","bidPrice":"20.3359","bidSize":"1.7","askPrice":"","askSize":"","lowPrice24h":"-3"}}""",
                "ticker spread/tickers.SOLUSDT_SOL/USDT spread:SOLUSDT_SOL/USDT snapshot ts=1744168585009"
                        + " lowPrice24h='-3' bidPrice='20.3359' bidSize='1.7' askPrice='' askSize=''");
    }

    @Test
    void klineFrameWithTheClosedCandleAndTheNewOne() {
        assertData(
                Channel.LINEAR,
                """
                {"topic":"kline.1.BTCUSDT","data":[{"start":1784899980000,"end":1784900039999,"interval":"1","open":"64990.1","close":"65010.2","high":"65020","low":"64980","volume":"112.081","turnover":"7284666.40","confirm":true,"timestamp":1784900039882},{"start":1784900040000,"end":1784900099999,"interval":"1","open":"65010.2","close":"65010.2","high":"65010.2","low":"65010.2","volume":"0","turnover":"0","confirm":false,"timestamp":1784900039882}],"ts":1784900040001,"type":"snapshot"}""",
                "Kline[topic=linear/kline.1.BTCUSDT, symbol=linear:BTCUSDT, interval=1, startEpochMillis=1784899980000,"
                        + " endEpochMillis=1784900039999, open=64990.1, high=65020, low=64980, close=65010.2,"
                        + " volume=112.081, turnover=7284666.40, confirmed=true, exchangeEpochMillis=1784900039882,"
                        + " pushedEpochMillis=1784900040001, receivedEpochNanos=1784900000200000000]",
                "Kline[topic=linear/kline.1.BTCUSDT, symbol=linear:BTCUSDT, interval=1, startEpochMillis=1784900040000,"
                        + " endEpochMillis=1784900099999, open=65010.2, high=65010.2, low=65010.2, close=65010.2,"
                        + " volume=0, turnover=0, confirmed=false, exchangeEpochMillis=1784900039882,"
                        + " pushedEpochMillis=1784900040001, receivedEpochNanos=1784900000200000000]");
    }

    @Test
    void liquidationBuyMeansThatALongWasClosed() {
        assertData(
                Channel.LINEAR,
                """
                {"topic":"allLiquidation.ROSEUSDT","type":"snapshot","ts":1784900005204,"data":[{"T":1784900004929,"s":"ROSEUSDT","S":"Sell","v":"20000","p":"0.04499"},{"T":1784900004930,"s":"ROSEUSDT","S":"Buy","v":"1","p":"0.0440"}]}""",
                "Liquidation[topic=linear/allLiquidation.ROSEUSDT, symbol=linear:ROSEUSDT, liquidated=SHORT,"
                        + " bankruptcyPrice=0.04499, size=20000, indexInFrame=0, sampled=false,"
                        + " exchangeEpochMillis=1784900004929, pushedEpochMillis=1784900005204,"
                        + " receivedEpochNanos=1784900000200000000]",
                "Liquidation[topic=linear/allLiquidation.ROSEUSDT, symbol=linear:ROSEUSDT, liquidated=LONG,"
                        + " bankruptcyPrice=0.0440, size=1, indexInFrame=1, sampled=false,"
                        + " exchangeEpochMillis=1784900004930, pushedEpochMillis=1784900005204,"
                        + " receivedEpochNanos=1784900000200000000]");
    }

    @Test
    void withdrawnLiquidationTopicHasLongNamesAndOneObject() {
        assertData(
                Channel.LINEAR,
                """
                {"data":{"price":"0.0390","side":"Buy","size":"1640","symbol":"GALAUSDT","updatedTime":1673251091800},"topic":"liquidation.GALAUSDT","ts":1673251091822,"type":"snapshot"}""",
                "Liquidation[topic=linear/liquidation.GALAUSDT, symbol=linear:GALAUSDT, liquidated=LONG,"
                        + " bankruptcyPrice=0.0390, size=1640, indexInFrame=0, sampled=true,"
                        + " exchangeEpochMillis=1673251091800, pushedEpochMillis=1673251091822,"
                        + " receivedEpochNanos=1784900000200000000]");
    }

    @Test
    void priceLimitHasNoType() {
        assertData(
                Channel.LINEAR,
                """
                {"topic":"priceLimit.BTCUSDT","data":{"symbol":"BTCUSDT","buyLmt":"68260.00","sellLmt":"61750.00"},"ts":1784900008782}""",
                "PriceLimit[topic=linear/priceLimit.BTCUSDT, symbol=linear:BTCUSDT, highestBid=68260.00,"
                        + " lowestAsk=61750.00, exchangeEpochMillis=1784900008782, pushedEpochMillis=1784900008782,"
                        + " receivedEpochNanos=1784900000200000000]");
    }

    @Test
    void insurancePools() {
        assertData(
                Channel.LINEAR,
                """
                {"topic":"insurance.USDT","type":"delta","ts":1784900006000,"data":[{"coin":"USDT","symbols":"GOATUSDT","balance":"20352.32665441","updateTime":"1784900005000"},{"coin":"USDT","symbols":"AUSDT, BUSDT","balance":"123456789012345678901.5","updateTime":""}]}""",
                "InsurancePool[topic=linear/insurance.USDT, coin=USDT, symbols=[GOATUSDT], balance=20352.32665441,"
                        + " exchangeEpochMillis=1784900005000, pushedEpochMillis=1784900006000,"
                        + " receivedEpochNanos=1784900000200000000]",
                "InsurancePool[topic=linear/insurance.USDT, coin=USDT, symbols=[AUSDT, BUSDT],"
                        + " balance=123456789012345678901.5, exchangeEpochMillis=1784900006000,"
                        + " pushedEpochMillis=1784900006000, receivedEpochNanos=1784900000200000000]");
    }

    @Test
    void adlAlertWithNumbersOrStrings() {
        String event =
                "AdlAlert[topic=linear/adlAlert.USDT, coin=USDT, symbol=ABCUSDT, balance=19873.46, triggerRatio=-0.3,"
                        + " drawdown=0.000174, balanceThreshold=10000, stopRatio=null, exchangeEpochMillis=1784900007000,"
                        + " pushedEpochMillis=1784900007000, receivedEpochNanos=1784900000200000000]";
        assertData(Channel.LINEAR, """
                {"topic":"adlAlert.USDT","type":"snapshot","ts":1784900007000,"data":[{"c":"USDT","s":"ABCUSDT","b":19873.46,"mb":"","i_pr":-0.3,"pr":0.000174,"adl_tt":10000,"adl_sr":""}]}""", event);
        assertData(Channel.LINEAR, """
                {"topic":"adlAlert.USDT","type":"snapshot","ts":1784900007000,"data":[{"c":"USDT","s":"ABCUSDT","b":"19873.46","mb":"","i_pr":"-0.3","pr":"0.000174","adl_tt":"10000"}]}""", event);
    }

    @Test
    void systemStatus() {
        assertData(
                Channel.STATUS,
                """
                {"topic":"system.status","ts":1784900009649,"data":[{"id":"4d95b2a0-587f","title":"maintenance","state":"scheduled","begin":"1784990000000","end":"","href":"","serviceTypes":[2,3],"product":[1],"uidSuffix":[],"maintainType":1,"env":"2"}]}""",
                "SystemStatus[topic=/v5/public/misc/status/system.status, id=4d95b2a0-587f, title=maintenance,"
                        + " state=scheduled, beginEpochMillis=1784990000000, endEpochMillis=OptionalLong.empty, href=,"
                        + " serviceTypes=[2, 3], products=[1], uidSuffixes=[], maintenanceType=1, environment=2,"
                        + " exchangeEpochMillis=1784900009649, pushedEpochMillis=1784900009649,"
                        + " receivedEpochNanos=1784900000200000000]");
    }

    @Test
    void topicsOfOtherKindsAreUnknown() {
        Reading rfq = Reading.on(Channel.RFQ);
        assertThat(rfq.read("""
                {"topic":"rfq.open.public.trades","creationTime":1784900006000,"data":[]}""")).isEqualTo(Verdict.UNKNOWN_TOPIC);
        assertThat(rfq.events).isEmpty();
        assertThat(rfq.decoder.lastTopic()).isEqualTo(Topic.of(Channel.RFQ, "rfq.open.public.trades"));

        Reading account = Reading.on(Channel.PRIVATE);
        assertThat(account.read("""
                {"topic":"order","creationTime":1784900006000,"data":[]}""")).isEqualTo(Verdict.UNKNOWN_TOPIC);
        assertThat(account.read("""
                {"topic":"orderbook.50.BTCUSDT","data":{"u":1}}""")).isEqualTo(Verdict.UNKNOWN_TOPIC);
    }

    @Test
    void topicsSymbolsAndPushTimeComeWithEachFrame() {
        Reading reading = Reading.on(Channel.LINEAR);
        String frame = """
                {"topic":"orderbook.50.BTCUSDT","type":"delta","ts":1784900000120,"data":{"u":2}}""";

        reading.read(frame);
        Topic first = reading.decoder.lastTopic();
        reading.read(frame);

        assertThat(reading.decoder.lastTopic())
                .isSameAs(first)
                .isEqualTo(Topic.of(Channel.LINEAR, "orderbook.50.BTCUSDT"));
        assertThat(reading.decoder.lastPushedEpochMillis()).isEqualTo(1784900000120L);

        reading.read("{\"op\":\"pong\"}");
        assertThat(reading.decoder.lastTopic()).isNull();
        assertThat(reading.decoder.lastPushedEpochMillis()).isZero();
    }

    /** Both ways of reading say the same, the quick one also on second sight, when it knows the topic. */
    private static void assertData(Channel channel, String frame, String... events) {
        for (Reading reading : new Reading[] {Reading.on(channel), Reading.asTreesOn(channel)}) {
            for (int sight = 1; sight <= 2; sight++) {
                assertThat(reading.read(frame)).as(frame).isEqualTo(Verdict.DATA);
                assertThat(reading.events).containsExactly(events);
                assertThat(reading.controls).isEmpty();
                assertThat(reading.decoder.complaint()).isEmpty();
            }
        }
    }
}

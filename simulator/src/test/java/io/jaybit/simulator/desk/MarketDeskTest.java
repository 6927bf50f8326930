package io.jaybit.simulator.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.Catalogue;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.Ids;
import io.jaybit.simulator.exchange.Listing;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.OrderRequest;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.exchange.Side;
import io.jaybit.simulator.exchange.Timeline;
import io.jaybit.simulator.feed.Maintenance;
import io.jaybit.simulator.feed.PublicFeeds;
import io.jaybit.simulator.wire.HttpAnswer;
import io.jaybit.simulator.wire.HttpQuestion;
import io.jaybit.simulator.wire.Json;
import io.jaybit.simulator.wire.StreamPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Public REST: shapes, types and orders of the reference. */
class MarketDeskTest {
    private static final long START = 1_784_900_000_000L;

    private final Timeline timeline = new Timeline(START);
    private final List<Listing> listings = new Catalogue(START).all();
    private final Exchange exchange = new Exchange(
            timeline, new Ids(1), listings.stream().map(Listing::instrument).toList());
    private final PublicFeeds feeds = new PublicFeeds(exchange);
    private final MarketDesk desk = new MarketDesk(exchange, feeds, new IpLimit());
    private final Account alice = exchange.openAccount("alice");
    private final Market linear = market(Category.LINEAR, "BTCUSDT");

    @BeforeEach
    void pay() {
        for (String coin : List.of("USDT", "BTC")) {
            exchange.deposit(alice, coin, new BigDecimal("1000000000"));
        }
        for (Listing listing : listings) {
            Market market =
                    market(listing.instrument().category(), listing.instrument().symbol());
            exchange.price(market, listing.startPrice(), listing.startPrice());
        }
    }

    @Test
    void timeIsThatOfTheExchange() {
        assertThat(body("/v5/market/time", ""))
                .isEqualTo("{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"timeSecond\":\"1784900000\",\"timeNano\":"
                        + "\"1784900000000000000\"},\"retExtInfo\":{},\"time\":1784900000000}");
    }

    @Test
    void aPerpetualIsDescribedFieldByFieldAsInTheReference() {
        assertThat(body("/v5/market/instruments-info", "category=linear&symbol=BTCUSDT"))
                .isEqualTo(
                        "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"category\":\"linear\",\"list\":[{\"symbol\":\"BTCUSDT\","
                                + "\"contractType\":\"LinearPerpetual\",\"status\":\"Trading\",\"baseCoin\":\"BTC\",\"quoteCoin\":\"USDT\","
                                + "\"launchTime\":\"1585526400000\",\"deliveryTime\":\"0\",\"deliveryFeeRate\":\"\",\"priceScale\":\"2\","
                                + "\"leverageFilter\":{\"minLeverage\":\"1\",\"maxLeverage\":\"100.00\",\"leverageStep\":\"0.01\"},"
                                + "\"priceFilter\":{\"minPrice\":\"0.10\",\"maxPrice\":\"1999999.80\",\"tickSize\":\"0.10\"},"
                                + "\"lotSizeFilter\":{\"maxOrderQty\":\"1190\",\"minOrderQty\":\"0.001\",\"qtyStep\":\"0.001\","
                                + "\"postOnlyMaxOrderQty\":\"1190\",\"maxMktOrderQty\":\"119\",\"minNotionalValue\":\"5\"},"
                                + "\"unifiedMarginTrade\":true,\"fundingInterval\":480,\"settleCoin\":\"USDT\",\"copyTrading\":\"both\","
                                + "\"upperFundingRate\":\"0.005\",\"lowerFundingRate\":\"-0.005\",\"isPreListing\":false,"
                                + "\"preListingInfo\":null,\"riskParameters\":{\"priceLimitRatioX\":\"0.05\",\"priceLimitRatioY\":\"0.1\"},"
                                + "\"symbolType\":\"\"}],\"nextPageCursor\":\"\"},\"retExtInfo\":{},\"time\":1784900000000}");
    }

    @Test
    void instrumentsArePagedUntilTheCursorIsEmpty() {
        List<String> symbols = new ArrayList<>();
        String cursor = "";
        do {
            Json result = result("/v5/market/instruments-info", "category=linear&limit=4&cursor=" + cursor);
            result.get("list")
                    .items()
                    .forEach(row -> symbols.add(row.get("symbol").text()));
            cursor = result.get("nextPageCursor").text();
        } while (!cursor.isEmpty());

        assertThat(symbols)
                .isEqualTo(new Catalogue(START)
                        .linear().stream()
                                .map(listing -> listing.instrument().symbol())
                                .toList());
    }

    @Test
    void spotHasABasePrecisionAndNoStep() {
        Json row = result("/v5/market/instruments-info", "category=spot&symbol=BTCUSDT")
                .get("list")
                .items()
                .get(0);

        assertThat(row.get("lotSizeFilter").fields().keySet())
                .containsExactly(
                        "basePrecision",
                        "quotePrecision",
                        "minOrderQty",
                        "maxOrderQty",
                        "minOrderAmt",
                        "maxOrderAmt",
                        "maxLimitOrderQty",
                        "maxMarketOrderQty",
                        "postOnlyMaxLimitOrderSize");
        assertThat(row.get("lotSizeFilter").get("basePrecision").text()).isEqualTo("0.000001");
        assertThat(row.get("priceFilter").fields().keySet()).containsExactly("tickSize");
    }

    @Test
    void optionsDefaultToBitcoin() {
        Json rows = result("/v5/market/instruments-info", "category=option").get("list");

        assertThat(rows.items())
                .hasSize(5)
                .allSatisfy(row -> assertThat(row.get("baseCoin").text()).isEqualTo("BTC"));
        assertThat(rows.items().get(0).get("optionsType").text()).isEqualTo("Call");
    }

    @Test
    void theBookIsThatOfTheDeepestStreamWithItsNumber() {
        quote(Side.BUY, 1_204, 650_101);
        quote(Side.SELL, 871, 650_102);
        List<Long> numbers = new ArrayList<>();
        Objects.requireNonNull(feeds.find(StreamPath.LINEAR, "orderbook.1000.BTCUSDT"))
                .join((topic, frame) -> numbers.add(number(new String(frame, StandardCharsets.UTF_8))));
        quote(Side.BUY, 1, 650_100);

        Json early = result("/v5/market/orderbook", "category=linear&symbol=BTCUSDT");
        timeline.advanceTo(START + 200);
        Json late = result("/v5/market/orderbook", "category=linear&symbol=BTCUSDT");

        assertThat(early.fields().keySet()).containsExactly("s", "a", "b", "ts", "u", "seq", "cts");
        assertThat(early.get("b").items()).hasSize(1);
        assertThat(late.get("b").items()).hasSize(2);
        assertThat(List.of(
                        early.get("u").whole().orElseThrow(),
                        late.get("u").whole().orElseThrow()))
                .isEqualTo(numbers);
        assertThat(late.get("b").items().get(0).items().get(1).text()).isEqualTo("1.204");
    }

    @Test
    void theRetailBookHasThreeElements() {
        quote(Side.BUY, 1_204, 650_101);
        feeds.retailQuote(linear, Side.BUY, 650_101, 7);

        Json book = result("/v5/market/rpi_orderbook", "category=linear&symbol=BTCUSDT&limit=50");

        assertThat(book.get("b").items().get(0).items().stream().map(Json::text))
                .containsExactly("65010.10", "1.204", "0.007");
        assertThat(answer("/v5/market/rpi_orderbook", "symbol=BTCUSDT").body()).contains("10001");
    }

    @Test
    void tradesAndCandlesComeNewestFirst() {
        trade(100, 650_000);
        timeline.advanceTo(START + 120_000);
        trade(200, 650_010);

        Json trades = result("/v5/market/recent-trade", "category=linear&symbol=BTCUSDT")
                .get("list");
        Json candles = result("/v5/market/kline", "symbol=BTCUSDT&interval=1").get("list");

        assertThat(trades.items().get(0).fields().keySet())
                .containsExactly(
                        "execId", "symbol", "price", "size", "side", "time", "isBlockTrade", "isRPITrade", "seq");
        assertThat(trades.items().get(0).get("price").text()).isEqualTo("65001.00");
        assertThat(trades.items().get(0).get("seq").is(Json.Kind.TEXT)).isTrue();
        assertThat(candles.items().stream()
                        .map(row -> row.items().stream().map(Json::text).toList()))
                .containsExactly(
                        List.of("1784900100000", "65000", "65001", "65000", "65001", "0.2", "13000.2"),
                        List.of("1784900040000", "65000", "65000", "65000", "65000", "0", "0"),
                        List.of("1784899980000", "65000", "65000", "65000", "65000", "0.1", "6500"));
    }

    @Test
    void candlesOfMarkIndexAndPremiumAreKept() {
        exchange.price(linear, 650_650, 650_000);

        assertThat(result("/v5/market/mark-price-kline", "symbol=BTCUSDT&interval=60")
                        .get("list")
                        .items()
                        .get(0)
                        .items())
                .hasSize(5);
        assertThat(rows("/v5/market/index-price-kline", "symbol=BTCUSDT&interval=60")
                        .get(0)
                        .items()
                        .get(4)
                        .text())
                .isEqualTo("65000");
        assertThat(rows("/v5/market/premium-index-price-kline", "symbol=BTCUSDT&interval=D")
                        .get(0)
                        .items()
                        .get(4)
                        .text())
                .isEqualTo("0.001000");
    }

    @Test
    void tickersHaveTheNamesOfRest() {
        quote(Side.BUY, 1_204, 650_101);

        Json futures =
                rows("/v5/market/tickers", "category=linear&symbol=BTCUSDT").get(0);
        Json dated = rows("/v5/market/tickers", "category=linear&symbol=BTCUSDT-25DEC26")
                .get(0);
        Json spot = rows("/v5/market/tickers", "category=spot&symbol=BTCUSDT").get(0);
        Json option = rows("/v5/market/tickers", "category=option&baseCoin=BTC").get(0);

        assertThat(futures.get("bid1Price").text()).isEqualTo("65010.10");
        assertThat(futures.get("deliveryTime").text()).isEqualTo("0");
        assertThat(futures.get("basisRate").text()).isEmpty();
        assertThat(dated.get("deliveryTime").text()).isEqualTo("1798185600000");
        assertThat(dated.get("fundingRate").text()).isEmpty();
        assertThat(spot.fields().keySet()).startsWith("symbol", "bid1Price").endsWith("usdIndexPrice");
        assertThat(option.fields().keySet())
                .startsWith("symbol", "bid1Price", "bid1Size", "bid1Iv")
                .contains("markIv");
        assertThat(answer("/v5/market/tickers", "category=option").body()).contains("10001");
    }

    @Test
    void openInterestIsSampledEveryFiveMinutesAndPaged() {
        trade(100, 650_000);
        timeline.advanceTo(START + 3_600_000);

        Json first = result("/v5/market/open-interest", "category=linear&symbol=BTCUSDT&intervalTime=5min&limit=8");
        String cursor = first.get("nextPageCursor").text();
        Json second = result(
                "/v5/market/open-interest",
                "category=linear&symbol=BTCUSDT&intervalTime=5min&limit=8&cursor=" + cursor);

        assertThat(first.get("list").items()).hasSize(8);
        assertThat(first.get("list").items().get(0).get("openInterest").text()).isEqualTo("0.00000000");
        assertThat(second.get("list").items()).hasSize(4);
        assertThat(second.get("nextPageCursor").text()).isEmpty();
    }

    @Test
    void limitsOfPricesAndRisksAreTold() {
        assertThat(body("/v5/market/price-limit", "symbol=BTCUSDT"))
                .contains(
                        "\"result\":{\"symbol\":\"BTCUSDT\",\"buyLmt\":\"68260.60\",\"sellLmt\":\"61759.60\",\"ts\":\"1784900000000\"}");
        Json page = result("/v5/market/risk-limit", "category=linear");
        assertThat(page.get("list").items()).hasSize(15);
        assertThat(page.get("list").items().get(0).fields().keySet())
                .containsExactly(
                        "id",
                        "symbol",
                        "riskLimitValue",
                        "maintenanceMargin",
                        "initialMargin",
                        "isLowestRisk",
                        "maxLeverage",
                        "mmDeduction");
    }

    @Test
    void poolsAreListedByCoinAndBySymbol() {
        exchange.insure(linear, new BigDecimal("20000"));
        exchange.insure(market(Category.INVERSE, "BTCUSD"), new BigDecimal("2"));

        List<Json> all = rows("/v5/market/insurance", "");
        Json alert = rows("/v5/market/adlAlert", "symbol=BTCUSDT").get(0);

        assertThat(all.stream().map(row -> row.get("coin").text())).containsExactly("USDT", "BTC");
        assertThat(all.get(1).get("value").text()).isEqualTo("130010");
        assertThat(rows("/v5/market/insurance", "coin=BTC")).hasSize(1);
        assertThat(alert.fields().keySet())
                .containsExactly(
                        "coin",
                        "symbol",
                        "balance",
                        "maxBalance",
                        "insurancePnlRatio",
                        "pnlRatio",
                        "adlTriggerThreshold",
                        "adlStopRatio");
    }

    @Test
    void fundingThatWasPaidIsRemembered() {
        timeline.advanceTo(START + 24 * 3_600_000L);

        List<Json> rows = rows("/v5/market/funding/history", "category=linear&symbol=BTCUSDT&limit=2");

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).fields().keySet()).containsExactly("symbol", "fundingRate", "fundingRateTimestamp");
        assertThat(rows.get(0).get("fundingRateTimestamp").text()).isEqualTo("1784966400000");
        assertThat(rows.get(1).get("fundingRateTimestamp").text()).isEqualTo("1784937600000");
        assertThat(rows.get(0).get("fundingRate").text()).isEqualTo("0.0001");
    }

    @Test
    void announcementsStayReadable() {
        feeds.announce(new Maintenance("m-1", "upgrade", "ongoing", 1, 2, List.of(1), List.of(1), 1));

        assertThat(rows("/v5/system/status", "").get(0).get("state").text()).isEqualTo("ongoing");
        assertThat(rows("/v5/system/status", "state=completed")).isEmpty();
    }

    @Test
    void whatCannotBeReadIsAParameterError() {
        for (String query : List.of(
                "",
                "category=futures&symbol=BTCUSDT",
                "category=linear",
                "category=linear&symbol=btcusdt",
                "category=linear&symbol=BTCUSDT&limit=0",
                "category=linear&symbol=BTCUSDT&limit=x")) {
            assertThat(answer("/v5/market/orderbook", query).body())
                    .as(query)
                    .startsWith("{\"retCode\":10001,\"retMsg\":\"params error: ");
        }
        assertThat(answer("/v5/market/kline", "symbol=BTCUSDT&interval=7").body())
                .contains("10001");
        assertThat(answer("/v5/market/instruments-info", "category=linear&cursor=%25%25")
                        .body())
                .contains("10001");
    }

    @Test
    void pathsOfOthersAreLeftToThem() {
        assertThat(desk.answer(question("GET", "/v5/order/realtime", "", ""))).isNull();
    }

    @Test
    void whoAsksTooOftenIsTurnedAway() {
        for (int i = 0; i < 600; i++) {
            assertThat(answer("/v5/market/time", "").status()).isEqualTo(200);
        }

        assertThat(answer("/v5/market/time", "").status()).isEqualTo(403);
    }

    @Test
    void aQueryWithABodyIsForbidden() {
        assertThat(Objects.requireNonNull(desk.answer(question("GET", "/v5/market/time", "", "{}")))
                        .status())
                .isEqualTo(403);
        assertThat(Objects.requireNonNull(desk.answer(question("POST", "/v5/market/time", "", "")))
                        .status())
                .isEqualTo(404);
    }

    private List<Json> rows(String path, String query) {
        return result(path, query).get("list").items();
    }

    private Json result(String path, String query) {
        Json answer = json(body(path, query));
        assertThat(answer.get("retCode").text()).as(query).isEqualTo("0");
        return answer.get("result");
    }

    private String body(String path, String query) {
        return answer(path, query).body();
    }

    private HttpAnswer answer(String path, String query) {
        return Objects.requireNonNull(desk.answer(question("GET", path, query, "")));
    }

    private static HttpQuestion question(String method, String path, String query, String body) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : query.split("&", -1)) {
            int at = part.indexOf('=');
            if (at > 0) {
                parameters.put(part.substring(0, at), part.substring(at + 1));
            }
        }
        return new HttpQuestion(method, path, query, parameters, Map.of(), body, "127.0.0.1");
    }

    private static long number(String frame) {
        return json(frame).get("data").get("u").whole().orElseThrow();
    }

    private static Json json(String text) {
        try {
            return Json.parse(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void trade(long qty, long price) {
        quote(Side.SELL, qty, price);
        quote(Side.BUY, qty, price);
    }

    private void quote(Side side, long qty, long price) {
        try {
            exchange.create(alice, OrderRequest.limit(linear, side, qty, price).build());
        } catch (Refusal refusal) {
            throw new AssertionError(refusal);
        }
    }

    private Market market(Category category, String symbol) {
        return Objects.requireNonNull(exchange.market(category, symbol));
    }
}

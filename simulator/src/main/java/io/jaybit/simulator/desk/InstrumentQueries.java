package io.jaybit.simulator.desk;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Money;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.wire.JsonText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The venue's rules for its instruments.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/market/instrument">Get Instruments Info</a>.
 */
final class InstrumentQueries {
    private static final int RISK_SYMBOLS = 15;

    private final MarketFinder finder;

    InstrumentQueries(MarketFinder finder) {
        this.finder = finder;
    }

    /** One page of markets. Immutable. */
    private record Page(List<Market> markets, String nextCursor) {}

    JsonText instruments(Fields fields) throws Refusal {
        Category category = fields.category(Category.SPOT, Category.LINEAR, Category.INVERSE, Category.OPTION);
        List<Market> wanted = wanted(fields, category);
        int limit = fields.whole("limit", 500, 1, 1_000);
        boolean whole = category == Category.SPOT;
        Page page = whole ? new Page(wanted, "") : page(wanted, limit, fields.text("cursor"));
        JsonText text = new JsonText().begin().text("category", category.text()).array("list");
        for (Market market : page.markets()) {
            switch (market.category()) {
                case SPOT -> writeSpot(market, text);
                case OPTION -> writeOption(market, text);
                case LINEAR, INVERSE, SPREAD -> writeFuture(market, text);
            }
        }
        text.endArray();
        return (whole ? text : text.text("nextPageCursor", page.nextCursor())).end();
    }

    private List<Market> wanted(Fields fields, Category category) throws Refusal {
        String symbol = fields.text("symbol");
        String coin = fields.text("baseCoin");
        String status = fields.text("status");
        String symbolType = fields.text("symbolType");
        if (!symbol.isEmpty()) {
            return List.of(finder.named(symbol, category));
        }
        boolean futures = category == Category.LINEAR || category == Category.INVERSE;
        // With a coin, contracts of every settlement are mixed.
        boolean mixed = futures && !coin.isEmpty();
        String ofCoin = coin.isEmpty() && category == Category.OPTION ? "BTC" : coin;
        boolean byCoin = !ofCoin.isEmpty() && category != Category.SPOT;
        return finder.all(market -> (mixed
                        ? market.category() == Category.LINEAR || market.category() == Category.INVERSE
                        : market.category() == category)
                && (!byCoin || market.instrument().baseCoin().equals(ofCoin))
                && status(market).equals(status.isEmpty() ? "Trading" : status)
                && symbolType.isEmpty());
    }

    private static String status(Market market) {
        return market.isOpen() ? "Trading" : "Closed";
    }

    private static Page page(List<Market> markets, int limit, String cursor) throws Refusal {
        int from = 0;
        if (!cursor.isEmpty()) {
            String last = lastOf(cursor);
            int place = 0;
            while (place < markets.size() && !markets.get(place).symbol().equals(last)) {
                place++;
            }
            if (place == markets.size()) {
                throw Fields.invalid("cursor");
            }
            from = place + 1;
        }
        int to = Math.min(markets.size(), from + limit);
        List<Market> page = new ArrayList<>(markets.subList(from, to));
        String next = to == markets.size()
                ? ""
                : URLEncoder.encode(
                        "first=" + page.get(0).symbol() + "&last="
                                + page.get(page.size() - 1).symbol(),
                        StandardCharsets.UTF_8);
        return new Page(page, next);
    }

    /** A cursor comes back as it was given, or decoded once on its way. */
    private static String lastOf(String cursor) throws Refusal {
        try {
            String text = cursor.contains("%") ? URLDecoder.decode(cursor, StandardCharsets.UTF_8) : cursor;
            int at = text.indexOf("last=");
            if (at >= 0) {
                return text.substring(at + "last=".length());
            }
        } catch (IllegalArgumentException halfEncoded) {
            throw Fields.invalid("cursor");
        }
        throw Fields.invalid("cursor");
    }

    private static void writeFuture(Market market, JsonText text) {
        Instrument instrument = market.instrument();
        boolean perpetual = instrument.isPerpetual();
        text.begin()
                .text("symbol", instrument.symbol())
                .text("contractType", instrument.contractType())
                .text("status", status(market))
                .text("baseCoin", instrument.baseCoin())
                .text("quoteCoin", instrument.quoteCoin())
                .quoted("launchTime", instrument.launchEpochMillis())
                .quoted("deliveryTime", instrument.deliveryEpochMillis())
                .text("deliveryFeeRate", perpetual ? "" : "0.0005")
                .quoted("priceScale", instrument.tickSize().scale())
                .begin("leverageFilter")
                .text("minLeverage", "1")
                .text("maxLeverage", leverage(instrument))
                .text("leverageStep", "0.01")
                .end()
                .begin("priceFilter")
                .text("minPrice", instrument.price(instrument.minPrice()))
                .text("maxPrice", instrument.price(instrument.maxPrice()))
                .text("tickSize", instrument.tickSize().toString())
                .end()
                .begin("lotSizeFilter")
                .text("maxOrderQty", plainSize(instrument, instrument.maxQty()))
                .text("minOrderQty", plainSize(instrument, instrument.minQty()))
                .text("qtyStep", instrument.qtyStep().toString())
                .text("postOnlyMaxOrderQty", plainSize(instrument, instrument.maxQty()))
                .text("maxMktOrderQty", plainSize(instrument, instrument.maxMarketQty()))
                .text("minNotionalValue", Money.text(instrument.minNotional()))
                .end()
                .flag("unifiedMarginTrade", true)
                .number("fundingInterval", instrument.fundingMinutes())
                .text("settleCoin", instrument.settleCoin())
                .text("copyTrading", perpetual && instrument.settleCoin().equals("USDT") ? "both" : "none")
                .text("upperFundingRate", perpetual ? "0.005" : "")
                .text("lowerFundingRate", perpetual ? "-0.005" : "")
                .flag("isPreListing", false)
                .nothing("preListingInfo");
        writeRisk(instrument, text);
        if (instrument.settleCoin().equals("USDC")) {
            text.text("displayName", instrument.baseCoin() + "USDC");
        }
        text.text("symbolType", "").end();
    }

    private static void writeOption(Market market, JsonText text) {
        Instrument instrument = market.instrument();
        text.begin()
                .text("symbol", instrument.symbol())
                .text("status", status(market))
                .text("baseCoin", instrument.baseCoin())
                .text("quoteCoin", instrument.quoteCoin())
                .text("settleCoin", instrument.settleCoin())
                .text("optionsType", instrument.symbol().contains("-C") ? "Call" : "Put")
                .quoted("launchTime", instrument.launchEpochMillis())
                .quoted("deliveryTime", instrument.deliveryEpochMillis())
                .text("deliveryFeeRate", "0.00015")
                .begin("priceFilter")
                .text("minPrice", instrument.price(instrument.minPrice()))
                .text("maxPrice", instrument.price(instrument.maxPrice()))
                .text("tickSize", instrument.tickSize().toString())
                .end()
                .begin("lotSizeFilter")
                .text("maxOrderQty", plainSize(instrument, instrument.maxQty()))
                .text("minOrderQty", plainSize(instrument, instrument.minQty()))
                .text("qtyStep", instrument.qtyStep().toString())
                .end()
                .text("displayName", instrument.symbol())
                .end();
    }

    private static void writeSpot(Market market, JsonText text) {
        Instrument instrument = market.instrument();
        text.begin()
                .text("symbol", instrument.symbol())
                .text("baseCoin", instrument.baseCoin())
                .text("quoteCoin", instrument.quoteCoin())
                .text("innovation", "0")
                .text("status", status(market))
                .text("marginTrading", "utaOnly")
                .text("stTag", "0")
                .begin("lotSizeFilter")
                .text("basePrecision", instrument.qtyStep().toString())
                .text("quotePrecision", quotePrecision(instrument))
                .text("minOrderQty", plainSize(instrument, instrument.minQty()))
                .text("maxOrderQty", plainSize(instrument, instrument.maxQty()))
                .text("minOrderAmt", Money.text(instrument.minNotional()))
                .text("maxOrderAmt", "8000000")
                .text("maxLimitOrderQty", plainSize(instrument, instrument.maxQty()))
                .text("maxMarketOrderQty", plainSize(instrument, instrument.maxMarketQty()))
                .text("postOnlyMaxLimitOrderSize", plainSize(instrument, instrument.maxQty()))
                .end()
                .begin("priceFilter")
                .text("tickSize", instrument.tickSize().toString())
                .end();
        writeRisk(instrument, text);
        text.text("symbolType", "").text("xstockMultiplier", "").end();
    }

    private static void writeRisk(Instrument instrument, JsonText text) {
        text.begin("riskParameters")
                .text("priceLimitRatioX", Money.text(instrument.priceLimit()))
                .text("priceLimitRatioY", Money.text(instrument.priceLimit().multiply(BigDecimal.valueOf(2))))
                .end();
    }

    private static String quotePrecision(Instrument instrument) {
        int scale = Math.min(
                Money.SCALE,
                instrument.tickSize().scale() + instrument.qtyStep().scale());
        return BigDecimal.ONE.movePointLeft(scale).toPlainString();
    }

    private static String leverage(Instrument instrument) {
        return BigDecimal.valueOf(instrument.maxLeverage()).setScale(2).toPlainString();
    }

    private static String plainSize(Instrument instrument, long steps) {
        return Money.text(instrument.sizeOf(steps));
    }

    JsonText priceLimit(Fields fields, long nowEpochMillis) throws Refusal {
        Category category =
                MarketFinder.category(fields, Category.LINEAR, Category.SPOT, Category.LINEAR, Category.INVERSE);
        Market market = finder.required(fields, category);
        return new JsonText()
                .begin()
                .text("symbol", market.symbol())
                .text("buyLmt", market.instrument().price(market.buyLimit()))
                .text("sellLmt", market.instrument().price(market.sellLimit()))
                .quoted("ts", nowEpochMillis)
                .end();
    }

    /** The exchange has one tier of risk for each contract: what may be held is bounded by the largest order, ten times over. */
    JsonText riskLimits(Fields fields) throws Refusal {
        Category category = fields.category(Category.LINEAR, Category.INVERSE);
        String symbol = fields.text("symbol");
        List<Market> wanted = symbol.isEmpty()
                ? finder.all(market -> market.category() == category)
                : List.of(finder.named(symbol, category));
        Page page = page(wanted, category == Category.LINEAR ? RISK_SYMBOLS : wanted.size(), fields.text("cursor"));
        JsonText text = new JsonText().begin().text("category", category.text()).array("list");
        int id = 1;
        for (Market market : page.markets()) {
            Instrument instrument = market.instrument();
            BigDecimal initial =
                    BigDecimal.ONE.divide(BigDecimal.valueOf(instrument.maxLeverage()), 6, RoundingMode.HALF_UP);
            long price = Math.max(1, market.markPrice());
            BigDecimal most = instrument.value(instrument.maxQty() * 10, price);
            text.begin()
                    .number("id", id++)
                    .text("symbol", market.symbol())
                    .text("riskLimitValue", Money.text(most.setScale(0, RoundingMode.UP)))
                    .text("maintenanceMargin", Money.text(instrument.maintenanceRate()))
                    .text("initialMargin", Money.text(initial))
                    .number("isLowestRisk", 1)
                    .text("maxLeverage", leverage(instrument))
                    .text("mmDeduction", "")
                    .end();
        }
        return text.endArray().text("nextPageCursor", page.nextCursor()).end();
    }
}

package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.BookSide;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Money;
import io.jaybit.simulator.exchange.Trade;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ticker of a perpetual or a dated future.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/websocket/public/ticker">Ticker</a>.
 */
final class FuturesTicker implements Ticker {
    /** The venue's own limit of funding, of which instruments do not tell. */
    private static final String FUNDING_CAP = "0.005";

    private static final long DAY_MILLIS = 86_400_000L;
    private static final long PREDICTION_MILLIS = 1_800_000L;

    private final MarketFeed feed;
    private final Market market;
    private final Instrument instrument;

    FuturesTicker(MarketFeed feed) {
        this.feed = feed;
        this.market = feed.market();
        this.instrument = market.instrument();
    }

    @Override
    public Map<String, String> read() {
        MarketHistory history = feed.history();
        MarketHistory.Day day = history.day(feed.timeline().now());
        Trade lastTrade = history.lastTrade();
        long last = market.lastPrice() == 0 ? market.markPrice() : market.lastPrice();
        Map<String, String> figures = new LinkedHashMap<>(64);
        figures.put("symbol", market.symbol());
        figures.put("tickDirection", lastTrade == null ? "ZeroPlusTick" : lastTrade.tickDirection());
        figures.put("price24hPcnt", plain(MarketHistory.change(day.priceDayAgo(), last, 6)));
        figures.put("lastPrice", price(last));
        figures.put("prevPrice24h", price(day.priceDayAgo() == 0 ? last : day.priceDayAgo()));
        figures.put("highPrice24h", price(day.high() == 0 ? last : day.high()));
        figures.put("lowPrice24h", price(day.low() == 0 ? last : day.low()));
        figures.put("prevPrice1h", price(day.priceHourAgo() == 0 ? last : day.priceHourAgo()));
        figures.put("markPrice", price(market.markPrice()));
        figures.put("indexPrice", price(market.indexPrice()));
        long single = market.openInterest();
        figures.put("openInterest", feed.figures().size(single * 2));
        figures.put("openInterestValue", value(single * 2));
        figures.put(
                "turnover24h",
                history.turnover(day.turnover())
                        .setScale(4, RoundingMode.HALF_UP)
                        .toPlainString());
        figures.put("volume24h", volume(day.volume()));
        putFunding(figures, single);
        putTop(figures);
        if (!instrument.isPerpetual()) {
            putDelivery(figures);
        }
        if (instrument.settleCoin().equals("USDT")) {
            figures.put("preOpenPrice", "");
            figures.put("preQty", "");
            figures.put("curPreListingPhase", "");
        }
        return figures;
    }

    private void putFunding(Map<String, String> figures, long single) {
        boolean perpetual = instrument.isPerpetual();
        if (perpetual) {
            figures.put("fundingIntervalHour", Integer.toString(instrument.fundingMinutes() / 60));
            figures.put("fundingCap", FUNDING_CAP);
        }
        figures.put("singleOpenInterest", feed.figures().size(single));
        figures.put("singleOpenInterestValue", value(single));
        figures.put("nextFundingTime", perpetual ? Long.toString(market.nextFundingEpochMillis()) : "");
        figures.put("fundingRate", perpetual ? plain(market.fundingRate()) : "");
    }

    private void putTop(Map<String, String> figures) {
        BookSide bids = market.bids();
        BookSide asks = market.asks();
        figures.put("bid1Price", bids.size() == 0 ? "" : price(bids.price(0)));
        figures.put("bid1Size", bids.size() == 0 ? "" : feed.figures().size(bids.size(0)));
        figures.put("ask1Price", asks.size() == 0 ? "" : price(asks.price(0)));
        figures.put("ask1Size", asks.size() == 0 ? "" : feed.figures().size(asks.size(0)));
    }

    private void putDelivery(Map<String, String> figures) {
        long left = instrument.deliveryEpochMillis() - feed.timeline().now();
        BigDecimal index = instrument.priceOf(market.indexPrice());
        BigDecimal basis = instrument.priceOf(market.markPrice()).subtract(index);
        BigDecimal rate = index.signum() == 0 ? BigDecimal.ZERO : basis.divide(index, 8, RoundingMode.HALF_EVEN);
        BigDecimal year = rate.multiply(BigDecimal.valueOf(365L * DAY_MILLIS))
                .divide(BigDecimal.valueOf(Math.max(left, DAY_MILLIS)), 8, RoundingMode.HALF_EVEN);
        figures.put(
                "deliveryTime",
                Instant.ofEpochMilli(instrument.deliveryEpochMillis()).toString());
        figures.put("basisRate", plain(rate));
        figures.put("deliveryFeeRate", "0.0005");
        figures.put("predictedDeliveryPrice", left <= PREDICTION_MILLIS ? price(market.indexPrice()) : "");
        figures.put("basis", plain(basis));
        figures.put("basisRateYear", plain(year));
    }

    private String price(long ticks) {
        return feed.figures().price(ticks);
    }

    private String value(long steps) {
        BigDecimal value = market.markPrice() == 0 ? BigDecimal.ZERO : instrument.value(steps, market.markPrice());
        return value.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    private String volume(long steps) {
        return market.category() == Category.INVERSE
                ? feed.figures().size(steps)
                : instrument.sizeOf(steps).setScale(4, RoundingMode.HALF_UP).toPlainString();
    }

    private static String plain(BigDecimal number) {
        return Money.text(number);
    }
}

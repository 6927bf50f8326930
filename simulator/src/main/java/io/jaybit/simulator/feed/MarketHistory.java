package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Money;
import io.jaybit.simulator.exchange.Trade;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a market: candles, the last trades, open interest, funding; all of it bounded. Confined to the exchange's
 * thread.
 *
 * <p>The figures of the last 24 hours are those of the last 1,440 whole minutes and the running one.
 */
public final class MarketHistory {
    private static final int CANDLES = 1_000;
    private static final int MINUTES = 1_500;
    private static final int DAY_MINUTES = 1_440;
    private static final int TRADES = 1_000;
    private static final int PAYMENTS = 200;
    private static final int SAMPLES = 200;
    private static final long SAMPLE_MILLIS = 300_000;
    private static final BigDecimal COIN_UNITS = BigDecimal.TEN.pow(8);

    private final Market market;
    private final Map<PriceKind, Map<Interval, CandleSeries>> candles = new EnumMap<>(PriceKind.class);
    private final Deque<Trade> trades = new ArrayDeque<>();
    private final Map<SampleInterval, Deque<OpenInterest>> openInterest = new EnumMap<>(SampleInterval.class);
    private final Deque<FundingPayment> funding = new ArrayDeque<>();
    private final BigDecimal turnoverUnit;
    private long totalVolume;
    private long totalTurnover;
    private long fundingDue;
    private BigDecimal fundingRate = BigDecimal.ZERO;
    private long closedOf = Long.MIN_VALUE;
    private Day closed = new Day(0, 0, 0, 0, 0, 0);

    /** Which price a candle is of. */
    public enum PriceKind {
        LAST,
        MARK,
        INDEX,
        /** Mark over index, as a share, in millionths. */
        PREMIUM
    }

    /** How far the samples of open interest lie apart. */
    public enum SampleInterval {
        MIN_5("5min", 1),
        MIN_15("15min", 3),
        MIN_30("30min", 6),
        HOUR_1("1h", 12),
        HOUR_4("4h", 48),
        DAY_1("1d", 288);

        private final String text;
        private final int steps;

        SampleInterval(String text, int steps) {
            this.text = text;
            this.steps = steps;
        }

        public String text() {
            return text;
        }
    }

    /** Open interest of one side at a moment, in steps. */
    public record OpenInterest(long epochMillis, long size) {}

    /** A funding that was paid. */
    public record FundingPayment(long epochMillis, BigDecimal rate) {}

    /** The last 24 hours. Prices in ticks, volume in steps, turnover in units; a price of 0 means that there was none. */
    public record Day(long high, long low, long priceDayAgo, long priceHourAgo, long volume, long turnover) {}

    MarketHistory(Market market) {
        this.market = market;
        Instrument instrument = market.instrument();
        this.turnoverUnit = instrument.isInverse()
                ? BigDecimal.ONE.divide(COIN_UNITS)
                : instrument
                        .tickSize()
                        .toBigDecimal()
                        .multiply(instrument.qtyStep().toBigDecimal());
        boolean futures = market.category() == Category.LINEAR || market.category() == Category.INVERSE;
        for (PriceKind kind : PriceKind.values()) {
            if (kind == PriceKind.LAST || futures) {
                Map<Interval, CandleSeries> series = new EnumMap<>(Interval.class);
                for (Interval interval : Interval.values()) {
                    series.put(interval, new CandleSeries(interval, interval == Interval.M1 ? MINUTES : CANDLES));
                }
                candles.put(kind, series);
            }
        }
        for (SampleInterval interval : SampleInterval.values()) {
            openInterest.put(interval, new ArrayDeque<>());
        }
    }

    void trade(Trade trade) {
        long turnover = turnoverUnits(trade.size(), trade.price());
        for (CandleSeries series : series(PriceKind.LAST).values()) {
            series.add(trade.epochMillis(), trade.price(), trade.size(), turnover);
        }
        totalVolume = CandleSeries.sum(totalVolume, trade.size());
        totalTurnover = CandleSeries.sum(totalTurnover, turnover);
        trades.addFirst(trade);
        if (trades.size() > TRADES) {
            trades.removeLast();
        }
    }

    private long turnoverUnits(long size, long price) {
        if (market.instrument().isInverse()) {
            return market.instrument().value(size, price).multiply(COIN_UNITS).longValue();
        }
        long product = size * price;
        long high = Math.multiplyHigh(size, price);
        return high == product >> 63 ? product : high < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    void prices(long now) {
        if (candles.containsKey(PriceKind.MARK)) {
            long mark = market.markPrice();
            long index = market.indexPrice();
            if (mark != 0 && index != 0) {
                add(PriceKind.MARK, now, mark);
                add(PriceKind.INDEX, now, index);
                add(PriceKind.PREMIUM, now, Math.round((mark - index) * 1_000_000.0 / index));
            }
        }
        if (fundingDue != 0 && market.nextFundingEpochMillis() > fundingDue) {
            funding.addFirst(new FundingPayment(fundingDue, fundingRate));
            if (funding.size() > PAYMENTS) {
                funding.removeLast();
            }
        }
        fundingDue = market.nextFundingEpochMillis();
        fundingRate = market.fundingRate();
    }

    private void add(PriceKind kind, long now, long price) {
        for (CandleSeries series : series(kind).values()) {
            series.add(now, price, 0, 0);
        }
    }

    /** Every five minutes. */
    void sampleOpenInterest(long now) {
        for (SampleInterval interval : SampleInterval.values()) {
            if (now / SAMPLE_MILLIS % interval.steps == 0) {
                Deque<OpenInterest> samples = samples(interval);
                samples.addFirst(new OpenInterest(now, market.openInterest()));
                if (samples.size() > SAMPLES) {
                    samples.removeLast();
                }
            }
        }
    }

    /** The candles of the price that was traded, up to this moment. */
    public CandleSeries candles(Interval interval, long now) {
        return candles(PriceKind.LAST, interval, now);
    }

    /** The candles of a price, up to this moment; none of mark and index where there are no derivatives. */
    public CandleSeries candles(PriceKind kind, Interval interval, long now) {
        Map<Interval, CandleSeries> series = candles.get(kind);
        CandleSeries found = series == null ? null : series.get(interval);
        if (found == null) {
            return new CandleSeries(interval, 1);
        }
        found.rollTo(now);
        return found;
    }

    private Map<Interval, CandleSeries> series(PriceKind kind) {
        return candles.getOrDefault(kind, Map.of());
    }

    /** The last trades, newest first. */
    public List<Trade> recentTrades(int most) {
        List<Trade> newest = new ArrayList<>();
        for (Iterator<Trade> each = trades.iterator(); each.hasNext() && newest.size() < most; ) {
            newest.add(each.next());
        }
        return newest;
    }

    /** The last trade; null if there was none. */
    public @Nullable Trade lastTrade() {
        return trades.peekFirst();
    }

    /** Samples, newest first. */
    public List<OpenInterest> openInterest(SampleInterval interval) {
        return List.copyOf(samples(interval));
    }

    private Deque<OpenInterest> samples(SampleInterval interval) {
        return openInterest.computeIfAbsent(interval, key -> new ArrayDeque<>());
    }

    /** Payments, newest first. */
    public List<FundingPayment> funding() {
        return Collections.unmodifiableList(new ArrayList<>(funding));
    }

    /** A turnover in units as an amount of the quote coin; of the base coin on inverse. */
    public BigDecimal turnover(long units) {
        return turnoverUnit.multiply(BigDecimal.valueOf(units));
    }

    /** A turnover in units as the venue prints it. */
    String turnoverText(long units) {
        return Money.text(turnover(units));
    }

    /** Everything ever traded, in steps. */
    public long totalVolume() {
        return totalVolume;
    }

    /** Everything ever traded, in units of turnover. */
    public long totalTurnover() {
        return totalTurnover;
    }

    /** The last 24 hours up to this moment. */
    public Day day(long now) {
        CandleSeries minutes = candles(Interval.M1, now);
        if (minutes.count() == 0) {
            return closed;
        }
        if (minutes.start(0) != closedOf) {
            closedOf = minutes.start(0);
            closed = closedMinutes(minutes);
        }
        return new Day(
                Math.max(closed.high, minutes.high(0)),
                Math.min(closed.low, minutes.low(0)),
                closed.priceDayAgo,
                closed.priceHourAgo,
                CandleSeries.sum(closed.volume, minutes.volume(0)),
                CandleSeries.sum(closed.turnover, minutes.turnover(0)));
    }

    private static Day closedMinutes(CandleSeries minutes) {
        int last = Math.min(minutes.count() - 1, DAY_MINUTES);
        long high = minutes.high(last);
        long low = minutes.low(last);
        long volume = 0;
        long turnover = 0;
        for (int age = 1; age <= last; age++) {
            high = Math.max(high, minutes.high(age));
            low = Math.min(low, minutes.low(age));
            volume = CandleSeries.sum(volume, minutes.volume(age));
            turnover = CandleSeries.sum(turnover, minutes.turnover(age));
        }
        // A market younger than the window has had its first price all the time before.
        return new Day(high, low, priceAgo(minutes, DAY_MINUTES), priceAgo(minutes, 60), volume, turnover);
    }

    private static long priceAgo(CandleSeries minutes, int age) {
        return minutes.open(Math.min(age, minutes.count() - 1));
    }

    /** How far the price has moved in 24 hours, as a share; 0 where there is none. */
    public static BigDecimal change(long before, long now, int decimals) {
        return before == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(now - before)
                        .divide(BigDecimal.valueOf(Math.abs(before)), decimals, RoundingMode.HALF_EVEN);
    }
}

package io.jaybit.simulator.exchange;

import io.jaybit.market.Decimal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the venue lists: names, ticks, steps and limits like the real ones, prices about those of summer 2026. Immutable.
 *
 * <p>Dated contracts go by the day the exchange starts: linear futures and options end at the year's last Friday of December (the
 * next year's, if that is less than a week away), inverse futures at the last Friday of March, both at 08:00 UTC.
 */
public final class Catalogue {
    private static final long LAUNCH = 1_585_526_400_000L;
    private static final String[] SYLLABLES = {"BO", "CE", "DA", "FI", "GU", "KA", "LO", "MI", "NU", "RE", "SO", "TA"};

    private final LocalDate december;
    private final LocalDate march;

    /** @param startEpochMillis the venue's clock when it opens; decides when dated contracts end */
    public Catalogue(long startEpochMillis) {
        LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(startEpochMillis), ZoneOffset.UTC);
        this.december = nextLastFriday(today, 12);
        this.march = nextLastFriday(today, 3);
    }

    private static LocalDate nextLastFriday(LocalDate today, int month) {
        LocalDate candidate = lastFriday(today.getYear(), month);
        return candidate.isBefore(today.plusDays(7)) ? lastFriday(today.getYear() + 1, month) : candidate;
    }

    private static LocalDate lastFriday(int year, int month) {
        return LocalDate.of(year, month, 1).with(TemporalAdjusters.lastInMonth(DayOfWeek.FRIDAY));
    }

    /** Everything, linear first, each category with its best known symbol first. */
    public List<Listing> all() {
        List<Listing> all = new ArrayList<>(linear());
        all.addAll(inverse());
        all.addAll(spot());
        all.addAll(options());
        all.addAll(spreads());
        return List.copyOf(all);
    }

    /** USDT and USDC perpetuals, and a dated future. */
    public List<Listing> linear() {
        return List.of(
                perpetual("BTC", "USDT", "0.10", "0.001", "1190", "119", 100, "65010.10"),
                perpetual("ETH", "USDT", "0.01", "0.01", "7240", "1448", 100, "2805.40"),
                perpetual("SOL", "USDT", "0.010", "0.1", "79770", "15950", 100, "156.170"),
                perpetual("XRP", "USDT", "0.0001", "0.1", "5000000", "600000", 75, "2.1504"),
                perpetual("DOGE", "USDT", "0.00001", "1", "18000000", "5000000", 75, "0.17230"),
                perpetual("1000PEPE", "USDT", "0.0000001", "100", "400000000", "60000000", 75, "0.0098450"),
                perpetual("BNB", "USDT", "0.10", "0.01", "12000", "2400", 75, "640.20"),
                perpetual("ADA", "USDT", "0.0001", "1", "4600000", "900000", 75, "0.6312"),
                perpetual("LINK", "USDT", "0.001", "0.1", "250000", "50000", 75, "14.205"),
                perpetual("AVAX", "USDT", "0.001", "0.1", "160000", "32000", 75, "21.480"),
                perpetual("LTC", "USDT", "0.01", "0.1", "40000", "8000", 75, "88.15"),
                perpetual("SUI", "USDT", "0.00010", "10", "1800000", "350000", 75, "2.8420"),
                perpetual("BTC", "USDC", "0.10", "0.001", "400", "80", 100, "65004.50"),
                perpetual("ETH", "USDC", "0.01", "0.01", "4000", "800", 100, "2804.90"),
                future());
    }

    private Listing future() {
        String symbol = "BTCUSDT-" + dayMonthYear(december);
        return of(
                new Terms(Category.LINEAR, symbol, "LinearFutures", "BTC", "USDT", "USDT", "0.10", "0.001")
                        .sizes("0.001", "400", "80")
                        .delivery(deliveryTime(december))
                        .leverage(50),
                "65820.00");
    }

    /** Perpetuals and a dated future paid in the coin; sizes in USD. */
    public List<Listing> inverse() {
        String dated = "BTCUSDH" + march.getYear() % 100;
        return List.of(
                of(
                        inverseTerms("BTCUSD", "InversePerpetual", "BTC", "0.10")
                                .leverage(100)
                                .funding(480),
                        "65005.00"),
                of(
                        inverseTerms("ETHUSD", "InversePerpetual", "ETH", "0.01")
                                .leverage(100)
                                .funding(480),
                        "2805.20"),
                of(
                        inverseTerms(dated, "InverseFutures", "BTC", "0.50")
                                .leverage(50)
                                .delivery(deliveryTime(march)),
                        "66400.00"));
    }

    private static Terms inverseTerms(String symbol, String contractType, String coin, String tick) {
        return new Terms(Category.INVERSE, symbol, contractType, coin, "USD", coin, tick, "1")
                .sizes("1", "25000000", "5000000")
                .minNotional("1");
    }

    /** Pairs that are swapped coin for coin. */
    public List<Listing> spot() {
        return List.of(
                pair("BTC", "USDT", "0.1", "0.000001", "0.000011", "83", "65009.7"),
                pair("ETH", "USDT", "0.01", "0.00001", "0.00013", "1229.02", "2805.18"),
                pair("SOL", "USDT", "0.01", "0.001", "0.008", "20000", "156.16"),
                pair("XRP", "USDT", "0.0001", "0.01", "0.1", "1500000", "2.1502"),
                pair("DOGE", "USDT", "0.00001", "0.1", "1", "15000000", "0.17229"),
                pair("BTC", "USDC", "0.1", "0.000001", "0.000011", "40", "65004.2"),
                pair("ETH", "USDC", "0.01", "0.00001", "0.00013", "600", "2804.95"),
                pair("ETH", "BTC", "0.000001", "0.0001", "0.0001", "1000", "0.043152"));
    }

    /** Calls and puts on BTC and ETH, paid in USDT; one strike of each paid in USDC, whose name ends without a coin. */
    public List<Listing> options() {
        return List.of(
                option("BTC", 90_000, "C", "USDT", "1060"),
                option("BTC", 65_000, "C", "USDT", "6720"),
                option("BTC", 65_000, "P", "USDT", "5910"),
                option("BTC", 50_000, "P", "USDT", "1490"),
                option("BTC", 80_000, "C", "USDC", "2230"),
                option("ETH", 2_800, "C", "USDT", "382.0"),
                option("ETH", 2_800, "P", "USDT", "341.5"),
                option("ETH", 3_500, "C", "USDC", "158.0"));
    }

    private Listing option(String coin, int strike, String kind, String settle, String price) {
        String suffix = settle.equals("USDC") ? "" : "-" + settle;
        String symbol = coin + "-" + dayMonthYear(december) + "-" + strike + "-" + kind + suffix;
        boolean bitcoin = coin.equals("BTC");
        return of(
                new Terms(
                                Category.OPTION,
                                symbol,
                                "",
                                coin,
                                settle,
                                settle,
                                bitcoin ? "5" : "0.1",
                                bitcoin ? "0.01" : "0.1")
                        .sizes(bitcoin ? "0.01" : "0.1", bitcoin ? "500" : "5000", bitcoin ? "500" : "5000")
                        .fees("0.0003", "0.0002")
                        .minNotional("0")
                        .delivery(deliveryTime(december)),
                price);
    }

    /** Two legs traded as one; the price is the difference of theirs. */
    public List<Listing> spreads() {
        return List.of(spread("SOL", "0.0001", "0.1", "0.1204"), spread("BTC", "0.1", "0.001", "0.4"));
    }

    private static Listing spread(String coin, String tick, String step, String price) {
        Terms terms = new Terms(Category.SPREAD, coin + "USDT_" + coin + "/USDT", "", coin, "USDT", "USDT", tick, step)
                .sizes(step, "50000", "5000")
                .minNotional("0");
        terms.minPrice = new BigDecimal("-1999999.8");
        return of(terms, price);
    }

    /** Linear USDT perpetuals, the known ones first, then as many invented ones as it takes. */
    public List<Listing> hundreds(int symbols) {
        List<Listing> list = new ArrayList<>();
        for (Listing listing : linear()) {
            Instrument instrument = listing.instrument();
            if (list.size() < symbols
                    && instrument.isPerpetual()
                    && instrument.settleCoin().equals("USDT")) {
                list.add(listing);
            }
        }
        for (int number = 0; list.size() < symbols; number++) {
            list.add(invented(number));
        }
        return List.copyOf(list);
    }

    /** A coin nobody knows; prices from 0.00x to 100. */
    private static Listing invented(int number) {
        int kinds = SYLLABLES.length;
        String name = SYLLABLES[number % kinds] + SYLLABLES[(number / kinds + number) % kinds];
        String coin = number < kinds * kinds ? name : name + number / (kinds * kinds);
        long digits = 1000 + number * 7919L % 9000;
        return switch (number % 5) {
            case 0 ->
                perpetual(
                        coin,
                        "USDT",
                        "0.01",
                        "0.1",
                        "100000",
                        "20000",
                        50,
                        Decimal.of(digits, 2).toString());
            case 1 ->
                perpetual(
                        coin,
                        "USDT",
                        "0.001",
                        "0.1",
                        "500000",
                        "100000",
                        50,
                        Decimal.of(digits, 3).toString());
            case 2 ->
                perpetual(
                        coin,
                        "USDT",
                        "0.0001",
                        "1",
                        "2000000",
                        "400000",
                        50,
                        Decimal.of(digits, 4).toString());
            case 3 ->
                perpetual(
                        coin,
                        "USDT",
                        "0.00001",
                        "1",
                        "10000000",
                        "2000000",
                        25,
                        Decimal.of(digits, 5).toString());
            default ->
                perpetual(
                        coin,
                        "USDT",
                        "0.000001",
                        "10",
                        "50000000",
                        "9000000",
                        25,
                        Decimal.of(digits, 6).toString());
        };
    }

    private static Listing perpetual(
            String coin,
            String settle,
            String tick,
            String step,
            String max,
            String maxMarket,
            int leverage,
            String price) {
        String symbol = settle.equals("USDC") ? coin + "PERP" : coin + settle;
        return of(
                new Terms(Category.LINEAR, symbol, "LinearPerpetual", coin, settle, settle, tick, step)
                        .sizes(step, max, maxMarket)
                        .leverage(leverage)
                        .funding(leverage >= 75 ? 480 : 240),
                price);
    }

    private static Listing pair(
            String base, String quote, String tick, String step, String min, String max, String price) {
        return of(
                new Terms(Category.SPOT, base + quote, "", base, quote, quote, tick, step)
                        .sizes(min, max, max)
                        .fees("0.001", "0.001")
                        .minNotional(quote.equals("BTC") ? "0.0001" : "5"),
                price);
    }

    private static Listing of(Terms terms, String price) {
        Instrument instrument = terms.instrument();
        return new Listing(instrument, instrument.ticks(new BigDecimal(price)));
    }

    private static String dayMonthYear(LocalDate date) {
        return date.format(DateTimeFormatter.ofPattern("dMMMyy", Locale.ENGLISH))
                .toUpperCase(Locale.ROOT);
    }

    private static long deliveryTime(LocalDate date) {
        return date.atTime(8, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    /** What is said of an instrument before it is made. */
    private static final class Terms {
        private final Category category;
        private final String symbol;
        private final String contractType;
        private final String base;
        private final String quote;
        private final String settle;
        private final Decimal tick;
        private final Decimal step;
        private BigDecimal minQty = BigDecimal.ONE;
        private BigDecimal maxQty = BigDecimal.ONE;
        private BigDecimal maxMarketQty = BigDecimal.ONE;
        private BigDecimal minNotional = new BigDecimal("5");
        private BigDecimal minPrice;
        private BigDecimal takerFee = new BigDecimal("0.00055");
        private BigDecimal makerFee = new BigDecimal("0.0002");
        private int leverage = 1;
        private int fundingMinutes;
        private long delivery;

        Terms(
                Category category,
                String symbol,
                String contractType,
                String base,
                String quote,
                String settle,
                String tick,
                String step) {
            this.category = category;
            this.symbol = symbol;
            this.contractType = contractType;
            this.base = base;
            this.quote = quote;
            this.settle = settle;
            this.tick = Decimal.parse(tick);
            this.step = Decimal.parse(step);
            this.minPrice = new BigDecimal(tick);
        }

        Terms sizes(String min, String max, String maxMarket) {
            minQty = new BigDecimal(min);
            maxQty = new BigDecimal(max);
            maxMarketQty = new BigDecimal(maxMarket);
            return this;
        }

        Terms minNotional(String value) {
            minNotional = new BigDecimal(value);
            return this;
        }

        Terms fees(String taker, String maker) {
            takerFee = new BigDecimal(taker);
            makerFee = new BigDecimal(maker);
            return this;
        }

        Terms leverage(int value) {
            leverage = value;
            return this;
        }

        Terms funding(int minutes) {
            fundingMinutes = minutes;
            return this;
        }

        Terms delivery(long epochMillis) {
            delivery = epochMillis;
            return this;
        }

        Instrument instrument() {
            BigDecimal maintenance =
                    new BigDecimal("0.5").divide(BigDecimal.valueOf(leverage), 4, RoundingMode.HALF_UP);
            return new Instrument(
                    category,
                    symbol,
                    contractType,
                    base,
                    quote,
                    settle,
                    tick,
                    step,
                    in(minQty, step),
                    in(maxQty, step),
                    in(maxMarketQty, step),
                    minNotional,
                    in(minPrice, tick),
                    19_999_998,
                    leverage,
                    maintenance,
                    takerFee,
                    makerFee,
                    new BigDecimal("0.05"),
                    fundingMinutes,
                    LAUNCH,
                    delivery);
        }

        private static long in(BigDecimal value, Decimal unit) {
            return value.divide(unit.toBigDecimal(), 0, RoundingMode.UNNECESSARY)
                    .longValueExact();
        }
    }
}

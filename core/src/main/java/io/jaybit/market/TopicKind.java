package io.jaybit.market;

/** The kinds of public topic whose frames become events. Anything else is {@link #OTHER} and reaches raw listeners only. */
public enum TopicKind {
    /** {@code orderbook.{depth}.{symbol}}. */
    ORDER_BOOK("orderbook.", true),
    /** {@code orderbook.full.{symbol}}: deltas only, the snapshot comes by REST. */
    FULL_ORDER_BOOK("orderbook.full.", false),
    /** {@code orderbook.rpi.{symbol}}: levels with an RPI size beside the plain one. */
    RPI_ORDER_BOOK("orderbook.rpi.", false),
    /** {@code publicTrade.{symbol}}; options by base coin. */
    TRADE("publicTrade.", false),
    TICKER("tickers.", false),
    /** {@code kline.{interval}.{symbol}}. */
    KLINE("kline.", true),
    /** {@code allLiquidation.{symbol}}. */
    LIQUIDATION("allLiquidation.", false),
    /** {@code liquidation.{symbol}}: withdrawn by the venue, met in recordings; at most one event a second per symbol. */
    LEGACY_LIQUIDATION("liquidation.", false),
    PRICE_LIMIT("priceLimit.", false),
    INSURANCE("insurance.", false),
    ADL_ALERT("adlAlert.", false),
    SYSTEM_STATUS("system.status", false),
    OTHER("", false);

    private final String prefix;
    private final boolean hasArgument;

    TopicKind(String prefix, boolean hasArgument) {
        this.prefix = prefix;
        this.hasArgument = hasArgument;
    }

    static TopicKind of(String name) {
        if (name.equals(SYSTEM_STATUS.prefix)) {
            return SYSTEM_STATUS;
        }
        for (TopicKind kind : values()) {
            if (kind != OTHER && kind != SYSTEM_STATUS && name.startsWith(kind.prefix) && kind.fits(name)) {
                return kind;
            }
        }
        return OTHER;
    }

    private boolean fits(String name) {
        if (!hasArgument) {
            return name.length() > prefix.length();
        }
        int dot = name.indexOf('.', prefix.length());
        if (dot <= prefix.length() || dot == name.length() - 1) {
            return false;
        }
        return this != ORDER_BOOK || isNumber(name, prefix.length(), dot);
    }

    private static boolean isNumber(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return to - from <= 6;
    }

    String argument(String name) {
        return hasArgument ? name.substring(prefix.length(), name.indexOf('.', prefix.length())) : "";
    }

    String target(String name) {
        if (this == OTHER || this == SYSTEM_STATUS) {
            return "";
        }
        return hasArgument ? name.substring(name.indexOf('.', prefix.length()) + 1) : name.substring(prefix.length());
    }

    /** Whether frames of this kind build an order book. */
    public boolean isBook() {
        return this == ORDER_BOOK || this == FULL_ORDER_BOOK || this == RPI_ORDER_BOOK;
    }

    /**
     * Whether a live topic of this kind may say nothing for hours. Such a topic is never judged by its own silence; option
     * trades are the one exception the channel decides.
     */
    public boolean mayBeQuiet() {
        return switch (this) {
            case LIQUIDATION, LEGACY_LIQUIDATION, INSURANCE, ADL_ALERT, SYSTEM_STATUS, OTHER -> true;
            case ORDER_BOOK, FULL_ORDER_BOOK, RPI_ORDER_BOOK, TRADE, TICKER, KLINE, PRICE_LIMIT -> false;
        };
    }
}

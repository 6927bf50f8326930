package io.jaybit.market;

/**
 * What a ticker can carry. Which of these come depends on the category; see {@link Ticker}. Named as the venue's field, so
 * {@code LAST_PRICE} is {@code lastPrice}.
 */
public enum TickerField {
    LAST_PRICE("lastPrice"),
    TICK_DIRECTION("tickDirection"),
    /** A ratio: 0.01 is 1 %. */
    PRICE_24H_PCNT("price24hPcnt"),
    PREV_PRICE_24H("prevPrice24h"),
    HIGH_PRICE_24H("highPrice24h"),
    LOW_PRICE_24H("lowPrice24h"),
    PREV_PRICE_1H("prevPrice1h"),
    MARK_PRICE("markPrice"),
    INDEX_PRICE("indexPrice"),
    /** Both sides; base coin on linear, USD on inverse. */
    OPEN_INTEREST("openInterest"),
    OPEN_INTEREST_VALUE("openInterestValue"),
    SINGLE_OPEN_INTEREST("singleOpenInterest"),
    SINGLE_OPEN_INTEREST_VALUE("singleOpenInterestValue"),
    /** Quote coin on spot and linear, base coin on inverse. */
    TURNOVER_24H("turnover24h"),
    /** Base coin on spot and linear, USD on inverse. */
    VOLUME_24H("volume24h"),
    /** Whole hours; perpetuals only. */
    FUNDING_INTERVAL_HOUR("fundingIntervalHour"),
    FUNDING_CAP("fundingCap"),
    /** Epoch milliseconds; empty on dated futures. */
    NEXT_FUNDING_TIME("nextFundingTime"),
    /** A ratio; empty on dated futures. */
    FUNDING_RATE("fundingRate"),
    BID1_PRICE("bid1Price"),
    BID1_SIZE("bid1Size"),
    ASK1_PRICE("ask1Price"),
    ASK1_SIZE("ask1Size"),
    /** ISO-8601 on the stream; dated futures only. */
    DELIVERY_TIME("deliveryTime"),
    BASIS_RATE("basisRate"),
    BASIS_RATE_YEAR("basisRateYear"),
    BASIS("basis"),
    DELIVERY_FEE_RATE("deliveryFeeRate"),
    PREDICTED_DELIVERY_PRICE("predictedDeliveryPrice"),
    PRE_OPEN_PRICE("preOpenPrice"),
    PRE_QTY("preQty"),
    CUR_PRE_LISTING_PHASE("curPreListingPhase"),
    USD_INDEX_PRICE("usdIndexPrice"),
    BID_PRICE("bidPrice"),
    BID_SIZE("bidSize"),
    BID_IV("bidIv"),
    ASK_PRICE("askPrice"),
    ASK_SIZE("askSize"),
    ASK_IV("askIv"),
    MARK_PRICE_IV("markPriceIv"),
    UNDERLYING_PRICE("underlyingPrice"),
    TOTAL_VOLUME("totalVolume"),
    TOTAL_TURNOVER("totalTurnover"),
    DELTA("delta"),
    GAMMA("gamma"),
    VEGA("vega"),
    THETA("theta"),
    CHANGE_24H("change24h");

    private final String text;

    TickerField(String text) {
        this.text = text;
    }

    /** The venue's name of the field. */
    public String text() {
        return text;
    }
}

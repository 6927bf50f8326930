package io.jaybit.account;

import io.jaybit.market.Coded;

/** Why an order was cancelled. */
public enum CancelType {
    /** Not cancelled, or no reason given. */
    NONE("UNKNOWN"),
    CANCEL_BY_USER("CancelByUser"),
    CANCEL_BY_REDUCE_ONLY("CancelByReduceOnly"),
    CANCEL_BY_PREPARE_LIQ("CancelByPrepareLiq"),
    CANCEL_ALL_BEFORE_LIQ("CancelAllBeforeLiq"),
    CANCEL_BY_PREPARE_ADL("CancelByPrepareAdl"),
    CANCEL_ALL_BEFORE_ADL("CancelAllBeforeAdl"),
    CANCEL_BY_ADMIN("CancelByAdmin"),
    CANCEL_BY_SETTLE("CancelBySettle"),
    CANCEL_BY_TP_SL_TS_CLEAR("CancelByTpSlTsClear"),
    CANCEL_BY_SMP("CancelBySmp"),
    CANCEL_BY_DCP("CancelByDCP"),
    CANCEL_BY_REBALANCE("CancelByRebalance"),
    CANCEL_BY_OCO_TP_CANCELED_BY_SL_TRIGGERED("CancelByOCOTpCanceledBySlTriggered"),
    CANCEL_BY_OCO_SL_CANCELED_BY_TP_TRIGGERED("CancelByOCOSlCanceledByTpTriggered"),
    CANCEL_BY_CANNOT_AFFORD_ORDER_COST("CancelByCannotAffordOrderCost"),
    CANCEL_BY_PM_TRIAL_MM_OVER_EQUITY("CancelByPmTrialMmOverEquity"),
    CANCEL_BY_ACCOUNT_BLOCKING("CancelByAccountBlocking"),
    CANCEL_BY_DELIVERY("CancelByDelivery"),
    CANCEL_BY_MMP_TRIGGERED("CancelByMmpTriggered"),
    CANCEL_BY_CROSS_SELF_MUCH("CancelByCrossSelfMuch"),
    CANCEL_BY_CROSS_REACH_MAX_TRADE_NUM("CancelByCrossReachMaxTradeNum"),
    CANCEL_BY_PZ_SIDE_CH("CancelByPzSideCh"),
    /** A word that is new to us. */
    UNRECOGNISED("");

    private static final Words<CancelType> WORDS = new Words<>(values(), UNRECOGNISED, CancelType::text).also("", NONE);

    private final String text;

    CancelType(String text) {
        this.text = text;
    }

    /** The venue's word. */
    public String text() {
        return text;
    }

    /** Reads the venue's word. */
    public static Coded<CancelType> parse(String text) {
        return WORDS.parse(text);
    }
}

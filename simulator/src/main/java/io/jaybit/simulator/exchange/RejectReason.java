package io.jaybit.simulator.exchange;

/** Why an order ended without what it asked for. */
public enum RejectReason {
    NO_ERROR("EC_NoError"),
    PER_CANCEL_REQUEST("EC_PerCancelRequest"),
    ORIGINAL_DOES_NOT_EXIST("EC_OrigClOrdIDDoesNotExist"),
    POST_ONLY_WOULD_TAKE("EC_PostOnlyWillTakeLiquidity"),
    NO_IMMEDIATE_QTY("EC_NoImmediateQtyToFill"),
    NOT_ENOUGH_QTY("EC_NoEnoughQtyToFill"),
    NO_FULL_FILL("EC_CancelForNoFullFill"),
    SELF_MATCH("EC_BySelfMatch"),
    /** A spot order counted in the quote coin whose amount does not buy one step. */
    VALUE_ZERO("EC_CancelByMatchValueZero"),
    PRICE_LIMIT("EC_ReachRiskPriceLimit"),
    OTHERS("EC_Others");

    private final String text;

    RejectReason(String text) {
        this.text = text;
    }

    /** The venue's word. */
    public String text() {
        return text;
    }
}

package io.jaybit.simulator.exchange;

/** Why an order was cancelled. */
public enum CancelType {
    UNKNOWN("UNKNOWN"),
    USER("CancelByUser"),
    REDUCE_ONLY("CancelByReduceOnly"),
    PREPARE_LIQUIDATION("CancelByPrepareLiq"),
    BEFORE_LIQUIDATION("CancelAllBeforeLiq"),
    PREPARE_ADL("CancelByPrepareAdl"),
    BEFORE_ADL("CancelAllBeforeAdl"),
    ADMIN("CancelByAdmin"),
    SETTLE("CancelBySettle"),
    TPSL_CLEAR("CancelByTpSlTsClear"),
    SMP("CancelBySmp"),
    DCP("CancelByDCP"),
    OCO_TP_BY_SL("CancelByOCOTpCanceledBySlTriggered"),
    OCO_SL_BY_TP("CancelByOCOSlCanceledByTpTriggered");

    private final String text;

    CancelType(String text) {
        this.text = text;
    }

    /** The venue's word. */
    public String text() {
        return text;
    }
}

package io.jaybit.simulator.exchange;

/** Who made an order. */
public enum CreateType {
    USER("CreateByUser"),
    FUTURE_SPREAD("CreateByFutureSpread"),
    STOP_ORDER("CreateByStopOrder"),
    TAKE_PROFIT("CreateByTakeProfit"),
    PARTIAL_TAKE_PROFIT("CreateByPartialTakeProfit"),
    STOP_LOSS("CreateByStopLoss"),
    PARTIAL_STOP_LOSS("CreateByPartialStopLoss"),
    TRAILING_STOP("CreateByTrailingStop"),
    CLOSING("CreateByClosing"),
    LIQUIDATION("CreateByLiq"),
    TAKE_OVER("CreateByTakeOver_PassThrough"),
    ADL("CreateByAdl_PassThrough"),
    TWAP("CreateByTWAP"),
    ICEBERG("CreateByIceBerg"),
    BBO("CreateByBboOrder"),
    SETTLE("CreateBySettle"),
    ADMIN_CLOSING("CreateByAdminClosing");

    private final String text;

    CreateType(String text) {
        this.text = text;
    }

    /** The venue's word. */
    public String text() {
        return text;
    }
}

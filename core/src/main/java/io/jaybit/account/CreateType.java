package io.jaybit.account;

import io.jaybit.market.Coded;

/** Who or what made an order; not sent on spot and options. */
public enum CreateType {
    /** Not said. */
    NONE(""),
    CREATE_BY_USER("CreateByUser"),
    CREATE_BY_FUTURE_SPREAD("CreateByFutureSpread"),
    CREATE_BY_ADMIN_CLOSING("CreateByAdminClosing"),
    CREATE_BY_SETTLE("CreateBySettle"),
    CREATE_BY_STOP_ORDER("CreateByStopOrder"),
    CREATE_BY_TAKE_PROFIT("CreateByTakeProfit"),
    CREATE_BY_PARTIAL_TAKE_PROFIT("CreateByPartialTakeProfit"),
    CREATE_BY_STOP_LOSS("CreateByStopLoss"),
    CREATE_BY_PARTIAL_STOP_LOSS("CreateByPartialStopLoss"),
    CREATE_BY_TRAILING_STOP("CreateByTrailingStop"),
    CREATE_BY_TRAILING_PROFIT("CreateByTrailingProfit"),
    CREATE_BY_CLOSING("CreateByClosing"),
    CREATE_BY_BBO_ORDER("CreateByBboOrder"),
    CREATE_BY_LIQ("CreateByLiq"),
    CREATE_BY_TAKE_OVER_PASS_THROUGH("CreateByTakeOver_PassThrough"),
    CREATE_BY_ADL_PASS_THROUGH("CreateByAdl_PassThrough"),
    CREATE_BY_MM_RATE_CLOSE("CreateByMmRateClose"),
    CREATE_BY_BLOCK_PASS_THROUGH("CreateByBlock_PassThrough"),
    CREATE_BY_BLOCK_TRADE_MOVE_POSITION_PASS_THROUGH("CreateByBlockTradeMovePosition_PassThrough"),
    CREATE_BY_CHASE_ORDER("CreateByChaseOrder"),
    CREATE_BY_F_GRID_BOT("CreateByFGridBot"),
    CLOSE_BY_F_GRID_BOT("CloseByFGridBot"),
    CREATE_BY_TWAP("CreateByTWAP"),
    CREATE_BY_MARTINGALE_BOT("CreateByMartingaleBot"),
    CLOSE_BY_MARTINGALE_BOT("CloseByMartingaleBot"),
    CREATE_BY_ICE_BERG("CreateByIceBerg"),
    CREATE_BY_TV_SIGNAL("CreateByTVSignal"),
    CREATE_BY_ARBITRAGE("CreateByArbitrage"),
    CREATE_BY_DDH("CreateByDdh"),
    /** A word that is new to us. */
    UNRECOGNISED("");

    private static final Words<CreateType> WORDS = new Words<>(values(), UNRECOGNISED, CreateType::text);

    private final String text;

    CreateType(String text) {
        this.text = text;
    }

    /** The venue's word. */
    public String text() {
        return text;
    }

    /** Reads the venue's word. */
    public static Coded<CreateType> parse(String text) {
        return WORDS.parse(text);
    }
}

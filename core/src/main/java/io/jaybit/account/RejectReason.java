package io.jaybit.account;

import io.jaybit.market.Coded;

/**
 * What the matching engine had against an order. A reason is not yet a rejection: a cancel on request carries
 * {@link #PER_CANCEL_REQUEST}. The {@linkplain OrderStatus status} decides.
 */
public enum RejectReason {
    /** Nothing. */
    NONE("EC_NoError"),
    PER_CANCEL_REQUEST("EC_PerCancelRequest"),
    ORIG_CL_ORD_ID_DOES_NOT_EXIST("EC_OrigClOrdIDDoesNotExist"),
    TOO_LATE_TO_CANCEL("EC_TooLateToCancel"),
    ORDER_NOT_EXIST("EC_OrderNotExist"),
    POST_ONLY_WILL_TAKE_LIQUIDITY("EC_PostOnlyWillTakeLiquidity"),
    MARKET_ORDER_CANNOT_BE_POST_ONLY("EC_MarketOrderCannotBePostOnly"),
    NO_IMMEDIATE_QTY_TO_FILL("EC_NoImmediateQtyToFill"),
    NO_ENOUGH_QTY_TO_FILL("EC_NoEnoughQtyToFill"),
    CANCEL_FOR_NO_FULL_FILL("EC_CancelForNoFullFill"),
    BY_SELF_MATCH("EC_BySelfMatch"),
    STOP_BY_SELF_MATCH("EC_StopBySelfMatch"),
    INVALID_SMP_TYPE("EC_InvalidSmpType"),
    DUPLICATED_CL_ORD_ID("EC_DuplicatedClOrdID"),
    MISSING_CL_ORD_ID("EC_MissingClOrdID"),
    LIMIT_ORDER_INVALID_PRICE("EC_LimitOrderInvalidPrice"),
    INVALID_PRICE_SCALE("EC_InvalidPriceScale"),
    REACH_RISK_PRICE_LIMIT("EC_ReachRiskPriceLimit"),
    REACH_MARKET_PRICE_LIMIT("EC_ReachMarketPriceLimit"),
    QTY_CANNOT_BE_ZERO("EC_QtyCannotBeZero"),
    EC_INVALID_QTY("EC_EcInvalidQty"),
    INVALID_AMOUNT("EC_InvalidAmount"),
    CANCEL_BY_ORDER_VALUE_ZERO("EC_CancelByOrderValueZero"),
    CANCEL_BY_MATCH_VALUE_ZERO("EC_CancelByMatchValueZero"),
    REACH_MAX_TRADE_NUM("EC_ReachMaxTradeNum"),
    INVALID_SYMBOL_STATUS("EC_InvalidSymbolStatus"),
    IN_CALL_AUCTION_STATUS("EC_InCallAuctionStatus"),
    SECURITY_STATUS_FAIL("EC_SecurityStatusFail"),
    CANCEL_BY_MMP("EC_CancelByMMP"),
    OTHERS("EC_Others"),
    UNKNOWN_MESSAGE_TYPE("EC_UnknownMessageType"),
    MISSING_ORIG_CL_ORD_ID("EC_MissingOrigClOrdID"),
    CL_ORD_ID_ORIG_CL_ORD_ID_ARE_THE_SAME("EC_ClOrdIDOrigClOrdIDAreTheSame"),
    UNKNOWN_ORDER_TYPE("EC_UnknownOrderType"),
    UNKNOWN_SIDE("EC_UnknownSide"),
    UNKNOWN_TIME_IN_FORCE("EC_UnknownTimeInForce"),
    WRONGLY_ROUTED("EC_WronglyRouted"),
    MARKET_ORDER_PRICE_IS_NOT_ZERO("EC_MarketOrderPriceIsNotZero"),
    CANCEL_REPLACE_ORDER("EC_CancelReplaceOrder"),
    MARKET_ORDER_NO_SUPPORT_TIF("EC_MarketOrderNoSupportTIF"),
    BIT_INDEX_INVALID("EC_BitIndexInvalid"),
    INVALID_USER_TYPE("EC_InvalidUserType"),
    INVALID_MIRROR_OID("EC_InvalidMirrorOid"),
    INVALID_MIRROR_UID("EC_InvalidMirrorUid"),
    LOAD_ORDER_CANCEL("EC_LoadOrderCancel"),
    DISORDER_ORDER_ID("EC_DisorderOrderID"),
    INVALID_BASE_VALUE("EC_InvalidBaseValue"),
    LOAD_ORDER_CAN_MATCH("EC_LoadOrderCanMatch"),
    MARKET_QUOTE_NO_SUPP_SELL("EC_MarketQuoteNoSuppSell"),
    /** A word that is new to us. */
    UNRECOGNISED("");

    private static final Words<RejectReason> WORDS =
            new Words<>(values(), UNRECOGNISED, RejectReason::text).also("", NONE);

    private final String text;

    RejectReason(String text) {
        this.text = text;
    }

    /** The venue's word. */
    public String text() {
        return text;
    }

    /** Reads the venue's word. */
    public static Coded<RejectReason> parse(String text) {
        return WORDS.parse(text);
    }
}

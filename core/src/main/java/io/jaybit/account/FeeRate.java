package io.jaybit.account;

import java.math.BigDecimal;

/**
 * What trading costs this account. Immutable.
 *
 * @param symbol may be empty: on options the rate is of a base coin
 * @param baseCoin empty where the venue names a symbol
 * @param taker a ratio: 0.0006 is 0.06 %
 * @param maker a ratio; negative where makers are paid
 */
public record FeeRate(String symbol, String baseCoin, BigDecimal taker, BigDecimal maker) {}

package io.jaybit.simulator.exchange;

import java.math.BigDecimal;

/**
 * One side's part of a match, of a funding payment or of a take-over. Immutable.
 *
 * @param id unique; the taker's is also that of the public trade
 * @param order what was filled; the taker's state is that after all its fills, {@code leaves} is that after this one
 * @param price in ticks
 * @param qty in steps
 * @param value in the settle coin (quote coin on spot)
 * @param fee positive = paid, negative = received, in {@code feeCoin}
 * @param closedQty the part that closed a position, in steps
 * @param pnl profit realised by the closing part, without fees
 * @param leaves of the order after it, in steps
 * @param markPrice at that moment, in ticks
 * @param parentId of a leg: the execution of the combination that made it; empty of all others
 */
public record Execution(
        String id,
        Account account,
        Order order,
        ExecType type,
        long epochMillis,
        long price,
        long qty,
        BigDecimal value,
        BigDecimal fee,
        BigDecimal feeRate,
        String feeCoin,
        boolean maker,
        long closedQty,
        BigDecimal pnl,
        long leaves,
        long markPrice,
        long seq,
        String parentId) {}

package io.jaybit.client.internal.wire;

import io.jaybit.account.DisconnectProtectionUpdate;
import io.jaybit.account.Execution;
import io.jaybit.account.FastExecution;
import io.jaybit.account.Greeks;
import io.jaybit.account.OrderUpdate;
import io.jaybit.account.Origin;
import io.jaybit.account.PositionStatus;
import io.jaybit.account.PositionUpdate;
import io.jaybit.account.SpreadExecution;
import io.jaybit.account.SpreadOrderUpdate;
import io.jaybit.account.WalletUpdate;
import io.jaybit.market.Category;
import io.jaybit.market.PositionSide;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one row about the own account, pushed or answered: the venue uses the same names for both, with few exceptions that are all
 * known here. A number that is empty is none, and so is a price of zero. What a row has beyond the names we know is kept by its own
 * name; what it must have and has not makes it unreadable. Stateless.
 *
 * <p>Where a row names no category, as some answers do, it is the {@code fallback} that the topic or the question named.
 */
public final class AccountReader {
    private AccountReader() {}

    /** A row of {@code order}, or of the orders of today or before. */
    public static OrderUpdate order(Node row, Origin origin, @Nullable Category fallback) throws UnreadableFrame {
        return OrderRows.order(new Row("order", row), origin, fallback);
    }

    /** A row of {@code execution}, or of the list of executions. */
    public static Execution execution(Node row, Origin origin, @Nullable Category fallback) throws UnreadableFrame {
        return ExecutionRows.execution(new Row("execution", row), origin, fallback);
    }

    /** A row of {@code execution.fast}. */
    public static FastExecution fastExecution(Node row, Origin origin, @Nullable Category fallback)
            throws UnreadableFrame {
        return ExecutionRows.fastExecution(new Row("execution.fast", row), origin, fallback);
    }

    /** A row of {@code position}, or of the list of positions. */
    public static PositionUpdate position(Node node, Origin origin, @Nullable Category fallback)
            throws UnreadableFrame {
        Row row = new Row("position", node);
        return new PositionUpdate(
                origin,
                row.symbol(fallback),
                row.small("positionIdx"),
                positionSide(row),
                row.decimal("size"),
                row.numberUnlessZero(row.either("entryPrice", "avgPrice")),
                row.numberUnlessZero("sessionAvgPrice"),
                row.numberUnlessZero("breakEvenPrice"),
                row.numberOrNull("positionValue"),
                row.numberOrNull("markPrice"),
                row.numberUnlessZero("liqPrice"),
                row.numberUnlessZero("leverage"),
                row.numberOrNull("positionIM"),
                row.numberOrNull("positionMM"),
                row.numberOrNull("unrealisedPnl"),
                row.numberOrNull("curRealisedPnl"),
                row.numberOrNull("cumRealisedPnl"),
                row.decimalUnlessZero("takeProfit"),
                row.decimalUnlessZero("stopLoss"),
                row.decimalUnlessZero("trailingStop"),
                greeksOfPosition(row),
                row.small("riskId"),
                row.numberOrNull("riskLimitValue"),
                PositionStatus.parse(row.textOrEmpty("positionStatus")),
                row.small("adlRankIndicator"),
                row.small("autoAddMargin") != 0,
                row.isTrue("isReduceOnly"),
                ExecutionRows.seq(row),
                row.integerOrEmpty("createdTime").orElse(0),
                row.positive("openTime"),
                row.positive("updatedTime").orElse(origin.pushedEpochMillis()),
                row.others());
    }

    private static @Nullable PositionSide positionSide(Row row) throws UnreadableFrame {
        return switch (row.textOrEmpty("side")) {
            case "Buy" -> PositionSide.LONG;
            case "Sell" -> PositionSide.SHORT;
            case "", "None" -> null;
            default -> throw row.complaint("side", "is neither Buy nor Sell nor empty");
        };
    }

    private static PositionUpdate.@Nullable OptionGreeks greeksOfPosition(Row row) throws UnreadableFrame {
        BigDecimal delta = row.numberOrNull("delta");
        BigDecimal gamma = row.numberOrNull("gamma");
        BigDecimal vega = row.numberOrNull("vega");
        BigDecimal theta = row.numberOrNull("theta");
        boolean none = delta == null && gamma == null && vega == null && theta == null;
        return none ? null : new PositionUpdate.OptionGreeks(delta, gamma, vega, theta);
    }

    /** A row of {@code wallet}, or of the wallet's balance. */
    public static WalletUpdate wallet(Node node, Origin origin) throws UnreadableFrame {
        Row row = new Row("wallet", node);
        List<WalletUpdate.CoinBalance> coins = new ArrayList<>();
        for (Node coin : row.list("coin")) {
            coins.add(coin(new Row("wallet", coin)));
        }
        return new WalletUpdate(
                origin,
                row.textOrEmpty("accountType"),
                row.numberOrNull("totalEquity"),
                row.numberOrNull("totalWalletBalance"),
                row.numberOrNull("totalMarginBalance"),
                row.numberOrNull("totalAvailableBalance"),
                // both spellings have been seen
                row.numberOrNull(row.either("totalPerpUPL", "totalPerpUpl")),
                row.numberOrNull("totalInitialMargin"),
                row.numberOrNull("totalMaintenanceMargin"),
                row.numberOrNull("accountIMRate"),
                row.numberOrNull("accountMMRate"),
                coins,
                row.others());
    }

    private static WalletUpdate.CoinBalance coin(Row row) throws UnreadableFrame {
        return new WalletUpdate.CoinBalance(
                row.text("coin"),
                row.numberOrNull("equity"),
                row.numberOrNull("usdValue"),
                row.number("walletBalance"),
                row.numberOrNull("locked"),
                row.numberOrNull("spotHedgingQty"),
                row.numberOrNull("borrowAmount"),
                row.numberOrNull("spotBorrow"),
                row.numberOrNull("accruedInterest"),
                row.numberOrNull("totalOrderIM"),
                row.numberOrNull("totalPositionIM"),
                row.numberOrNull("totalPositionMM"),
                row.numberOrNull("unrealisedPnl"),
                row.numberOrNull("cumRealisedPnl"),
                row.numberOrNull("bonus"),
                row.isTrue("collateralSwitch"),
                row.isTrue("marginCollateral"),
                row.others());
    }

    /** A row of {@code greeks}. */
    public static Greeks greeks(Node node, Origin origin) throws UnreadableFrame {
        Row row = new Row("greeks", node);
        return new Greeks(
                origin,
                row.text("baseCoin"),
                row.number("totalDelta"),
                row.number("totalGamma"),
                row.number("totalVega"),
                row.number("totalTheta"),
                row.others());
    }

    /** @param product {@code future}, {@code spot} or {@code option}, from the topic */
    public static DisconnectProtectionUpdate disconnectProtection(Node row, Origin origin, String product)
            throws UnreadableFrame {
        return new DisconnectProtectionUpdate(origin, product, new Row("dcp", row).others());
    }

    /** A row of {@code spread.order}. */
    public static SpreadOrderUpdate spreadOrder(Node row, Origin origin) throws UnreadableFrame {
        return OrderRows.spreadOrder(new Row("spread.order", row), origin);
    }

    /** A row of {@code spread.execution}. */
    public static SpreadExecution spreadExecution(Node row, Origin origin) throws UnreadableFrame {
        return ExecutionRows.spreadExecution(new Row("spread.execution", row), origin);
    }
}

package io.jaybit.client.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jaybit.account.CreateType;
import io.jaybit.account.ExecType;
import io.jaybit.account.Execution;
import io.jaybit.account.FastExecution;
import io.jaybit.account.OrderType;
import io.jaybit.account.Origin;
import io.jaybit.account.SpreadExecution;
import io.jaybit.account.StopOrderType;
import io.jaybit.market.Category;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the rows of fills. Stateless. */
final class ExecutionRows {
    private ExecutionRows() {}

    static Execution execution(Row row, Origin origin, @Nullable Category fallback) throws UnreadableFrame {
        return new Execution(
                origin,
                row.symbol(fallback),
                row.text("execId"),
                row.textOrEmpty("orderId"),
                row.textOrEmpty("orderLinkId"),
                row.side(),
                ExecType.parse(row.textOrEmpty("execType")),
                row.decimal("execPrice"),
                row.decimal("execQty"),
                row.numberOrNull("execValue"),
                fee(row),
                row.textOrEmpty("feeCurrency"),
                row.numberOrNull("feeRate"),
                extraFees(row),
                row.isTrue("isMaker"),
                row.decimalOrNull("closedSize"),
                row.numberOrNull("execPnl"),
                ofOrder(row),
                marks(row),
                seq(row),
                row.integer("execTime"),
                row.others());
    }

    /** Of the spot leg of a spread the old field says nothing any more. */
    private static @Nullable BigDecimal fee(Row row) throws UnreadableFrame {
        return row.numberOrNull(row.either("execFeeV2", "execFee"));
    }

    private static Execution.OfOrder ofOrder(Row row) throws UnreadableFrame {
        return new Execution.OfOrder(
                row.decimalUnlessZero("orderPrice"),
                row.decimalOrNull("orderQty"),
                row.decimalOrNull("leavesQty"),
                OrderType.parse(row.textOrEmpty("orderType")),
                StopOrderType.parse(row.textOrEmpty("stopOrderType")),
                CreateType.parse(row.textOrEmpty("createType")),
                row.textOrEmpty("marketUnit"),
                row.textOrEmpty("isLeverage"),
                row.textOrEmpty("blockTradeId"));
    }

    private static Execution.Marks marks(Row row) throws UnreadableFrame {
        return new Execution.Marks(
                row.numberOrNull("markPrice"),
                row.numberUnlessZero("indexPrice"),
                row.numberUnlessZero("underlyingPrice"),
                row.numberUnlessZero("tradeIv"),
                row.numberUnlessZero("markIv"));
    }

    /** A list, the text of a list, or nothing. Anything else is left among the other fields: the fill matters more. */
    private static List<Execution.ExtraFee> extraFees(Row row) throws UnreadableFrame {
        List<Node> items = listIn(row.peek("extraFees"));
        if (items == null) {
            return List.of();
        }
        row.node("extraFees");
        List<Execution.ExtraFee> fees = new ArrayList<>();
        for (Node item : items) {
            Row fee = new Row("extraFees", item);
            fees.add(new Execution.ExtraFee(
                    fee.textOrEmpty("feeCoin"),
                    fee.textOrEmpty("feeType"),
                    fee.textOrEmpty("subFeeType"),
                    fee.numberOrNull("feeRate"),
                    fee.number("fee")));
        }
        return fees;
    }

    private static @Nullable List<Node> listIn(Node node) {
        if (node.isNothing()) {
            return List.of();
        }
        if (node.text() == null) {
            return node.items();
        }
        byte[] wrapped = ("{\"list\":" + node.text() + "}").getBytes(UTF_8);
        try {
            return Node.parse(wrapped, 0, wrapped.length).get("list").items();
        } catch (UnreadableFrame noListInIt) {
            return null;
        }
    }

    /** Empty where the venue says -1, or nothing. */
    static OptionalLong seq(Row row) throws UnreadableFrame {
        OptionalLong seq = row.integerOrEmpty("seq");
        return seq.orElse(-1) < 0 ? OptionalLong.empty() : seq;
    }

    static FastExecution fastExecution(Row row, Origin origin, @Nullable Category fallback) throws UnreadableFrame {
        return new FastExecution(
                origin,
                row.symbol(fallback),
                row.text("execId"),
                row.text("orderId"),
                row.textOrEmpty("orderLinkId"),
                row.side(),
                row.decimal("execPrice"),
                row.decimal("execQty"),
                row.isTrue("isMaker"),
                seq(row),
                row.integer("execTime"),
                row.others());
    }

    static SpreadExecution spreadExecution(Row row, Origin origin) throws UnreadableFrame {
        return new SpreadExecution(
                origin,
                row.textOrEmpty("category"),
                row.text("symbol"),
                row.text("execId"),
                row.textOrEmpty("parentExecId"),
                row.textOrEmpty("orderId"),
                row.textOrEmpty("orderLinkId"),
                row.side(),
                ExecType.parse(row.textOrEmpty("execType")),
                row.decimal("execPrice"),
                row.decimal("execQty"),
                row.numberOrNull("execValue"),
                fee(row),
                row.textOrEmpty(row.either("feeCoin", "feeCurrency")),
                row.numberOrNull("feeRate"),
                row.isTrue("isMaker"),
                seq(row),
                row.integer("execTime"),
                row.others());
    }
}

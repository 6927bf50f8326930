package io.jaybit.orders;

import io.jaybit.account.ExecType;
import io.jaybit.account.Execution;
import io.jaybit.account.FastExecution;
import io.jaybit.market.Category;
import io.jaybit.market.Coded;
import io.jaybit.market.Currencies;
import io.jaybit.market.Symbol;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fills of one order, each once by its id. Confined to one thread. */
final class Fills {
    /** What a fill was. */
    enum News {
        /** Counted. */
        NEW,
        /** Known; nothing changes. */
        REPEATED,
        /** A provisional one, now with its fee. */
        COMPLETED,
        /** Known with other figures; the later one counts. */
        CHANGED
    }

    private static final Coded<ExecType> TRADE = ExecType.parse(ExecType.TRADE.text());

    private final LinkedHashMap<String, OrderFill> byId = new LinkedHashMap<>();
    private final FillSum sum;
    private FillTotals totals = FillTotals.NONE;

    Fills(Category category) {
        sum = new FillSum(category);
    }

    News add(OrderFill fill) {
        OrderFill known = byId.putIfAbsent(fill.execId(), fill);
        if (known == null) {
            sum.add(fill);
            totals = sum.totals();
            return News.NEW;
        }
        boolean same = known.sameTrade(fill);
        boolean completes =
                (known.fees() == null && fill.fees() != null) || (known.provisional() && !fill.provisional());
        if (fill.provisional() || (same && !completes)) {
            return same ? News.REPEATED : known.provisional() ? replace(known, fill) : News.REPEATED;
        }
        News news = replace(known, fill);
        return same ? News.COMPLETED : news;
    }

    private News replace(OrderFill known, OrderFill fill) {
        sum.remove(known);
        sum.add(fill);
        byId.put(fill.execId(), fill);
        totals = sum.totals();
        return News.CHANGED;
    }

    Collection<OrderFill> all() {
        return byId.values();
    }

    @Nullable
    OrderFill get(String execId) {
        return byId.get(execId);
    }

    FillTotals totals() {
        return totals;
    }

    /**
     * Whether an execution of a type is part of an order.
     *
     * @param known whether something else told of the order it names
     */
    static boolean isOfOrder(ExecType type, boolean known) {
        return switch (type) {
            case TRADE, ADL_TRADE, BUST_TRADE, BLOCK_TRADE, FUTURE_SPREAD -> true;
            case UNKNOWN, UNRECOGNISED -> known;
            case FUNDING, DELIVERY, SETTLE, MOVE_POSITION, CORPORATE_ACTION -> false;
        };
    }

    static OrderFill of(FastExecution told) {
        return new OrderFill(
                told.execId(),
                TRADE,
                told.side(),
                told.price(),
                told.qty(),
                told.maker(),
                null,
                null,
                true,
                told.exchangeEpochMillis(),
                told.origin().receivedEpochNanos());
    }

    static OrderFill of(Execution told) {
        return new OrderFill(
                told.execId(),
                told.type(),
                told.side(),
                told.price(),
                told.qty(),
                told.maker(),
                fees(told),
                told.pnl(),
                false,
                told.exchangeEpochMillis(),
                told.origin().receivedEpochNanos());
    }

    private static @Nullable Map<String, BigDecimal> fees(Execution told) {
        BigDecimal fee = told.fee();
        if (fee == null) {
            return null;
        }
        Map<String, BigDecimal> fees = new HashMap<>();
        fees.put(told.feeCurrency().isEmpty() ? settleCoin(told.symbol()) : told.feeCurrency(), fee);
        for (Execution.ExtraFee extra : told.extraFees()) {
            fees.merge(extra.feeCoin(), extra.fee(), BigDecimal::add);
        }
        return fees;
    }

    /** Contracts pay fees in their settle coin, which the name tells; on spot it may be either coin, or a third. */
    private static String settleCoin(Symbol symbol) {
        String coin = switch (symbol.category()) {
            case LINEAR, OPTION -> Currencies.notionalCurrency(symbol);
            case SPOT, INVERSE, SPREAD -> null;
        };
        return coin == null ? "" : coin;
    }
}

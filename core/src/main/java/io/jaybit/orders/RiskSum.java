package io.jaybit.orders;

import io.jaybit.account.OrderSide;
import io.jaybit.market.Category;
import io.jaybit.market.Currencies;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Adds up what the uncertain orders of one symbol could be. Confined to one thread. */
final class RiskSum {
    private final Symbol symbol;
    private final BigDecimal[] qty = {BigDecimal.ZERO, BigDecimal.ZERO};
    private final BigDecimal[] value = {BigDecimal.ZERO, BigDecimal.ZERO};
    private int orders;
    private int unpriced;
    private int unsized;

    RiskSum(Symbol symbol) {
        this.symbol = symbol;
    }

    static boolean isUncertain(OrderEntry entry) {
        OrderState state = entry.state();
        return state.isUnsure() || (state.isLive() && (!entry.commands.pending().isEmpty() || entry.isDoubtful()));
    }

    void add(OrderEntry entry) {
        orders++;
        OrderRecord record = entry.peek();
        OrderSide side = record.side();
        Decimal whole = record.qty();
        if (side == null || whole == null) {
            unsized++;
            return;
        }
        int at = side.ordinal();
        BigDecimal most = most(whole, entry, Amendment::qty);
        if (record.isSizedInQuote()) {
            value[at] = value[at].add(most);
            return;
        }
        BigDecimal left = most.subtract(record.filled()).max(BigDecimal.ZERO);
        qty[at] = qty[at].add(left);
        BigDecimal price = symbol.category() == Category.INVERSE ? BigDecimal.ONE : price(entry, record);
        if (price == null) {
            unpriced++;
        } else {
            value[at] = value[at].add(left.multiply(price));
        }
    }

    /** The highest limit it may have; of market orders and of those priced in another way, the mid. */
    private static @Nullable BigDecimal price(OrderEntry entry, OrderRecord record) {
        Decimal limit = record.price();
        if (limit == null || limit.isZero()) {
            limit = entry.mid;
        }
        return limit == null ? null : most(limit, entry, Amendment::price);
    }

    private static BigDecimal most(Decimal now, OrderEntry entry, Function<Amendment, @Nullable Decimal> part) {
        BigDecimal most = now.toBigDecimal();
        for (Command command : entry.commands.pending()) {
            Decimal wanted = command.amendment == null ? null : part.apply(command.amendment);
            most = wanted == null ? most : most.max(wanted.toBigDecimal());
        }
        return most;
    }

    MoneyAtRisk sum() {
        int buy = OrderSide.BUY.ordinal();
        int sell = OrderSide.SELL.ordinal();
        return new MoneyAtRisk(
                symbol,
                Currencies.notionalCurrency(symbol),
                orders,
                qty[buy],
                qty[sell],
                value[buy],
                value[sell],
                unpriced,
                unsized);
    }

    static List<MoneyAtRisk> of(Iterable<OrderEntry> entries) {
        Map<Symbol, RiskSum> sums = new LinkedHashMap<>();
        for (OrderEntry entry : entries) {
            if (isUncertain(entry)) {
                sums.computeIfAbsent(entry.symbol, RiskSum::new).add(entry);
            }
        }
        List<MoneyAtRisk> all = new ArrayList<>();
        sums.values().forEach(sum -> all.add(sum.sum()));
        return all;
    }
}

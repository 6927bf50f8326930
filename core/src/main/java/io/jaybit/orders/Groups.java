package io.jaybit.orders;

import io.jaybit.account.OrderSide;
import io.jaybit.market.Symbol;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Adds up the fills of orders that belong together. Confined to one thread. */
final class Groups {
    /** One symbol's fills of a group. */
    static final class Sums {
        final FillSum bought;
        final FillSum sold;

        Sums(Symbol symbol) {
            bought = new FillSum(symbol.category());
            sold = new FillSum(symbol.category());
        }

        byte[] write() {
            StateWriter out = new StateWriter();
            bought.write(out);
            sold.write(out);
            return out.toByteArray();
        }

        static Sums read(byte[] bytes, Symbol symbol) {
            StateReader in = new StateReader(bytes);
            Sums sums = new Sums(symbol);
            sums.bought.read(in);
            sums.sold.read(in);
            in.end();
            return sums;
        }

        FillSum of(OrderSide side) {
            return side == OrderSide.BUY ? bought : sold;
        }
    }

    private static final class Group {
        private final Map<Symbol, Sums> sums = new LinkedHashMap<>();
        /** The part of the sums that is of orders which are let go. */
        private final Map<Symbol, Sums> gone = new LinkedHashMap<>();

        private final Set<OrderEntry> held = new LinkedHashSet<>();
    }

    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final int most;

    /** @param most groups kept that no held order belongs to */
    Groups(int most) {
        this.most = most;
    }

    /** The order's group has become known. */
    void join(OrderEntry entry) {
        if (entry.group.isEmpty()) {
            return;
        }
        groups.computeIfAbsent(entry.group, name -> new Group()).held.add(entry);
        entry.fills.all().forEach(fill -> add(entry, fill));
    }

    /** The order goes into another record, its fills with it. */
    void leave(OrderEntry entry) {
        Group group = groups.get(entry.group);
        if (group != null && group.held.remove(entry)) {
            entry.fills.all().forEach(fill -> remove(entry, fill));
        }
    }

    /** The order is let go; its fills stay. */
    void forget(OrderEntry entry) {
        Group group = groups.get(entry.group);
        if (group == null) {
            return;
        }
        group.held.remove(entry);
        for (OrderFill fill : entry.fills.all()) {
            group.gone.computeIfAbsent(entry.symbol, Sums::new).of(fill.side()).add(fill);
        }
        int idle = groups.size() - most;
        for (Iterator<Group> all = groups.values().iterator(); idle > 0 && all.hasNext(); ) {
            if (all.next().held.isEmpty()) {
                all.remove();
                idle--;
            }
        }
    }

    void add(OrderEntry entry, OrderFill fill) {
        Sums sums = sums(entry);
        if (sums != null) {
            sums.of(fill.side()).add(fill);
        }
    }

    void remove(OrderEntry entry, OrderFill fill) {
        Sums sums = sums(entry);
        if (sums != null) {
            sums.of(fill.side()).remove(fill);
        }
    }

    private @Nullable Sums sums(OrderEntry entry) {
        Group group = groups.get(entry.group);
        return group == null ? null : group.sums.computeIfAbsent(entry.symbol, Sums::new);
    }

    Collection<String> names() {
        return groups.keySet();
    }

    /** What a group has of orders that are let go, to be written. */
    Map<Symbol, Sums> gone(String name) {
        Group group = groups.get(name);
        return group == null ? Map.of() : group.gone;
    }

    /** Takes up what was written, before any order joins. */
    void restore(String name, Symbol symbol, byte[] gone) {
        Group group = groups.computeIfAbsent(name, any -> new Group());
        group.sums.put(symbol, Sums.read(gone, symbol));
        group.gone.put(symbol, Sums.read(gone, symbol));
    }

    List<GroupTotals> totals(String name) {
        Group group = groups.get(name);
        if (group == null) {
            return List.of();
        }
        Set<Symbol> symbols = new LinkedHashSet<>(group.sums.keySet());
        group.held.forEach(entry -> symbols.add(entry.symbol));
        List<GroupTotals> totals = new ArrayList<>();
        for (Symbol symbol : symbols) {
            totals.add(totals(name, group, symbol));
        }
        return totals;
    }

    private static GroupTotals totals(String name, Group group, Symbol symbol) {
        int orders = 0;
        int open = 0;
        int unsure = 0;
        BigDecimal openQty = BigDecimal.ZERO;
        for (OrderEntry entry : group.held) {
            if (entry.symbol.equals(symbol)) {
                OrderState state = entry.state();
                orders++;
                open += state.isClosed() ? 0 : 1;
                unsure += state.isUnsure() ? 1 : 0;
                BigDecimal remaining = entry.peek().remaining();
                openQty = remaining == null ? openQty : openQty.add(remaining);
            }
        }
        Sums sums = group.sums.get(symbol);
        return new GroupTotals(
                name,
                symbol,
                sums == null ? FillTotals.NONE : sums.bought.totals(),
                sums == null ? FillTotals.NONE : sums.sold.totals(),
                orders,
                open,
                unsure,
                openQty);
    }
}

package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Somebody who trades: wallets, positions, open orders. Changed by the exchange alone. */
public final class Account {
    /** Number of the exchange's own account. */
    static final long HOUSE = 1;

    private static final int MOST_CLOSED = 1_000;

    private final String name;
    private final long number;
    final Map<String, BigDecimal> wallets = new TreeMap<>();
    /** Coins that open spot orders hold. */
    final Map<String, BigDecimal> locked = new TreeMap<>();

    final Map<String, Position> positions = new LinkedHashMap<>();
    final Map<String, Order> open = new LinkedHashMap<>();
    final Map<String, Order> byLinkId = new LinkedHashMap<>();
    /** Symbols in hedge mode, by category and symbol. */
    final Map<String, Boolean> hedged = new LinkedHashMap<>();

    /** Reduce-only orders that rest in a book, oldest first. */
    final List<Order> reducing = new ArrayList<>();

    /** Take-profits, stop-losses and trailing stops of positions that wait, oldest first. */
    final List<Order> stops = new ArrayList<>();

    final AccountHistory history = new AccountHistory();

    /** What is at stake, by market, in the order in which it was first touched. */
    final Map<Market, Exposure> exposures = new LinkedHashMap<>();

    /** Ring when the index of a coin endangers the account, by the market whose index it is. */
    final Map<Market, Alarm> coinAlarms = new LinkedHashMap<>();

    private final ArrayDeque<ClosedPnl> closedPnls = new ArrayDeque<>();

    MarginMode marginMode = MarginMode.CROSS;
    final boolean silent;

    Account(String name, long number, boolean silent) {
        this.name = name;
        this.number = number;
        this.silent = silent;
    }

    public String name() {
        return name;
    }

    /** The user's number at the venue. */
    public long number() {
        return number;
    }

    /** Whether nobody logs in with it: an agent's, or the exchange's own. No private stream tells of it. */
    public boolean isSilent() {
        return silent;
    }

    /** Whether it is the exchange's own, which takes over what is liquidated and needs no margin. */
    boolean isHouse() {
        return number == HOUSE;
    }

    /** What it has of a coin, without unrealised profit. */
    public BigDecimal wallet(String coin) {
        return wallets.getOrDefault(coin, Money.ZERO);
    }

    /** What open spot orders hold of a coin. */
    public BigDecimal locked(String coin) {
        return locked.getOrDefault(coin, Money.ZERO);
    }

    /** Coins it ever had, sorted. */
    public Collection<String> coins() {
        return Collections.unmodifiableSet(wallets.keySet());
    }

    /** Every position it ever had, flat ones too, in the order in which they were first opened. */
    public Collection<Position> positions() {
        return Collections.unmodifiableCollection(positions.values());
    }

    public @Nullable Position position(Market market, int idx) {
        Exposure exposure = exposures.get(market);
        return exposure == null ? null : exposure.leg(idx).position;
    }

    /** Orders that have not ended, oldest first. */
    public List<Order> openOrders() {
        return new ArrayList<>(open.values());
    }

    /** An order that has not ended. */
    public @Nullable Order openOrder(String orderId) {
        return open.get(orderId);
    }

    /** The order, open or ended, that was last made with this link id. */
    public @Nullable Order orderByLinkId(String orderLinkId) {
        return byLinkId.get(orderLinkId);
    }

    /** Orders that have ended, and executions. */
    public AccountHistory history() {
        return history;
    }

    public boolean isHedged(Market market) {
        return hedged.getOrDefault(key(market, 0), false);
    }

    /** What closing brought, the latest last; at most {@value #MOST_CLOSED}, none of silent accounts. */
    public List<ClosedPnl> closedPnls() {
        return new ArrayList<>(closedPnls);
    }

    void closed(ClosedPnl more) {
        ClosedPnl last = closedPnls.peekLast();
        if (last != null && last.order() == more.order() && last.type() == more.type()) {
            closedPnls.removeLast();
            closedPnls.addLast(last.plus(more));
        } else {
            closedPnls.addLast(more);
        }
        if (closedPnls.size() > MOST_CLOSED) {
            closedPnls.removeFirst();
        }
    }

    Exposure exposure(Market market) {
        return exposures.computeIfAbsent(market, Exposure::new);
    }

    public MarginMode marginMode() {
        return marginMode;
    }

    static String key(Market market, int idx) {
        return market.key(idx);
    }

    @Override
    public String toString() {
        return name;
    }
}

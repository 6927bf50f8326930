package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes orders, matches them by price and time, and tells what happened. Confined to the thread that advances its timeline.
 *
 * <p>A command is carried out at once and as a whole: when it returns, the book is uncrossed and every listener has been told.
 * Listeners must not give commands from within a call; they may ask the timeline for a later moment.
 */
public final class Exchange {
    /** Orders on derivatives that one cancel-all ends at most. */
    public static final int MOST_CANCELLED = 500;

    private final Timeline timeline;
    private final Ids ids;
    private final Ledger ledger = new Ledger();
    private final Listeners listeners = new Listeners();
    private final Matcher matcher;
    private final Map<String, Market> markets = new LinkedHashMap<>();
    private final List<Account> accounts = new ArrayList<>();
    private long orders;

    public Exchange(Timeline timeline, Ids ids, List<Instrument> instruments) {
        this.timeline = timeline;
        this.ids = ids;
        this.matcher = new Matcher(timeline, ids, ledger, listeners);
        listeners.add(new HistoryKeeper());
        instruments.forEach(this::list);
    }

    /** Tells another listener from now on; those who were there first are told first. */
    public void listen(ExchangeListener listener) {
        listeners.add(listener);
    }

    public Timeline timeline() {
        return timeline;
    }

    public Ids ids() {
        return ids;
    }

    /** Begins to trade an instrument. */
    public Market list(Instrument instrument) {
        Market market = new Market(instrument, 914_470_000_000L + markets.size() * 1_000_000_000L);
        markets.put(key(instrument.category(), instrument.symbol()), market);
        return market;
    }

    public Collection<Market> markets() {
        return Collections.unmodifiableCollection(markets.values());
    }

    public @Nullable Market market(Category category, String symbol) {
        return markets.get(key(category, symbol));
    }

    private static String key(Category category, String symbol) {
        return category.text() + '/' + symbol;
    }

    /** Opens an account that somebody may log in with. */
    public Account openAccount(String name) {
        return open(name, false);
    }

    /** Opens an account of an agent, of which no private stream tells. */
    public Account openSilentAccount(String name) {
        return open(name, true);
    }

    private Account open(String name, boolean silent) {
        Account account = new Account(name, 1_000_001L + accounts.size(), silent);
        accounts.add(account);
        return account;
    }

    public Collection<Account> accounts() {
        return Collections.unmodifiableCollection(accounts);
    }

    /** Pays coins in; they come from outside. A negative amount is paid out. */
    public void deposit(Account account, String coin, BigDecimal amount) {
        ledger.deposit(account, coin, amount);
        listeners.onWallet(account, coin);
    }

    /** Fees the exchange has taken, by coin. */
    public Map<String, BigDecimal> fees() {
        return Collections.unmodifiableMap(ledger.fees());
    }

    /** All that was ever paid in, by coin. */
    public Map<String, BigDecimal> deposits() {
        return Collections.unmodifiableMap(ledger.deposits());
    }

    /** Sets mark and index of a market, in ticks. */
    public void price(Market market, long markPrice, long indexPrice) {
        market.markPrice = markPrice;
        market.indexPrice = indexPrice;
        listeners.onPrices(market);
    }

    /**
     * Takes an order: matches what can be matched and lets the rest wait, or end, as its time in force says.
     *
     * @return the order, which may already have ended
     * @throws Refusal if it is not taken at all; nothing has then changed
     */
    public Order create(Account account, OrderRequest request) throws Refusal {
        OrderChecks.Terms terms = OrderChecks.terms(account, request);
        if (!terms.reduceOnly()) {
            ledger.admit(account, request, terms.price());
        }
        Order order = make(account, request, terms);
        matcher.enter(order);
        settle(request.market());
        return order;
    }

    /**
     * Has the exchange itself make an order, which nobody can refuse: to liquidate, deleverage or settle. A market order gets the
     * usual protection, a limit order trades at any price it names.
     */
    Order force(Account account, OrderRequest request) {
        long price = request.type() == OrderType.MARKET ? OrderChecks.bound(request) : request.price();
        Order order = make(account, request, new OrderChecks.Terms(request.qty(), price, request.reduceOnly()));
        matcher.enter(order);
        settle(request.market());
        return order;
    }

    private Order make(Account account, OrderRequest request, OrderChecks.Terms terms) {
        Market market = request.market();
        Order order = new Order(account, request, ids.next(market.category()), ++orders, timeline.now());
        order.take(terms);
        order.lastPriceOnCreated = market.lastPrice;
        if (!request.orderLinkId().isEmpty()) {
            account.byLinkId.put(request.orderLinkId(), order);
        }
        account.open.put(order.id(), order);
        return order;
    }

    /**
     * Changes price or size of an open order; it loses its place in the queue but where only its size shrinks, and may match at
     * once.
     *
     * @param qty new total in steps; 0 leaves it
     * @param price new price in ticks; 0 leaves it
     * @throws Refusal if the order has ended, nothing would change, or the new size is not above what was filled
     */
    public void amend(Order order, long qty, long price) throws Refusal {
        amend(order, Amendment.toQty(qty).withPrice(price));
    }

    /**
     * Changes an open order; it loses its place in the queue where its price changes or its size grows, and may match at once.
     *
     * @throws Refusal if the order has ended, nothing would change, or the change is not allowed; nothing has then changed
     */
    public void amend(Order order, Amendment change) throws Refusal {
        if (order.status.isFinal()) {
            throw OrderChecks.gone(order, "replace");
        }
        OrderChecks.Terms terms = OrderChecks.amended(order, change);
        if (terms.qty() == order.qty && terms.price() == order.price) {
            throw OrderChecks.unchanged();
        }
        if (terms.price() == order.price && terms.qty() < order.qty) {
            matcher.shrink(order, terms.qty());
            matcher.tell(order);
        } else {
            if (!order.reduceOnly) {
                ledger.admitChange(order, terms.qty(), terms.price());
            }
            matcher.withdraw(order);
            order.take(terms);
            matcher.enter(order);
        }
        settle(order.market());
    }

    /**
     * Ends an open order at its owner's wish.
     *
     * @throws Refusal if it has ended already
     */
    public void cancel(Order order) throws Refusal {
        if (order.status.isFinal()) {
            throw OrderChecks.gone(order, "cancel");
        }
        cancel(order, CancelType.USER);
        settle(order.market());
    }

    /**
     * Ends all open orders of a scope, oldest first. On derivatives not more than {@value #MOST_CANCELLED} in one call; the venue
     * picks those at random, we the oldest.
     *
     * @return the orders that it ended
     */
    public List<Order> cancelAll(Account account, CancelScope scope, CancelType why) {
        int most = scope.category() == Category.SPOT || scope.category() == Category.OPTION
                ? Integer.MAX_VALUE
                : MOST_CANCELLED;
        List<Order> ended = new ArrayList<>();
        Set<Market> touched = new LinkedHashSet<>();
        for (Order order : account.openOrders()) {
            // Ending one order may end others.
            if (ended.size() < most && scope.takes(order) && !order.status.isFinal()) {
                cancel(order, why);
                ended.add(order);
                touched.add(order.market());
            }
        }
        touched.forEach(this::settle);
        return ended;
    }

    private void cancel(Order order, CancelType why) {
        RejectReason reason = why == CancelType.USER ? RejectReason.PER_CANCEL_REQUEST : RejectReason.NO_ERROR;
        matcher.end(order, Matcher.cancelledStatus(order), why, reason);
    }

    /**
     * Tells an order that was filled a second time, as the venue does where a cancel was accepted but came too late.
     *
     * @throws Refusal if the order is not filled
     */
    public void cancelTooLate(Order order) throws Refusal {
        if (order.status != OrderStatus.FILLED) {
            throw OrderChecks.gone(order, "cancel");
        }
        order.cancelType = CancelType.USER;
        order.rejectReason = RejectReason.ORIGINAL_DOES_NOT_EXIST;
        matcher.tell(order);
    }

    /** Forgets what the venue forgets when it restarts: the orders that ended lately. Open orders and accounts stay. */
    public void restart() {
        accounts.forEach(account -> account.history.restart());
    }

    /** Stops or starts taking new orders and changes on a market; what rests in its book stays and can be cancelled. */
    public void open(Market market, boolean open) {
        market.open = open;
        listeners.onSettled(market);
    }

    private void settle(Market market) {
        while (matcher.nextFilled() != null) {
            // Nothing follows yet.
        }
        listeners.onSettled(market);
    }

    /**
     * Sets how many times its margin a position may be worth.
     *
     * @throws Refusal if it is that already, or more than the instrument allows
     */
    public void setLeverage(Account account, Market market, int buyLeverage, int sellLeverage) throws Refusal {
        if (buyLeverage < 1 || buyLeverage > market.instrument().maxLeverage() || buyLeverage != sellLeverage) {
            throw new Refusal(110013, "cannot set leverage due to risk limit level");
        }
        Position position = ledger.position(account, market, 0, timeline.now());
        if (position.leverage == buyLeverage) {
            throw new Refusal(110043, "leverage not modified");
        }
        position.leverage = buyLeverage;
    }
}

package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final Listeners listeners = new Listeners();
    private final Matcher matcher;
    private final SpreadLegs legs;
    private final Triggers triggers;
    private final PositionStops stops;
    private final CoinPrices coinPrices = new CoinPrices();
    private final Account house = new Account("house", Account.HOUSE, true);
    private final Margin margin;
    private final MarginSettings marginSettings;
    private final Insurance insurance;
    private final Ledger ledger;
    private final RiskWatch watch;
    private final Liquidator liquidator;
    private final Funding funding;
    private final Delivery delivery;
    private final SessionSettlement sessions;
    private final Map<Market, MarkPrice> marks = new HashMap<>();
    private final Map<String, Market> markets = new LinkedHashMap<>();
    private final List<Account> accounts = new ArrayList<>();
    private long orders;

    public Exchange(Timeline timeline, Ids ids, List<Instrument> instruments) {
        this.timeline = timeline;
        this.ids = ids;
        this.margin = new Margin(timeline, coinPrices);
        this.watch = new RiskWatch(coinPrices);
        this.marginSettings = new MarginSettings(margin, watch, listeners, this::checkRisk);
        this.insurance = new Insurance(timeline, listeners);
        this.ledger = new Ledger(margin, watch, insurance);
        OffBook offBook = new OffBook(timeline, ids, ledger, listeners, () -> ++orders);
        Estate estate = new Estate(this, margin, offBook, insurance, listeners);
        this.liquidator =
                new Liquidator(this, ledger, margin, coinPrices, watch, offBook, insurance, estate, listeners);
        this.funding = new Funding(timeline, offBook, listeners, this::checkRisk);
        this.sessions = new SessionSettlement(timeline, ledger, listeners, this::checkRisk);
        this.delivery = new Delivery(this, ledger, offBook, listeners);
        this.legs = new SpreadLegs(timeline, ids, ledger, listeners, () -> ++orders, this::market);
        this.matcher = new Matcher(timeline, ids, ledger, listeners, legs);
        this.triggers = new Triggers(matcher, ledger);
        this.stops = new PositionStops(matcher, triggers, listeners, this::make);
        listeners.add(new HistoryKeeper());
        listeners.add(stops);
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
        coinPrices.list(market);
        funding.list(market);
        delivery.list(market);
        sessions.list(market);
        return market;
    }

    /** The exchange's own account, which takes over what is liquidated. */
    Account house() {
        return house;
    }

    public MarginSettings marginSettings() {
        return marginSettings;
    }

    /** The insurance pools. */
    public Insurance insurance() {
        return insurance;
    }

    /** Pays into the insurance pool of a market; it comes from outside. */
    public void insure(Market market, BigDecimal amount) {
        ledger.insure(market, amount);
    }

    /** What is too much of each coin; empty, or something was made from nothing. */
    public Map<String, BigDecimal> imbalance() {
        return ledger.imbalance(accounts, house, markets.values());
    }

    /** What accounts have and need. */
    public Margin margin() {
        return margin;
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
        liquidator.run();
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
        funding.sample(market);
        listeners.onPrices(market);
        if (market.waiting.due() != null) {
            settle(market);
        }
        watch.moved(market);
        liquidator.run();
    }

    /** Sets the index of a market, in ticks; from then on its mark follows index and book, each second. */
    public void index(Market market, long indexPrice) {
        market.indexPrice = indexPrice;
        if (!marks.containsKey(market)) {
            marks.put(market, new MarkPrice(market, timeline.now()));
            timeline.every(timeline.now() + 1_000, 1_000, () -> remark(market));
        }
        remark(market);
    }

    private void remark(Market market) {
        MarkPrice mark = Objects.requireNonNull(marks.get(market));
        price(market, mark.at(market.indexPrice, timeline.now()), market.indexPrice);
    }

    /** Looks after the accounts that may have become endangered. */
    void checkRisk() {
        liquidator.run();
    }

    /**
     * Takes an order: matches what can be matched and lets the rest wait, or end, as its time in force says.
     *
     * @return the order, which may already have ended
     * @throws Refusal if it is not taken at all; nothing has then changed
     */
    public Order create(Account account, OrderRequest request) throws Refusal {
        OrderChecks.Terms terms = OrderChecks.terms(account, request);
        boolean waits = request.triggerPrice() != 0;
        // A conditional order is asked for money only when it fires.
        if (!terms.reduceOnly() && (!waits || request.stopOrderType() == StopOrderType.TPSL)) {
            ledger.admit(account, request, terms.price());
        }
        Order order = make(account, request, terms);
        if (waits) {
            triggers.await(order);
        } else {
            matcher.enter(order);
        }
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
        if (order.isWaiting()) {
            triggers.amend(order, change);
            stops.amended(order);
        } else {
            amendActive(order, change);
        }
        settle(order.market());
    }

    private void amendActive(Order order, Amendment change) throws Refusal {
        OrderChecks.Terms terms = OrderChecks.amended(order, change);
        boolean stopsChange = stops.wouldChange(order, change);
        boolean termsChange = terms.qty() != order.qty || terms.price() != order.price;
        if (!stopsChange && !termsChange) {
            throw OrderChecks.unchanged();
        }
        boolean loses = terms.price() != order.price || terms.qty() > order.qty;
        if (loses && !order.reduceOnly) {
            ledger.admitChange(order, terms.qty(), terms.price());
        }
        if (stopsChange) {
            PositionStops.change(order, change);
        }
        if (loses) {
            matcher.withdraw(order);
            order.take(terms);
            matcher.enter(order);
        } else {
            if (termsChange) {
                matcher.shrink(order, terms.qty());
            }
            matcher.tell(order);
        }
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
        triggers.unbind(order);
        matcher.end(order, Matcher.cancelledStatus(order), why, reason);
    }

    /**
     * Sets take-profit, stop-loss and trailing stop of a position.
     *
     * @throws Refusal if there is no position, nothing would change, or a price is on the wrong side
     */
    public void tradingStop(Account account, Market market, TradingStop wish) throws Refusal {
        stops.set(account, market, wish);
        settle(market);
    }

    /**
     * Gives an account one position on a market, or two legs of which one is long and one short.
     *
     * @throws Refusal if the market knows only one position, if nothing would change, or while there is a position or an order
     */
    public void switchMode(Account account, Market market, boolean hedged) throws Refusal {
        Instrument instrument = market.instrument();
        boolean supported = instrument.category() == Category.LINEAR
                && instrument.isPerpetual()
                && instrument.settleCoin().equals("USDT");
        if (hedged && !supported) {
            throw new Refusal(110029, "Hedge mode is not supported for the symbol");
        }
        if (account.isHedged(market) == hedged) {
            throw new Refusal(110025, "Position mode is not modified");
        }
        for (int idx = 0; idx <= 2; idx++) {
            Position position = account.position(market, idx);
            if (position != null && position.size() != 0) {
                throw new Refusal(110024, "You have an existing position, so position mode cannot be switched");
            }
        }
        if (account.open.values().stream().anyMatch(order -> order.market() == market)) {
            throw new Refusal(110028, "You have existing open orders, so position mode cannot be switched");
        }
        account.hedged.put(Account.key(market, 0), hedged);
    }

    /** Ends every open order of an account. */
    void cancelAll(Account account, CancelType why) {
        for (Category category : Category.values()) {
            while (!cancelAll(account, CancelScope.of(category), why).isEmpty()) {
                // Each call ends so many and no more.
            }
        }
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
        Set<Market> ofLegs = market.category() == Category.SPREAD ? legs.tell() : Set.of();
        do {
            stops.follow();
        } while (triggers.fire(market));
        watch.moved(market);
        liquidator.run();
        // Who was liquidated has other positions now.
        stops.follow();
        listeners.onSettled(market);
        ofLegs.forEach(listeners::onSettled);
    }
}

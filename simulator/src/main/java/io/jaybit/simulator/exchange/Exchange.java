package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes orders, matches them by price and time, and tells what happened. Confined to the thread that advances its timeline.
 *
 * <p>A command is carried out at once and as a whole: when it returns, the book is uncrossed and every listener has been told.
 * Listeners must not give commands from within a call; they may ask the timeline for a later moment.
 */
public final class Exchange {
    private final Timeline timeline;
    private final Ids ids;
    private final List<ExchangeListener> listeners = new ArrayList<>();
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
    private final Map<Market, MarkPrice> marks = new HashMap<>();
    private final Map<String, Market> markets = new LinkedHashMap<>();
    private final List<Account> accounts = new ArrayList<>();
    private long orders;

    public Exchange(Timeline timeline, Ids ids, List<Instrument> instruments) {
        this.timeline = timeline;
        this.ids = ids;
        ExchangeListener audience = new Audience(listeners);
        this.margin = new Margin(timeline, coinPrices);
        this.watch = new RiskWatch(margin, coinPrices);
        this.marginSettings = new MarginSettings(margin, watch, audience);
        this.insurance = new Insurance(timeline, audience);
        this.ledger = new Ledger(margin, watch, insurance);
        OffBook offBook = new OffBook(timeline, ids, ledger, audience);
        Estate estate = new Estate(this, margin, offBook, insurance, audience);
        this.liquidator = new Liquidator(this, ledger, margin, coinPrices, watch, offBook, insurance, estate, audience);
        this.funding = new Funding(timeline, offBook, audience, this::checkRisk);
        this.delivery = new Delivery(this, ledger, offBook, audience);
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
        listeners.forEach(listener -> listener.onWallet(account, coin));
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
        listeners.forEach(listener -> listener.onPrices(market));
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
        check(account, request);
        Market market = request.market();
        ledger.admit(
                account,
                request,
                request.type() == OrderType.MARKET ? protectionPrice(market, request.side()) : request.price());
        Order order = new Order(account, request, ids.next(market.category()), ++orders, timeline.now());
        order.lastPriceOnCreated = market.lastPrice;
        if (!request.orderLinkId().isEmpty()) {
            account.byLinkId.put(request.orderLinkId(), order);
        }
        account.open.put(order.id(), order);
        match(order);
        settled(market);
        return order;
    }

    private static void check(Account account, OrderRequest request) throws Refusal {
        Market market = request.market();
        Instrument instrument = market.instrument();
        boolean spot = instrument.category() == Category.SPOT;
        if (!market.isOpen()) {
            throw spot ? new Refusal(170151, "pair not open") : new Refusal(110074, "contract not live");
        }
        Order earlier = account.orderByLinkId(request.orderLinkId());
        if (earlier != null && !request.orderLinkId().isEmpty()) {
            throw spot
                    ? new Refusal(170141, "Duplicate clientOrderId")
                    : new Refusal(110072, "OrderLinkedID is duplicate");
        }
        if (request.qty() < instrument.minQty()) {
            throw spot
                    ? new Refusal(170136, "Order quantity exceeded lower limit.")
                    : new Refusal(10001, "The number of contracts is less than minimum allowed");
        }
        long most = request.type() == OrderType.MARKET ? instrument.maxMarketQty() : instrument.maxQty();
        if (request.qty() > most) {
            throw spot
                    ? new Refusal(170124, "Order quantity exceeded upper limit.")
                    : new Refusal(10001, "The number of contracts exceeds maximum limit allowed: too large");
        }
        if (request.type() == OrderType.LIMIT
                && (request.price() < instrument.minPrice() || request.price() > instrument.maxPrice())) {
            throw spot
                    ? new Refusal(170133, "Order price is out of range.")
                    : new Refusal(110003, "Order price exceeds the allowable range.");
        }
    }

    private void match(Order taker) {
        Market market = taker.market();
        OrderRequest request = taker.request();
        BookSide makers = market.side(taker.side().opposite());
        if (request.type() == OrderType.MARKET) {
            taker.price = protectionPrice(market, taker.side());
        }
        if (request.timeInForce() == TimeInForce.POST_ONLY && crosses(taker, makers.best())) {
            end(taker, OrderStatus.CANCELLED, CancelType.UNKNOWN, RejectReason.POST_ONLY_WOULD_TAKE);
            return;
        }
        if (request.timeInForce() == TimeInForce.FOK && available(taker, makers) < taker.leaves) {
            end(taker, OrderStatus.CANCELLED, CancelType.UNKNOWN, RejectReason.NO_FULL_FILL);
            return;
        }
        for (Level level = makers.best(); taker.leaves > 0 && crosses(taker, level); level = makers.best()) {
            trade(taker, Objects.requireNonNull(Objects.requireNonNull(level).first));
        }
        if (taker.leaves == 0) {
            end(taker, OrderStatus.FILLED, CancelType.UNKNOWN, RejectReason.NO_ERROR);
        } else if (request.timeInForce() == TimeInForce.IOC) {
            end(taker, cancelledStatus(taker), CancelType.UNKNOWN, RejectReason.NO_IMMEDIATE_QTY);
        } else {
            taker.status = taker.executed > 0 ? OrderStatus.PARTIALLY_FILLED : OrderStatus.NEW;
            rest(taker);
            changed(taker);
        }
    }

    private static boolean crosses(Order taker, @Nullable Level level) {
        return level != null && (taker.side() == Side.BUY ? level.price <= taker.price : level.price >= taker.price);
    }

    private static long available(Order taker, BookSide makers) {
        long sum = 0;
        for (int i = 0; i < makers.size() && sum < taker.leaves && crosses(taker, makers.at(i)); i++) {
            sum += makers.size(i);
        }
        return sum;
    }

    /** A market order is a limit order at the worst price the venue lets it have. */
    private static long protectionPrice(Market market, Side side) {
        Instrument instrument = market.instrument();
        BigDecimal room = side == Side.BUY
                ? BigDecimal.ONE.add(instrument.priceLimit())
                : BigDecimal.ONE.subtract(instrument.priceLimit());
        long from = market.markPrice() == 0 ? market.mid() : market.markPrice();
        long price = BigDecimal.valueOf(from).multiply(room).longValue();
        return Math.max(instrument.minPrice(), Math.min(instrument.maxPrice(), price));
    }

    private void trade(Order taker, Order maker) {
        Market market = taker.market();
        long now = timeline.now();
        long qty = Math.min(taker.leaves, maker.leaves);
        long price = maker.price;
        String direction = direction(market.lastPrice, price, market);
        market.lastPrice = price;
        market.seq++;
        market.matchEpochMillis = now;
        long openBefore = openInterest(taker, maker);
        Level level = Objects.requireNonNull(maker.level);
        level.size -= qty;
        maker.leaves -= qty;
        taker.leaves -= qty;
        Execution taken = fill(taker, price, qty, false, now);
        Execution made = fill(maker, price, qty, true, now);
        market.openInterest += (openInterest(taker, maker) - openBefore) / 2;
        if (maker.leaves == 0) {
            removeFromBook(maker);
        } else {
            tellLevel(market, maker.side(), level.price, level.size);
        }
        Trade trade = new Trade(market, taken.id(), now, price, qty, taker.side(), market.seq, direction, false, false);
        listeners.forEach(listener -> listener.onTrade(trade));
        tell(taken);
        tell(made);
        if (maker.leaves == 0) {
            end(maker, OrderStatus.FILLED, CancelType.UNKNOWN, RejectReason.NO_ERROR);
        } else {
            maker.status = OrderStatus.PARTIALLY_FILLED;
            ledger.leavesChanged(maker);
            changed(maker);
        }
    }

    private static long openInterest(Order taker, Order maker) {
        return held(taker) + (maker.account() == taker.account() ? 0 : held(maker));
    }

    private static long held(Order order) {
        Position position =
                order.account().position(order.market(), order.request().positionIdx());
        return position == null ? 0 : Math.abs(position.size);
    }

    private static String direction(long before, long price, Market market) {
        boolean zero = before == price;
        boolean plus = zero ? market.lastMoveUp : price > before;
        market.lastMoveUp = plus;
        return (zero ? "Zero" : "") + (plus ? "PlusTick" : "MinusTick");
    }

    private Execution fill(Order order, long price, long qty, boolean maker, long now) {
        Market market = order.market();
        order.executed += qty;
        order.updatedEpochMillis = now;
        Ledger.Entry entry = ledger.fill(order, price, qty, maker, market.seq, now);
        order.executedValue = order.executedValue.add(entry.value());
        order.fee = order.fee.add(entry.fee());
        order.feeCoin = entry.feeCoin();
        order.closedPnl = order.closedPnl.add(entry.pnl());
        return new Execution(
                ids.next(market.category()),
                order.account(),
                order,
                ExecType.TRADE,
                now,
                price,
                qty,
                entry.value(),
                entry.fee(),
                entry.feeRate(),
                entry.feeCoin(),
                maker,
                entry.closedQty(),
                entry.pnl(),
                order.leaves,
                market.markPrice(),
                market.seq);
    }

    private void tell(Execution execution) {
        listeners.forEach(listener -> listener.onExecution(execution));
        listeners.forEach(listener -> listener.onWallet(execution.account(), execution.feeCoin()));
    }

    private void rest(Order order) {
        Level level = order.market().side(order.side()).obtain(order.price);
        level.append(order);
        ledger.opened(order);
        order.market().seq++;
        order.market().matchEpochMillis = timeline.now();
        tellLevel(order.market(), order.side(), level.price, level.size);
    }

    private void removeFromBook(Order order) {
        Level level = order.level;
        if (level == null) {
            return;
        }
        level.remove(order);
        if (level.isEmpty()) {
            order.market().side(order.side()).remove(level);
        }
        order.market().seq++;
        order.market().matchEpochMillis = timeline.now();
        tellLevel(order.market(), order.side(), level.price, level.size);
    }

    private void tellLevel(Market market, Side side, long price, long size) {
        listeners.forEach(listener -> listener.onLevel(market, side, price, size));
    }

    private static OrderStatus cancelledStatus(Order order) {
        return order.executed > 0 && order.market().category() == Category.SPOT
                ? OrderStatus.PARTIALLY_FILLED_CANCELED
                : OrderStatus.CANCELLED;
    }

    private void end(Order order, OrderStatus status, CancelType cancelType, RejectReason reason) {
        removeFromBook(order);
        ledger.closed(order);
        order.status = status;
        order.cancelType = cancelType;
        order.rejectReason = reason;
        order.leaves = 0;
        order.account().open.remove(order.id());
        changed(order);
    }

    private void changed(Order order) {
        order.updatedEpochMillis = timeline.now();
        listeners.forEach(listener -> listener.onOrder(order));
        Position position =
                order.account().position(order.market(), order.request().positionIdx());
        if (position != null) {
            listeners.forEach(listener -> listener.onPosition(position));
        }
    }

    /** Has the exchange itself make an order, which nobody can refuse. */
    Order force(Account account, OrderRequest request) {
        Order order = new Order(account, request, ids.next(request.market().category()), ++orders, timeline.now());
        account.open.put(order.id(), order);
        match(order);
        settled(request.market());
        return order;
    }

    /** Ends all open orders of an account. */
    void cancelAll(Account account, CancelType why) {
        for (Order order : account.openOrders()) {
            cancel(order, why, RejectReason.NO_ERROR);
            settled(order.market());
        }
    }

    /** Ends all open orders of an account in a market. */
    void cancelAll(Account account, Market market, CancelType why) {
        for (Order order : account.openOrders()) {
            if (order.market() == market) {
                cancel(order, why, RejectReason.NO_ERROR);
                settled(market);
            }
        }
    }

    private void settled(Market market) {
        watch.moved(market);
        liquidator.run();
        listeners.forEach(listener -> listener.onSettled(market));
    }

    /**
     * Changes price or size of an open order; it loses its place in the queue but where only its size shrinks.
     *
     * @param qty new total in steps; 0 leaves it
     * @param price new price in ticks; 0 leaves it
     * @throws Refusal if the order has ended, or the new size is not above what was filled
     */
    public void amend(Order order, long qty, long price) throws Refusal {
        boolean spot = order.market().category() == Category.SPOT;
        if (order.status.isFinal()) {
            throw spot
                    ? new Refusal(170213, "Order does not exist.")
                    : new Refusal(110001, "order not exists or too late to replace");
        }
        long newQty = qty == 0 ? order.qty : qty;
        long newPrice = price == 0 ? order.price : price;
        if (newQty <= order.executed) {
            throw spot
                    ? new Refusal(170313, "Modified order quantity must exceed the filled quantity")
                    : new Refusal(110064, "The order quantity must exceed the filled quantity");
        }
        ledger.admitChange(order, newQty, newPrice);
        boolean keepsPlace = newPrice == order.price && newQty <= order.qty;
        long leaves = newQty - order.executed;
        if (keepsPlace) {
            Level level = Objects.requireNonNull(order.level);
            level.size += leaves - order.leaves;
            order.qty = newQty;
            order.leaves = leaves;
            ledger.leavesChanged(order);
            order.market().seq++;
            order.market().matchEpochMillis = timeline.now();
            tellLevel(order.market(), order.side(), level.price, level.size);
            changed(order);
        } else {
            removeFromBook(order);
            order.qty = newQty;
            order.leaves = leaves;
            order.price = newPrice;
            match(order);
        }
        settled(order.market());
    }

    /**
     * Ends an open order at its owner's wish.
     *
     * @throws Refusal if it has ended already
     */
    public void cancel(Order order) throws Refusal {
        if (order.status.isFinal()) {
            throw order.market().category() == Category.SPOT
                    ? new Refusal(170213, "Order does not exist.")
                    : new Refusal(110001, "order not exists or too late to cancel");
        }
        cancel(order, CancelType.USER, RejectReason.PER_CANCEL_REQUEST);
        settled(order.market());
    }

    private void cancel(Order order, CancelType type, RejectReason reason) {
        end(order, cancelledStatus(order), type, reason);
    }
}

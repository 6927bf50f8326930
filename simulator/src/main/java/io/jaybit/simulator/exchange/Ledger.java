package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who has what: moves coins, fees and positions as orders are filled, and holds what open orders need. Confined to the exchange's
 * thread.
 *
 * <p>To the last unit of the 8th decimal, of each coin: all wallets, the house's too, plus fees and insurance pools, minus what open
 * linear and option positions were bought for, plus what open inverse ones were, is what was ever paid in.
 *
 * <p>The house has no wallet for profit and loss: they are its market's insurance pool's. It pays no fees.
 *
 * <p>The matching calls {@link #admit} before it takes an order, {@link #opened} when one comes to rest, {@link #leavesChanged} when its
 * open size or price has changed, {@link #closed} when it has ended, and {@link #fill} for each side of a match.
 */
final class Ledger {
    private static final BigDecimal EIGHTH_DECIMAL = BigDecimal.ONE.movePointLeft(Money.SCALE);

    private final Margin margin;
    private final RiskWatch watch;
    private final Insurance insurance;
    private final Map<String, BigDecimal> fees = new TreeMap<>();
    private final Map<String, BigDecimal> deposits = new TreeMap<>();

    Ledger(Margin margin, RiskWatch watch, Insurance insurance) {
        this.margin = margin;
        this.watch = watch;
        this.insurance = insurance;
    }

    /** What a fill did to an account. */
    record Entry(
            BigDecimal value, BigDecimal fee, BigDecimal feeRate, String feeCoin, long closedQty, BigDecimal pnl) {}

    Map<String, BigDecimal> fees() {
        return fees;
    }

    Map<String, BigDecimal> deposits() {
        return deposits;
    }

    void deposit(Account account, String coin, BigDecimal amount) {
        BigDecimal exact = Money.round(amount);
        deposits.merge(coin, exact, BigDecimal::add);
        add(account, coin, exact);
        watch.touched(account);
    }

    /** Pays money from outside into the insurance pool of a market. */
    void insure(Market market, BigDecimal amount) {
        BigDecimal exact = Money.round(amount);
        deposits.merge(market.instrument().settleCoin(), exact, BigDecimal::add);
        insurance.book(market, exact);
    }

    /** Moves coins from one account to another. */
    void transfer(Account from, Account to, String coin, BigDecimal amount) {
        add(from, coin, amount.negate());
        add(to, coin, amount);
        watch.touched(from);
        watch.touched(to);
    }

    /** What rounding left over: positive = the exchange keeps it. */
    void toFees(String coin, BigDecimal amount) {
        fees.merge(coin, amount, BigDecimal::add);
    }

    /** Takes funding ({@code amount} positive) from a position's owner, or gives it. */
    void fund(Position position, BigDecimal amount, long nowEpochMillis) {
        String coin = position.market().instrument().settleCoin();
        book(position.account(), position.market(), coin, amount.negate());
        fees.merge(coin, amount, BigDecimal::add);
        position.curRealisedPnl = position.curRealisedPnl.subtract(amount);
        position.cumRealisedPnl = position.cumRealisedPnl.subtract(amount);
        position.updatedEpochMillis = nowEpochMillis;
    }

    /** Pays out what a position has won at the mark since its entry or the last settlement, or takes what it has lost. */
    void settle(Position position, long nowEpochMillis) {
        BigDecimal won = position.unrealisedPnl();
        position.cost = position.cost.add(won);
        position.settled = position.settled.add(won);
        if (position.account().marginMode() == MarginMode.ISOLATED) {
            position.margin = position.margin.add(won);
        }
        position.curRealisedPnl = position.curRealisedPnl.add(won);
        position.cumRealisedPnl = position.cumRealisedPnl.add(won);
        position.updatedEpochMillis = nowEpochMillis;
        book(
                position.account(),
                position.market(),
                position.market().instrument().settleCoin(),
                won);
    }

    private void book(Account account, Market market, String coin, BigDecimal amount) {
        if (account.isHouse()) {
            insurance.book(market, amount);
        } else {
            add(account, coin, amount);
            watch.touched(account);
        }
    }

    /**
     * Checks that the money for an order is there.
     *
     * @param priceTicks the price it could be filled at; of a market order the one that it is protected by
     * @throws Refusal if it is not; nothing has then changed
     */
    void admit(Account account, OrderRequest request, long priceTicks) throws Refusal {
        Market market = request.market();
        if (market.category() == Category.SPOT) {
            admitSpot(account, request, priceTicks);
        } else if (needsMargin(account, request)) {
            Exposure.Leg leg = account.exposure(market).leg(request.positionIdx());
            BigDecimal value = marginValue(market, request.side(), request.qty(), priceTicks);
            BigDecimal after = leg.orderMarginWith(request.side(), request.qty(), value);
            demand(account, market, after.subtract(leg.orderMargin()));
        }
    }

    /**
     * The same for an open order that gets another size or price, or an order whose trigger has come.
     *
     * @param qty its total then, in steps
     * @param priceTicks its price then
     */
    void admitChange(Order order, long qty, long priceTicks) throws Refusal {
        long leaves = qty - order.executed;
        Account account = order.account();
        Market market = order.market();
        OrderRequest request = order.request();
        if (market.category() == Category.SPOT) {
            BigDecimal more =
                    lock(market.instrument(), order.side(), leaves, priceTicks).subtract(order.reservedValue);
            String coin = lockedCoin(market.instrument(), order.side());
            if (!account.isHouse()
                    && !request.margin()
                    && spendable(account, coin).compareTo(more) < 0) {
                throw new Refusal(170131, "Insufficient balance.");
            }
        } else if (needsMargin(account, request)) {
            Exposure.Leg leg = account.exposure(market).leg(request.positionIdx());
            BigDecimal value = marginValue(market, order.side(), leaves, priceTicks);
            BigDecimal after =
                    leg.orderMarginWith(order.side(), leaves - order.reservedQty, value.subtract(order.reservedValue));
            demand(account, market, after.subtract(leg.orderMargin()));
        }
    }

    private static boolean needsMargin(Account account, OrderRequest request) {
        return !account.isHouse()
                && request.market().category() != Category.SPREAD
                && !request.reduceOnly()
                && !request.closeOnTrigger();
    }

    private void demand(Account account, Market market, BigDecimal more) throws Refusal {
        if (more.signum() <= 0) {
            return;
        }
        String coin = market.instrument().settleCoin();
        if (account.marginMode() == MarginMode.ISOLATED && account.wallet(coin).signum() <= 0) {
            throw new Refusal(110004, "Wallet balance is insufficient.");
        }
        if (!margin.affords(account, coin, more)) {
            throw new Refusal(110007, "Available balance is insufficient.");
        }
    }

    /** A selling limit order far below the market would be filled at the market: it counts for at least the mark. */
    private static BigDecimal marginValue(Market market, Side side, long qty, long priceTicks) {
        boolean inverse = market.instrument().isInverse();
        long price = priceTicks;
        if (side == Side.SELL && !inverse) {
            price = Math.max(price, market.markPrice());
        } else if (side == Side.BUY && inverse && market.markPrice() > 0) {
            price = Math.min(price, market.markPrice());
        }
        return market.instrument().value(qty, price);
    }

    private void admitSpot(Account account, OrderRequest request, long priceTicks) throws Refusal {
        Instrument instrument = request.market().instrument();
        String coin = lockedCoin(instrument, request.side());
        BigDecimal needed = request.quoteAmount() > 0
                ? EIGHTH_DECIMAL.multiply(BigDecimal.valueOf(request.quoteAmount()))
                : lock(instrument, request.side(), request.qty(), priceTicks);
        if (request.quoteAmount() > 0 && request.side() == Side.SELL) {
            needed = needed.divide(instrument.priceOf(priceTicks), Money.SCALE, RoundingMode.DOWN);
        }
        BigDecimal missing = needed.subtract(spendable(account, coin));
        boolean covered = missing.signum() <= 0
                || account.isHouse()
                || (request.margin() && margin.affords(account, coin, missing));
        if (!covered) {
            throw new Refusal(170131, "Insufficient balance.");
        }
    }

    private BigDecimal spendable(Account account, String coin) {
        return account.marginMode() == MarginMode.ISOLATED
                ? margin.free(account, coin)
                : account.wallet(coin).subtract(account.locked(coin));
    }

    private static String lockedCoin(Instrument instrument, Side side) {
        return side == Side.BUY ? instrument.quoteCoin() : instrument.baseCoin();
    }

    private static BigDecimal lock(Instrument instrument, Side side, long qty, long priceTicks) {
        return Money.roundUp(side == Side.BUY ? instrument.value(qty, priceTicks) : instrument.sizeOf(qty));
    }

    /** An order has come to rest. */
    void opened(Order order) {
        reserve(order, order.leaves);
    }

    /** The open size or the price of a resting order has changed. */
    void leavesChanged(Order order) {
        reserve(order, order.leaves);
    }

    /** An order has ended. */
    void closed(Order order) {
        reserve(order, 0);
    }

    private static void reserve(Order order, long qty) {
        Account account = order.account();
        Market market = order.market();
        boolean spot = market.category() == Category.SPOT;
        boolean counts = spot || (!order.reduceOnly && needsMargin(account, order.request()));
        if (order.reservedQty == 0 && (qty == 0 || !counts)) {
            return;
        }
        BigDecimal value = qty == 0 ? Money.ZERO : held(market, order.side(), qty, order.price);
        BigDecimal more = value.subtract(order.reservedValue);
        if (spot) {
            account.locked.merge(lockedCoin(market.instrument(), order.side()), more, BigDecimal::add);
        } else {
            account.exposure(market)
                    .leg(order.request().positionIdx())
                    .reserve(order.side(), qty - order.reservedQty, more);
        }
        order.reservedQty = qty;
        order.reservedValue = value;
    }

    private static BigDecimal held(Market market, Side side, long qty, long price) {
        return market.category() == Category.SPOT
                ? lock(market.instrument(), side, qty, price)
                : marginValue(market, side, qty, price);
    }

    /**
     * Books a fill of an order.
     *
     * @param price in ticks
     * @param qty in steps
     */
    Entry fill(Order order, long price, long qty, boolean maker, long seq, long nowEpochMillis) {
        Instrument instrument = order.market().instrument();
        BigDecimal value = instrument.value(qty, price);
        BigDecimal rate = maker ? instrument.makerFee() : instrument.takerFee();
        if (order.reservedQty > 0) {
            reserve(order, Math.min(order.leaves, order.reservedQty));
        }
        return switch (instrument.category()) {
            case SPOT -> spot(order, instrument, value, qty, rate, maker);
            // The legs of a spread trade in their own markets; the combination itself is nothing that one has.
            case SPREAD -> new Entry(value, Money.ZERO, BigDecimal.ZERO, instrument.settleCoin(), 0, Money.ZERO);
            case LINEAR, INVERSE, OPTION -> {
                BigDecimal charged = order.account().isHouse() ? BigDecimal.ZERO : rate;
                yield derivative(order, ExecType.TRADE, price, qty, value, charged, seq, nowEpochMillis);
            }
        };
    }

    /** Books a leg of a combination, at the fees of the leg's own market. */
    Entry fillLeg(Order leg, long price, long qty, boolean maker, long seq, long nowEpochMillis) {
        Instrument instrument = leg.market().instrument();
        BigDecimal value = instrument.value(qty, price);
        BigDecimal rate = maker ? instrument.makerFee() : instrument.takerFee();
        return instrument.category() == Category.SPOT
                ? spot(leg, instrument, value, qty, rate, maker)
                : derivative(leg, ExecType.FUTURE_SPREAD, price, qty, value, rate, seq, nowEpochMillis);
    }

    /** Books what no book has matched, at a fee rate of its own. */
    Entry fillOffBook(
            Order order, ExecType type, long price, long qty, BigDecimal feeRate, long seq, long nowEpochMillis) {
        BigDecimal value = order.market().instrument().value(qty, price);
        return derivative(order, type, price, qty, value, feeRate, seq, nowEpochMillis);
    }

    private Entry derivative(
            Order order,
            ExecType type,
            long price,
            long qty,
            BigDecimal value,
            BigDecimal rate,
            long seq,
            long nowEpochMillis) {
        Account account = order.account();
        Market market = order.market();
        String coin = market.instrument().settleCoin();
        BigDecimal fee = Money.round(value.multiply(rate));
        Position position = position(account, market, order.request().positionIdx(), nowEpochMillis);
        long sizeBefore = position.size;
        boolean closing = Long.signum(sizeBefore) == -order.side().sign();
        long closed = closing ? Math.min(Math.abs(sizeBefore), qty) : 0;
        BigDecimal closeFee = closed == qty ? fee : Money.share(fee, closed, qty);
        BigDecimal openFee = closed == 0 ? Money.ZERO : Money.share(position.openFees, closed, Math.abs(sizeBefore));
        BigDecimal costBefore = position.cost;
        BigDecimal pnl = move(position, order.side().sign() * qty, price, value);
        market.heldQty += Math.abs(position.size) - Math.abs(sizeBefore);
        book(account, market, coin, pnl.subtract(fee));
        fees.merge(coin, fee, BigDecimal::add);
        if (sizeBefore == 0) {
            position.curRealisedPnl = Money.ZERO;
        }
        position.openFees = position.openFees.subtract(openFee).add(fee.subtract(closeFee));
        position.curRealisedPnl = position.curRealisedPnl.add(pnl).subtract(fee);
        position.cumRealisedPnl = position.cumRealisedPnl.add(pnl).subtract(fee);
        position.seq = seq;
        position.updatedEpochMillis = nowEpochMillis;
        if (sizeBefore == 0 || (closing && qty > Math.abs(sizeBefore))) {
            position.openedEpochMillis = nowEpochMillis;
        }
        if (position.size == 0) {
            position.openedEpochMillis = 0;
            market.holders.remove(position);
        } else if (sizeBefore == 0) {
            market.holders.add(position);
        }
        if (closed > 0 && !account.isSilent()) {
            BigDecimal entry = closed == Math.abs(sizeBefore)
                    ? costBefore.abs()
                    : Money.share(costBefore, closed, Math.abs(sizeBefore)).abs();
            BigDecimal exit = closed == qty ? value : market.instrument().value(closed, price);
            account.closed(new ClosedPnl(
                    market,
                    order,
                    type,
                    closed,
                    entry,
                    exit,
                    openFee,
                    closeFee,
                    pnl,
                    1,
                    position.leverage,
                    order.createdEpochMillis(),
                    nowEpochMillis));
        }
        return new Entry(value, fee, rate, coin, closed, pnl);
    }

    /** The venue takes the fee of a buyer in the base coin and of a seller in the quote coin; rebates the other way round. */
    private Entry spot(Order order, Instrument instrument, BigDecimal value, long qty, BigDecimal rate, boolean maker) {
        BigDecimal size = Money.round(instrument.sizeOf(qty));
        // Rounded down, so that all fills together never take more than was locked.
        BigDecimal quote = Money.roundDown(value);
        boolean buying = order.side() == Side.BUY;
        boolean rebate = maker && rate.signum() < 0;
        boolean feeInBase = buying != rebate;
        String feeCoin = feeInBase ? instrument.baseCoin() : instrument.quoteCoin();
        BigDecimal fee = Money.round((feeInBase ? size : quote).multiply(rate));
        add(order.account(), instrument.baseCoin(), buying ? size : size.negate());
        add(order.account(), instrument.quoteCoin(), buying ? quote.negate() : quote);
        add(order.account(), feeCoin, fee.negate());
        watch.touched(order.account());
        fees.merge(feeCoin, fee, BigDecimal::add);
        return new Entry(value, fee, rate, feeCoin, 0, Money.ZERO);
    }

    /** Adds a signed size to a position and gives the profit that this realises. */
    private static BigDecimal move(Position position, long signed, long price, BigDecimal value) {
        Instrument instrument = position.market().instrument();
        long closing = Long.signum(position.size) == -Long.signum(signed)
                ? Math.min(Math.abs(position.size), Math.abs(signed))
                : 0;
        BigDecimal pnl = Money.ZERO;
        BigDecimal opened = value;
        if (closing > 0) {
            BigDecimal share = closing == Math.abs(position.size)
                    ? position.cost
                    : Money.share(position.cost, closing, Math.abs(position.size));
            BigDecimal closedFor = closing == Math.abs(signed) ? value : instrument.value(closing, price);
            opened = value.subtract(closedFor);
            BigDecimal received = signed > 0 ? closedFor.negate() : closedFor;
            pnl = received.subtract(share);
            pnl = instrument.isInverse() ? pnl.negate() : pnl;
            position.margin = position.margin.subtract(Money.share(position.margin, closing, Math.abs(position.size)));
            position.settled =
                    position.settled.subtract(Money.share(position.settled, closing, Math.abs(position.size)));
            position.cost = position.cost.subtract(share);
        }
        position.size += signed;
        if (closing < Math.abs(signed)) {
            position.cost = position.cost.add(signed > 0 ? opened : opened.negate());
            position.leverage = position.account().exposure(position.market()).leverage(position.leverageSide());
            if (position.account().marginMode() == MarginMode.ISOLATED) {
                position.margin = position.margin.add(Exposure.byLeverage(opened, position.leverage));
            }
        }
        return pnl;
    }

    /** What is there of each coin beyond what was paid in; empty if, as it must be, there is neither too much nor too little. */
    Map<String, BigDecimal> imbalance(Iterable<Account> accounts, Account house, Iterable<Market> markets) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        deposits.forEach((coin, amount) -> sums.merge(coin, amount.negate(), BigDecimal::add));
        fees.forEach((coin, amount) -> sums.merge(coin, amount, BigDecimal::add));
        accounts.forEach(
                account -> account.wallets.forEach((coin, amount) -> sums.merge(coin, amount, BigDecimal::add)));
        house.wallets.forEach((coin, amount) -> sums.merge(coin, amount, BigDecimal::add));
        insurance.pools().forEach(pool -> sums.merge(pool.coin(), pool.balance(), BigDecimal::add));
        for (Market market : markets) {
            Instrument instrument = market.instrument();
            for (Position position : market.holders) {
                BigDecimal cost = instrument.isInverse() ? position.cost : position.cost.negate();
                sums.merge(instrument.settleCoin(), cost, BigDecimal::add);
            }
        }
        sums.values().removeIf(amount -> amount.signum() == 0);
        return sums;
    }

    static Position position(Account account, Market market, int idx, long nowEpochMillis) {
        Exposure.Leg leg = account.exposure(market).leg(idx);
        if (leg.position == null) {
            leg.position = new Position(account, market, idx, nowEpochMillis);
            account.positions.put(Account.key(market, idx), leg.position);
        }
        return leg.position;
    }

    static void add(Account account, String coin, BigDecimal amount) {
        account.wallets.merge(coin, amount, BigDecimal::add);
    }
}

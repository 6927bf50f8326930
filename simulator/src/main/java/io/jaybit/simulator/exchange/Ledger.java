package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who has what: moves coins, fees and positions as orders are filled. Confined to the exchange's thread.
 *
 * <p>To the last unit of the 8th decimal, of each coin: all wallets, plus fees, minus what open linear and option positions were
 * bought for, plus what open inverse ones were, is what was ever paid in.
 */
final class Ledger {
    private final Map<String, BigDecimal> fees = new TreeMap<>();
    private final Map<String, BigDecimal> deposits = new TreeMap<>();

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
    }

    /**
     * Lets an order in, or not: whether the account can pay for it.
     *
     * @param price at which it would trade at worst, in ticks
     * @throws Refusal if money or margin is missing
     */
    void admit(Account account, OrderRequest request, long price) throws Refusal {
        if (request.market().category() != Category.SPOT || request.margin()) {
            return;
        }
        Instrument instrument = request.market().instrument();
        BigDecimal needed = request.quoteAmount() > 0 && request.side() == Side.BUY
                ? BigDecimal.valueOf(request.quoteAmount(), Money.SCALE)
                : spotHold(instrument, request.side(), request.qty(), price);
        String coin = spotCoin(instrument, request.side());
        if (account.wallet(coin).subtract(account.locked(coin)).compareTo(needed) < 0) {
            throw new Refusal(170131, "Insufficient balance.");
        }
    }

    /**
     * The same for an open order that gets another size or price, or an order whose trigger has come.
     *
     * @param leaves what would then be open of it, in steps
     * @param price in ticks
     */
    void admitAmend(Order order, long leaves, long price) throws Refusal {
        Instrument instrument = order.market().instrument();
        if (instrument.category() != Category.SPOT || order.request().margin()) {
            return;
        }
        String coin = spotCoin(instrument, order.side());
        BigDecimal needed = spotHold(instrument, order.side(), leaves, price);
        BigDecimal free = order.account().wallet(coin).subtract(order.account().locked(coin));
        if (free.add(order.heldAmount).compareTo(needed) < 0) {
            throw new Refusal(170131, "Insufficient balance.");
        }
    }

    /** An order has begun to wait, in the book or (spot) for a trigger: holds what it needs. */
    void opened(Order order) {
        hold(order, needed(order));
    }

    /** Price or rest of an order that waits has changed. */
    void leavesChanged(Order order) {
        hold(order, needed(order));
    }

    /** An order waits no more. */
    void closed(Order order) {
        hold(order, Money.ZERO);
    }

    private static BigDecimal needed(Order order) {
        return order.market().category() == Category.SPOT
                ? spotHold(order.market().instrument(), order.side(), order.leaves, order.price)
                : Money.ZERO;
    }

    private static BigDecimal spotHold(Instrument instrument, Side side, long qty, long price) {
        return Money.round(side == Side.BUY ? instrument.value(qty, price) : instrument.sizeOf(qty));
    }

    private static String spotCoin(Instrument instrument, Side side) {
        return side == Side.BUY ? instrument.quoteCoin() : instrument.baseCoin();
    }

    private static void hold(Order order, BigDecimal amount) {
        BigDecimal more = amount.subtract(order.heldAmount);
        if (more.signum() != 0) {
            String coin = spotCoin(order.market().instrument(), order.side());
            order.account().locked.merge(coin, more, BigDecimal::add);
            order.heldAmount = amount;
        }
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
        if (instrument.category() == Category.SPOT) {
            return spot(order, instrument, value, qty, rate, maker);
        }
        BigDecimal fee = Money.round(value.multiply(rate));
        Position position =
                position(order.account(), order.market(), order.request().positionIdx(), nowEpochMillis);
        long sizeBefore = position.size;
        BigDecimal pnl = move(position, order.side().sign() * qty, price, value);
        String coin = instrument.settleCoin();
        add(order.account(), coin, pnl.subtract(fee));
        fees.merge(coin, fee, BigDecimal::add);
        boolean closing = Long.signum(sizeBefore) == -order.side().sign();
        position.curRealisedPnl = position.curRealisedPnl.add(pnl).subtract(fee);
        position.cumRealisedPnl = position.cumRealisedPnl.add(pnl).subtract(fee);
        position.seq = seq;
        position.updatedEpochMillis = nowEpochMillis;
        if (sizeBefore == 0 || (closing && qty > Math.abs(sizeBefore))) {
            position.openedEpochMillis = nowEpochMillis;
        }
        if (position.size == 0) {
            position.openedEpochMillis = 0;
        }
        long closed = closing ? Math.min(Math.abs(sizeBefore), qty) : 0;
        return new Entry(value, fee, rate, coin, closed, pnl);
    }

    /** The venue takes the fee of a buyer in the base coin and of a seller in the quote coin; rebates the other way round. */
    private Entry spot(Order order, Instrument instrument, BigDecimal value, long qty, BigDecimal rate, boolean maker) {
        BigDecimal size = Money.round(instrument.sizeOf(qty));
        BigDecimal quote = Money.round(value);
        boolean buying = order.side() == Side.BUY;
        boolean rebate = maker && rate.signum() < 0;
        boolean feeInBase = buying != rebate;
        String feeCoin = feeInBase ? instrument.baseCoin() : instrument.quoteCoin();
        BigDecimal fee = Money.round((feeInBase ? size : quote).multiply(rate));
        add(order.account(), instrument.baseCoin(), buying ? size : size.negate());
        add(order.account(), instrument.quoteCoin(), buying ? quote.negate() : quote);
        add(order.account(), feeCoin, fee.negate());
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
            position.cost = position.cost.subtract(share);
        }
        position.size += signed;
        if (closing < Math.abs(signed)) {
            position.cost = position.cost.add(signed > 0 ? opened : opened.negate());
        }
        return pnl;
    }

    Position position(Account account, Market market, int idx, long nowEpochMillis) {
        return account.positions.computeIfAbsent(
                Account.key(market, idx), key -> new Position(account, market, idx, nowEpochMillis));
    }

    static void add(Account account, String coin, BigDecimal amount) {
        account.wallets.merge(coin, amount, BigDecimal::add);
    }
}

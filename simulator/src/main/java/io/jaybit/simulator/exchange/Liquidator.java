package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Closes accounts that have no more than their maintenance margin. Confined to the exchange's thread.
 *
 * <p>Its orders are cancelled; each position passes to the exchange's own account, the house, at its bankruptcy price: that at which its
 * part of the account's equity (by maintenance margin) is used up. So nothing is left of the account but what the rounding to ticks
 * leaves it, and it never owes: what is missing comes from the pool of the market. In isolated margin a position goes alone, at the price
 * where what was set aside for it is used up. No fee is taken. The house then works off what it got, see {@link Estate}.
 *
 * <p>Differs from the venue, which closes very large positions in steps.
 */
final class Liquidator {
    private static final MathContext CONTEXT = MathContext.DECIMAL64;

    private final Exchange exchange;
    private final Ledger ledger;
    private final Margin margin;
    private final CoinPrices prices;
    private final RiskWatch watch;
    private final OffBook offBook;
    private final Insurance insurance;
    private final Estate estate;
    private final ExchangeListener audience;
    private boolean running;

    Liquidator(
            Exchange exchange,
            Ledger ledger,
            Margin margin,
            CoinPrices prices,
            RiskWatch watch,
            OffBook offBook,
            Insurance insurance,
            Estate estate,
            ExchangeListener audience) {
        this.exchange = exchange;
        this.ledger = ledger;
        this.margin = margin;
        this.prices = prices;
        this.watch = watch;
        this.offBook = offBook;
        this.insurance = insurance;
        this.estate = estate;
        this.audience = audience;
    }

    /** Looks at every account that may be in danger. Called when a command has been carried out. */
    void run() {
        if (running) {
            return;
        }
        running = true;
        for (Account account = watch.next(); account != null; account = watch.next()) {
            if (account.marginMode() == MarginMode.ISOLATED) {
                checkIsolated(account);
            } else {
                checkCross(account);
            }
        }
        running = false;
    }

    private void checkCross(Account account) {
        Margin.Standing standing = margin.standing(account);
        boolean bust = standing.equity().signum() < 0
                || (standing.maintenance().signum() > 0 && standing.surplus().signum() <= 0);
        if (bust) {
            exchange.cancelAll(account, CancelType.BEFORE_LIQUIDATION);
            takeOver(account, margin.standing(account));
            repay(account);
            standing = margin.standing(account);
        }
        watch.guard(account, standing);
    }

    private void takeOver(Account account, Margin.Standing standing) {
        Map<Position, Long> bankruptcies = new LinkedHashMap<>();
        for (Position position : held(account)) {
            BigDecimal usd = prices.usd(position.market().instrument().settleCoin());
            BigDecimal needs = Margin.maintenance(position).multiply(usd);
            BigDecimal part = standing.maintenance().signum() == 0
                    ? BigDecimal.ZERO
                    : standing.equity().multiply(needs).divide(standing.maintenance(), CONTEXT);
            bankruptcies.put(
                    position, bankruptcy(position, usd.signum() == 0 ? BigDecimal.ZERO : part.divide(usd, CONTEXT)));
        }
        bankruptcies.forEach(this::takeOver);
    }

    /** The price, in ticks, at which a position has lost a part of the equity; rounded so that not more is lost. */
    private static long bankruptcy(Position position, BigDecimal part) {
        Market market = position.market();
        Instrument instrument = market.instrument();
        BigDecimal price = MarginBand.priceAfter(market, position.size, Math.abs(position.size), part, BigDecimal.ZERO);
        if (price == null) {
            return position.size > 0 ? 1 : instrument.maxPrice();
        }
        RoundingMode rounding = position.size > 0 ? RoundingMode.CEILING : RoundingMode.FLOOR;
        BigDecimal ticks = price.divide(instrument.tickSize().toBigDecimal(), 0, rounding);
        return ticks.max(BigDecimal.ONE)
                .min(BigDecimal.valueOf(Math.max(instrument.maxPrice(), 2 * market.markPrice())))
                .longValueExact();
    }

    private void takeOver(Position position, long price) {
        Market market = position.market();
        Side liquidated = position.size > 0 ? Side.BUY : Side.SELL;
        long size = Math.abs(position.size);
        position.status = "Liq";
        audience.onPosition(position);
        position.status = "Normal";
        offBook.passToHouse(position, exchange.house(), size, price, ExecType.BUST, CreateType.TAKE_OVER);
        audience.onLiquidation(new Liquidation(
                market, liquidated, size, price, exchange.timeline().now()));
        estate.received(market);
    }

    private static List<Position> held(Account account) {
        List<Position> held = new ArrayList<>();
        for (Position position : account.positions()) {
            if (position.size != 0) {
                held.add(position);
            }
        }
        return held;
    }

    /** After a liquidation coins pay for coins that are missing, at the index; what they cannot pay, the pool does. */
    private void repay(Account account) {
        for (String missing : List.copyOf(account.coins())) {
            for (String there : List.copyOf(account.coins())) {
                if (account.wallet(missing).signum() < 0
                        && account.wallet(there).signum() > 0) {
                    convert(account, there, missing);
                }
            }
        }
        cover(account);
    }

    private void convert(Account account, String from, String to) {
        BigDecimal fromUsd = prices.usd(from);
        BigDecimal toUsd = prices.usd(to);
        if (fromUsd.signum() == 0 || toUsd.signum() == 0) {
            return;
        }
        BigDecimal wanted = account.wallet(to).negate();
        BigDecimal had = account.wallet(from);
        BigDecimal costs = Money.roundUp(wanted.multiply(toUsd).divide(fromUsd, CONTEXT));
        BigDecimal paid = costs.min(had);
        BigDecimal got = costs.compareTo(had) <= 0
                ? wanted
                : Money.roundDown(had.multiply(fromUsd).divide(toUsd, CONTEXT)).min(wanted);
        ledger.transfer(account, exchange.house(), from, paid);
        ledger.transfer(exchange.house(), account, to, got);
        audience.onWallet(account, from);
        audience.onWallet(account, to);
    }

    private void cover(Account account) {
        for (String coin : List.copyOf(account.coins())) {
            BigDecimal missing = account.wallet(coin).negate();
            if (missing.signum() > 0) {
                cover(account, coin, missing);
            }
        }
    }

    private void cover(Account account, String coin, BigDecimal missing) {
        for (Exposure exposure : account.exposures.values()) {
            if (exposure.coin.equals(coin)) {
                Ledger.add(account, coin, missing);
                insurance.book(exposure.market, missing.negate());
                audience.onWallet(account, coin);
                return;
            }
        }
        ledger.transfer(exchange.house(), account, coin, missing);
        audience.onWallet(account, coin);
    }

    private void checkIsolated(Account account) {
        for (Position position : held(account)) {
            BigDecimal balance = position.margin.add(position.unrealisedPnl());
            if (position.size != 0 && balance.compareTo(Margin.maintenance(position)) <= 0) {
                exchange.cancelAll(account, CancelScope.of(position.market()), CancelType.BEFORE_LIQUIDATION);
                BigDecimal left = position.margin.add(position.unrealisedPnl());
                takeOver(position, bankruptcy(position, left));
            }
        }
        for (String coin : List.copyOf(account.coins())) {
            bearIsolated(account, coin);
        }
        watch.guard(account, margin.standing(account));
    }

    /** Losses beyond what was set aside for a position eat what was set aside for others, then the pool. */
    private void bearIsolated(Account account, String coin) {
        BigDecimal aside = Money.ZERO;
        for (Position position : held(account)) {
            if (position.market().instrument().settleCoin().equals(coin)) {
                aside = aside.add(position.margin);
            }
        }
        BigDecimal missing = aside.subtract(account.wallet(coin));
        for (Position position : held(account)) {
            if (missing.signum() > 0
                    && position.market().instrument().settleCoin().equals(coin)) {
                BigDecimal taken = missing.min(position.margin);
                position.margin = position.margin.subtract(taken);
                missing = missing.subtract(taken);
                watch.touched(account);
            }
        }
        if (missing.signum() > 0) {
            cover(account, coin, missing);
        }
    }
}

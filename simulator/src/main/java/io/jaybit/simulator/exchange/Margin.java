package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What positions and orders need, and what accounts have for it. Confined to the exchange's thread.
 *
 * <p>The rules: a position needs {@code value / leverage} at the mark to be held and {@code value * maintenanceRate} to stay; an order
 * needs {@code value / leverage} of what it could open, and the taker's fee for that. In cross margin all coins of an account stand for
 * all its positions, at their index price; in isolated margin a part of the wallet is set aside for each position. Options have no margin
 * model of their own: they count as futures with leverage 1.
 */
public final class Margin {
    private static final MathContext CONTEXT = MathContext.DECIMAL64;

    private final Timeline timeline;
    private final CoinPrices prices;
    private final Map<Market, AdlQueue> queues = new HashMap<>();

    Margin(Timeline timeline, CoinPrices prices) {
        this.timeline = timeline;
        this.prices = prices;
    }

    /** What an account has and what it needs, in USD. */
    record Standing(BigDecimal equity, BigDecimal initial, BigDecimal maintenance) {
        BigDecimal surplus() {
            return equity.subtract(maintenance);
        }
    }

    Standing standing(Account account) {
        BigDecimal equity = BigDecimal.ZERO;
        for (Map.Entry<String, BigDecimal> wallet : account.wallets.entrySet()) {
            equity = equity.add(inUsd(wallet.getKey(), wallet.getValue()));
        }
        BigDecimal initial = BigDecimal.ZERO;
        BigDecimal maintenance = BigDecimal.ZERO;
        for (Exposure exposure : account.exposures.values()) {
            if (exposure.isIdle()) {
                continue;
            }
            BigDecimal usd = prices.usd(exposure.coin);
            for (Exposure.Leg leg : exposure.legs()) {
                Position position = leg.position;
                if (position != null && position.size != 0) {
                    equity = equity.add(position.unrealisedPnl().multiply(usd));
                    initial = initial.add(initial(position).multiply(usd));
                    maintenance = maintenance.add(maintenance(position).multiply(usd));
                }
            }
            initial = initial.add(exposure.orderMargin().multiply(usd));
        }
        return new Standing(equity, initial, maintenance);
    }

    /** An amount of a coin at its index price. */
    public BigDecimal inUsd(String coin, BigDecimal amount) {
        return amount.signum() == 0 ? BigDecimal.ZERO : amount.multiply(prices.usd(coin));
    }

    /** Initial margin of a position, in its settle coin. */
    static BigDecimal initial(Position position) {
        return position.account().marginMode() == MarginMode.ISOLATED
                ? position.margin
                : Exposure.byLeverage(position.value(), position.leverage);
    }

    /** Maintenance margin of a position, in its settle coin. */
    static BigDecimal maintenance(Position position) {
        return position.value().multiply(position.market().instrument().maintenanceRate());
    }

    /** What an account in isolated margin has of a coin for new orders. */
    BigDecimal free(Account account, String coin) {
        BigDecimal free = account.wallet(coin).subtract(account.locked(coin));
        for (Exposure exposure : account.exposures.values()) {
            if (!exposure.isIdle() && exposure.coin.equals(coin)) {
                for (Exposure.Leg leg : exposure.legs()) {
                    free = leg.position == null ? free : free.subtract(leg.position.margin);
                }
                free = free.subtract(exposure.orderMargin());
            }
        }
        return free;
    }

    /** Whether an account could spare that much more of a coin as margin. */
    boolean affords(Account account, String coin, BigDecimal more) {
        if (account.marginMode() == MarginMode.ISOLATED) {
            return free(account, coin).compareTo(more) >= 0;
        }
        Standing standing = standing(account);
        return standing.equity().subtract(standing.initial()).compareTo(inUsd(coin, more)) >= 0;
    }

    /** All figures of an account at the prices of now. */
    public AccountFigures figures(Account account) {
        Standing standing = standing(account);
        List<CoinFigures> coins = new ArrayList<>();
        BigDecimal wallets = BigDecimal.ZERO;
        for (String coin : account.coins()) {
            coins.add(figures(account, coin));
            wallets = wallets.add(inUsd(coin, account.wallet(coin)));
        }
        BigDecimal futures = BigDecimal.ZERO;
        for (Position position : account.positions()) {
            if (position.market().category() != Category.OPTION) {
                futures = futures.add(inUsd(position.market().instrument().settleCoin(), position.unrealisedPnl()));
            }
        }
        BigDecimal balance = wallets.add(futures);
        BigDecimal available = balance.subtract(standing.initial()).max(BigDecimal.ZERO);
        return new AccountFigures(
                Money.round(standing.equity()),
                Money.round(wallets),
                Money.round(balance),
                Money.round(available),
                Money.round(futures),
                Money.round(standing.initial()),
                Money.round(standing.maintenance()),
                rate(standing.initial(), balance),
                rate(standing.maintenance(), balance),
                coins);
    }

    private static BigDecimal rate(BigDecimal margin, BigDecimal balance) {
        return balance.signum() <= 0 ? Money.ZERO : margin.divide(balance, Money.SCALE, RoundingMode.HALF_UP);
    }

    /** The figures of one coin at the prices of now. */
    public CoinFigures figures(Account account, String coin) {
        BigDecimal wallet = account.wallet(coin);
        BigDecimal orders = Money.ZERO;
        for (Exposure exposure : account.exposures.values()) {
            orders = exposure.coin.equals(coin) ? orders.add(exposure.orderMargin()) : orders;
        }
        BigDecimal initial = Money.ZERO;
        BigDecimal maintenance = Money.ZERO;
        BigDecimal unrealised = Money.ZERO;
        BigDecimal realised = Money.ZERO;
        for (Position position : account.positions()) {
            if (position.market().instrument().settleCoin().equals(coin)) {
                realised = realised.add(position.cumRealisedPnl);
                if (position.size != 0) {
                    initial = initial.add(initial(position));
                    maintenance = maintenance.add(maintenance(position));
                    unrealised = unrealised.add(position.unrealisedPnl());
                }
            }
        }
        BigDecimal equity = wallet.add(unrealised);
        return new CoinFigures(
                coin,
                Money.round(equity),
                Money.round(inUsd(coin, equity)),
                wallet,
                account.locked(coin),
                orders,
                Money.round(initial),
                Money.round(maintenance),
                Money.round(unrealised),
                realised,
                wallet.negate().max(Money.ZERO));
    }

    /** All figures of a position at the prices of now. */
    public PositionFigures figures(Position position) {
        if (position.size == 0) {
            BigDecimal zero = Money.ZERO;
            return new PositionFigures(zero, zero, zero, zero, null, null, zero, 0);
        }
        return new PositionFigures(
                position.entryCost().abs(),
                Money.round(initial(position)),
                Money.round(maintenance(position)),
                position.margin,
                liquidationPrice(position),
                bankruptcyPrice(position),
                breakEvenPrice(position),
                queue(position.market()).rank(position, timeline.now()));
    }

    AdlQueue queue(Market market) {
        return queues.computeIfAbsent(market, AdlQueue::new);
    }

    /** The mark at which the account, or the isolated position, has no more than its maintenance margin. */
    private @Nullable BigDecimal liquidationPrice(Position position) {
        return priceAt(
                position, surplus(position), position.market().instrument().maintenanceRate());
    }

    private @Nullable BigDecimal bankruptcyPrice(Position position) {
        return priceAt(position, surplus(position).add(maintenanceBehind(position)), BigDecimal.ZERO);
    }

    /** What may be lost until liquidation, in the settle coin. */
    private BigDecimal surplus(Position position) {
        if (position.account().marginMode() == MarginMode.ISOLATED) {
            return position.margin.add(position.unrealisedPnl()).subtract(maintenance(position));
        }
        return inCoin(position, standing(position.account()).surplus());
    }

    private BigDecimal maintenanceBehind(Position position) {
        return position.account().marginMode() == MarginMode.ISOLATED
                ? maintenance(position)
                : inCoin(position, standing(position.account()).maintenance());
    }

    private BigDecimal inCoin(Position position, BigDecimal usd) {
        BigDecimal price = prices.usd(position.market().instrument().settleCoin());
        return price.signum() == 0 ? BigDecimal.ZERO : usd.divide(price, CONTEXT);
    }

    private static @Nullable BigDecimal priceAt(Position position, BigDecimal loss, BigDecimal maintenanceRate) {
        Market market = position.market();
        Instrument instrument = market.instrument();
        Exposure exposure = position.account().exposure(market);
        long net = position.size;
        long gross = Math.abs(net);
        if (position.account().marginMode() != MarginMode.ISOLATED) {
            net = exposure.leg(0).size()
                    + exposure.leg(1).size()
                    + exposure.leg(2).size();
            gross = Math.abs(exposure.leg(0).size())
                    + Math.abs(exposure.leg(1).size())
                    + Math.abs(exposure.leg(2).size());
        }
        BigDecimal price = MarginBand.priceAfter(market, net, gross, loss, maintenanceRate);
        if (price == null) {
            return null;
        }
        RoundingMode rounding = net > 0 ? RoundingMode.CEILING : RoundingMode.FLOOR;
        BigDecimal ticks = price.divide(instrument.tickSize().toBigDecimal(), 0, rounding);
        boolean inside = ticks.compareTo(BigDecimal.valueOf(instrument.minPrice())) >= 0
                && ticks.compareTo(BigDecimal.valueOf(instrument.maxPrice())) <= 0;
        return inside ? ticks.multiply(instrument.tickSize().toBigDecimal()) : null;
    }

    private static BigDecimal breakEvenPrice(Position position) {
        Instrument instrument = position.market().instrument();
        BigDecimal size = instrument.sizeOf(position.size);
        BigDecimal fee = instrument.takerFee().multiply(BigDecimal.valueOf(Long.signum(position.size)));
        if (instrument.isInverse()) {
            // cost - size / p - fee * size / p + realised = 0
            BigDecimal toReach = position.cost.add(position.curRealisedPnl);
            return toReach.signum() != position.cost.signum()
                    ? BigDecimal.ZERO
                    : size.multiply(BigDecimal.ONE.add(fee)).divide(toReach, CONTEXT);
        }
        // size * p - fee * size * p - cost + realised = 0
        return position.cost
                .subtract(position.curRealisedPnl)
                .divide(size.multiply(BigDecimal.ONE.subtract(fee)), CONTEXT);
    }

    /** Leverage of an account in a market: what an order that opens on that side is given. */
    public int leverage(Account account, Market market, Side side) {
        Exposure exposure = account.exposures.get(market);
        return Objects.requireNonNullElseGet(exposure, () -> new Exposure(market))
                .leverage(side);
    }
}

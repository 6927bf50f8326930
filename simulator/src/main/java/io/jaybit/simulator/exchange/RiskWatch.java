package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows which accounts have to be looked at: those that were touched, and those whose alarm a price has reached. Confined to the
 * exchange's thread.
 *
 * <p>Each market in which an account has a position, and each coin that stands for it, may eat an equal share of what the account has
 * above its maintenance margin; where a share would be used up there is an alarm. As long as no alarm rings the account is safe. With a
 * position in one market alone, the alarm is its liquidation price.
 */
final class RiskWatch {
    private static final MathContext CONTEXT = MathContext.DECIMAL64;
    /** A coin's price may rise by a quarter before its account is looked at: it multiplies losses in that coin. */
    private static final BigDecimal COIN_ROOM = new BigDecimal("0.25");

    private static final BigDecimal WITH_COINS = new BigDecimal("0.8");

    private final CoinPrices prices;
    private final Map<Market, PriceAlarms> marks = new HashMap<>();
    private final Map<Market, PriceAlarms> indices = new HashMap<>();
    private final Set<Account> suspects = new LinkedHashSet<>();

    RiskWatch(CoinPrices prices) {
        this.prices = prices;
    }

    /** Wallet or positions of an account have changed. */
    void touched(Account account) {
        if (!account.isHouse()) {
            suspects.add(account);
        }
    }

    /** Mark or index of a market may have moved. */
    void moved(Market market) {
        PriceAlarms byMark = marks.get(market);
        if (byMark != null) {
            byMark.reach(market.markPrice(), suspects::add);
        }
        PriceAlarms byIndex = indices.get(market);
        if (byIndex != null) {
            byIndex.reach(market.indexPrice(), suspects::add);
        }
    }

    /** The next account to be looked at. */
    @Nullable
    Account next() {
        Iterator<Account> first = suspects.iterator();
        if (!first.hasNext()) {
            return null;
        }
        Account account = first.next();
        first.remove();
        return account;
    }

    /** Sets the alarms of an account that is safe. */
    void guard(Account account, Margin.Standing standing) {
        if (account.marginMode() == MarginMode.ISOLATED) {
            for (Exposure exposure : account.exposures.values()) {
                guardIsolated(account, exposure);
            }
        } else {
            guardCross(account, standing);
        }
    }

    private void guardIsolated(Account account, Exposure exposure) {
        long now = exposure.market.markPrice();
        long low = Alarm.NEVER_BELOW;
        long high = Alarm.NEVER_ABOVE;
        for (Exposure.Leg leg : exposure.legs()) {
            Position position = leg.position;
            if (position != null && position.size != 0) {
                BigDecimal loss = position.margin.add(position.unrealisedPnl()).subtract(Margin.maintenance(position));
                BigDecimal price = after(exposure.market, position.size, Math.abs(position.size), loss);
                low = Math.max(low, lowTicks(exposure.market, price, now));
                high = Math.min(high, highTicks(exposure.market, price, now));
            }
        }
        set(account, exposure, low, high);
    }

    private void guardCross(Account account, Margin.Standing standing) {
        int markets = 0;
        for (Exposure exposure : account.exposures.values()) {
            markets += exposure.isFlat() ? 0 : 1;
        }
        int coins = 0;
        for (String coin : account.wallets.keySet()) {
            coins += prices.source(coin) != null && standsFor(account, coin).signum() != 0 ? 1 : 0;
        }
        BigDecimal share = markets + coins == 0
                ? BigDecimal.ZERO
                : standing.surplus().divide(BigDecimal.valueOf(markets + coins), CONTEXT);
        share = coins == 0 ? share : share.multiply(WITH_COINS);
        for (Exposure exposure : account.exposures.values()) {
            guardMarket(account, exposure, share);
        }
        for (String coin : account.wallets.keySet()) {
            Market source = prices.source(coin);
            if (source != null) {
                guardCoin(account, source, standsFor(account, coin), share, markets > 0 || owes(account));
            }
        }
    }

    private void guardMarket(Account account, Exposure exposure, BigDecimal shareUsd) {
        Market market = exposure.market;
        BigDecimal usd = prices.usd(exposure.coin);
        if (exposure.isFlat() || usd.signum() == 0) {
            set(account, exposure, Alarm.NEVER_BELOW, Alarm.NEVER_ABOVE);
            return;
        }
        long net = 0;
        long gross = 0;
        for (Exposure.Leg leg : exposure.legs()) {
            net += leg.size();
            gross += Math.abs(leg.size());
        }
        BigDecimal price = after(market, net, gross, shareUsd.divide(usd, CONTEXT));
        long now = market.markPrice();
        set(account, exposure, lowTicks(market, price, now), highTicks(market, price, now));
    }

    private static @Nullable BigDecimal after(Market market, long net, long gross, BigDecimal loss) {
        return MarginBand.priceAfter(
                market, net, gross, loss, market.instrument().maintenanceRate());
    }

    /** One tick early, as the price was rounded on its way. */
    private static long lowTicks(Market market, @Nullable BigDecimal price, long now) {
        if (price == null) {
            return Alarm.NEVER_BELOW;
        }
        BigDecimal ticks = price.divide(market.instrument().tickSize().toBigDecimal(), 0, RoundingMode.FLOOR);
        return ticks.compareTo(BigDecimal.valueOf(now)) > 0 ? Alarm.NEVER_BELOW : ticks.longValue() + 1;
    }

    private static long highTicks(Market market, @Nullable BigDecimal price, long now) {
        if (price == null) {
            return Alarm.NEVER_ABOVE;
        }
        BigDecimal ticks = price.divide(market.instrument().tickSize().toBigDecimal(), 0, RoundingMode.CEILING);
        boolean out = ticks.compareTo(BigDecimal.valueOf(now)) < 0 || ticks.precision() - ticks.scale() > 18;
        return out ? Alarm.NEVER_ABOVE : ticks.longValue() - 1;
    }

    private void set(Account account, Exposure exposure, long low, long high) {
        Alarm alarm = exposure.alarm;
        if (alarm == null) {
            if (low == Alarm.NEVER_BELOW && high == Alarm.NEVER_ABOVE) {
                return;
            }
            alarm = new Alarm(account);
            exposure.alarm = alarm;
        }
        marks.computeIfAbsent(exposure.market, market -> new PriceAlarms())
                .set(alarm, low, high, exposure.market.markPrice());
    }

    private void guardCoin(Account account, Market source, BigDecimal amount, BigDecimal shareUsd, boolean needed) {
        Alarm alarm = account.coinAlarms.get(source);
        PriceAlarms alarms = indices.computeIfAbsent(source, market -> new PriceAlarms());
        if (!needed || amount.signum() == 0) {
            if (alarm != null) {
                alarms.clear(alarm);
            }
            return;
        }
        if (alarm == null) {
            alarm = new Alarm(account);
            account.coinAlarms.put(source, alarm);
        }
        BigDecimal tick = source.instrument().tickSize().toBigDecimal();
        long now = source.indexPrice();
        BigDecimal most = BigDecimal.valueOf(now).multiply(COIN_ROOM);
        BigDecimal room = shareUsd.divide(amount.abs(), CONTEXT)
                .divide(tick, CONTEXT)
                .min(most)
                .max(BigDecimal.ONE);
        long ticks = room.setScale(0, RoundingMode.DOWN).longValue();
        alarms.set(alarm, now - ticks, now + ticks, now);
    }

    /** What of a coin counts for the account: wallet, unrealised profit, minus maintenance margin. */
    private static BigDecimal standsFor(Account account, String coin) {
        BigDecimal sum = account.wallet(coin);
        for (Exposure exposure : account.exposures.values()) {
            if (exposure.coin.equals(coin)) {
                for (Exposure.Leg leg : exposure.legs()) {
                    Position position = leg.position;
                    if (position != null && position.size != 0) {
                        sum = sum.add(position.unrealisedPnl()).subtract(Margin.maintenance(position));
                    }
                }
            }
        }
        return sum;
    }

    /** Whether it has borrowed a coin. */
    static boolean owes(Account account) {
        for (BigDecimal amount : account.wallets.values()) {
            if (amount.signum() < 0) {
                return true;
            }
        }
        return false;
    }
}

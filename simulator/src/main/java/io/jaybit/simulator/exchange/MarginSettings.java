package io.jaybit.simulator.exchange;

import java.math.BigDecimal;

/** What an account may choose about its margin: leverage, cross or isolated, more of it. Confined to the exchange's thread. */
public final class MarginSettings {
    private final Margin margin;
    private final RiskWatch watch;
    private final ExchangeListener audience;
    private final Runnable afterwards;

    /** @param afterwards called when an account has changed */
    MarginSettings(Margin margin, RiskWatch watch, ExchangeListener audience, Runnable afterwards) {
        this.margin = margin;
        this.watch = watch;
        this.audience = audience;
        this.afterwards = afterwards;
    }

    /**
     * Sets the leverage of an account in a market; both sides alike but in hedge mode with isolated margin.
     *
     * @throws Refusal 110043 if it has this leverage; 110013 if the market does not allow it; 110012 if what is open needs more margin
     *     then than there is
     */
    public void setLeverage(Account account, Market market, int buy, int sell) throws Refusal {
        if (market.category() != Category.LINEAR && market.category() != Category.INVERSE) {
            throw new Refusal(10001, "category only support linear or inverse");
        }
        boolean apart = account.marginMode() == MarginMode.ISOLATED && account.isHedged(market);
        if (buy != sell && !apart) {
            throw new Refusal(10001, "buy leverage not equal sell leverage");
        }
        if (Math.max(buy, sell) > market.instrument().maxLeverage()) {
            throw new Refusal(110013, "Cannot set leverage gt maxLeverage by risk limit");
        }
        if (Math.min(buy, sell) < 1) {
            throw new Refusal(10001, "leverage invalid");
        }
        Exposure exposure = account.exposure(market);
        if (exposure.buyLeverage == buy && exposure.sellLeverage == sell) {
            throw new Refusal(110043, "Set leverage has not been modified.");
        }
        int oldBuy = exposure.buyLeverage;
        int oldSell = exposure.sellLeverage;
        BigDecimal[] asides = asides(exposure);
        set(exposure, buy, sell);
        boolean more = Math.min(buy - oldBuy, sell - oldSell) < 0 || asidesGrew(exposure, asides);
        if (more && !exposure.isIdle() && !margin.affords(account, exposure.coin, Money.ZERO)) {
            set(exposure, oldBuy, oldSell);
            restore(exposure, asides);
            throw new Refusal(110012, "Insufficient available balance.");
        }
        for (Exposure.Leg leg : exposure.legs()) {
            if (leg.position != null) {
                audience.onPosition(leg.position);
            }
        }
        audience.onWallet(account, exposure.coin);
        watch.touched(account);
        afterwards.run();
    }

    private static void set(Exposure exposure, int buy, int sell) {
        exposure.buyLeverage = buy;
        exposure.sellLeverage = sell;
        for (Exposure.Leg leg : exposure.legs()) {
            Position position = leg.position;
            if (position != null) {
                position.leverage = exposure.leverage(position.leverageSide());
                if (position.account().marginMode() == MarginMode.ISOLATED) {
                    position.margin = aside(position);
                }
            }
        }
    }

    /** What is set aside for each leg. */
    private static BigDecimal[] asides(Exposure exposure) {
        BigDecimal[] asides = new BigDecimal[exposure.legs().length];
        for (Exposure.Leg leg : exposure.legs()) {
            asides[leg.idx] = leg.position == null ? Money.ZERO : leg.position.margin;
        }
        return asides;
    }

    private static boolean asidesGrew(Exposure exposure, BigDecimal[] before) {
        for (Exposure.Leg leg : exposure.legs()) {
            if (leg.position != null && leg.position.margin.compareTo(before[leg.idx]) > 0) {
                return true;
            }
        }
        return false;
    }

    private static void restore(Exposure exposure, BigDecimal[] asides) {
        for (Exposure.Leg leg : exposure.legs()) {
            if (leg.position != null) {
                leg.position.margin = asides[leg.idx];
            }
        }
    }

    /**
     * Lets all positions of an account share its money, or sets money aside for each of them.
     *
     * @throws Refusal 110026 if it is so; 110012 if the money does not suffice; 10001 for portfolio margin, which is not played here
     */
    public void setMode(Account account, MarginMode mode) throws Refusal {
        if (mode == MarginMode.PORTFOLIO) {
            throw new Refusal(10001, "portfolio margin is not supported");
        }
        if (account.marginMode == mode) {
            throw new Refusal(110026, "Margin mode is not modified.");
        }
        account.marginMode = mode;
        for (Position position : account.positions()) {
            position.margin = mode == MarginMode.ISOLATED && position.size != 0 ? aside(position) : Money.ZERO;
        }
        boolean covered = mode == MarginMode.CROSS
                || account.coins().stream().allMatch(coin -> margin.affords(account, coin, Money.ZERO));
        if (!covered) {
            account.marginMode = MarginMode.CROSS;
            account.positions().forEach(position -> position.margin = Money.ZERO);
            throw new Refusal(110012, "Insufficient available balance.");
        }
        watch.touched(account);
        account.coins().forEach(coin -> audience.onWallet(account, coin));
        afterwards.run();
    }

    /**
     * Sets more money aside for an isolated position; a negative amount gives some back, down to what its leverage asks for.
     *
     * @throws Refusal 110015 in cross margin; 110034 if it is flat; 110045 if the money does not suffice
     */
    public void addMargin(Position position, BigDecimal amount) throws Refusal {
        Account account = position.account();
        if (account.marginMode() != MarginMode.ISOLATED) {
            throw new Refusal(110015, "The position is in cross margin mode.");
        }
        if (position.size == 0) {
            throw new Refusal(110034, "There is no net position.");
        }
        BigDecimal aside = position.margin.add(Money.round(amount));
        BigDecimal least = aside(position);
        String coin = position.market().instrument().settleCoin();
        boolean allowed = amount.signum() > 0 ? margin.affords(account, coin, amount) : aside.compareTo(least) >= 0;
        if (!allowed) {
            throw new Refusal(110045, "Wallet balance is insufficient.");
        }
        position.margin = aside;
        watch.touched(account);
        audience.onPosition(position);
        audience.onWallet(account, coin);
        afterwards.run();
    }

    /** What an isolated position needs: its share by leverage, and what it has lost until now. */
    private static BigDecimal aside(Position position) {
        BigDecimal now =
                Exposure.byLeverage(position.value(), position.leverage).subtract(position.unrealisedPnl());
        return Money.roundUp(now.max(Exposure.byLeverage(position.cost.abs(), position.leverage)));
    }
}

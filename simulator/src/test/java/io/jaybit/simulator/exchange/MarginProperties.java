package io.jaybit.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Random trading with leverage under wildly moving prices: nothing is made of nothing, and nobody stays in debt. */
class MarginProperties {
    private static final long START = 1_784_900_000_000L;
    private static final int STEPS = 200;

    @Test
    void moneyIsConservedAndNobodyOwes() {
        long seeds = Boolean.getBoolean("jaybit.long") ? 10_000 : 200;
        int liquidations = 0;
        int deleveraged = 0;
        for (long seed = 1; seed <= seeds; seed++) {
            World world = new World(seed);
            try {
                world.run();
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed " + seed + ", step " + world.step, failure);
            }
            liquidations += world.liquidations;
            deleveraged += world.deleveraged;
        }
        System.out.println(
                "seeds 1 to " + seeds + ": " + liquidations + " liquidations, " + deleveraged + " deleveraging trades");
        assertThat(liquidations).isGreaterThan((int) seeds);
        assertThat(deleveraged).isPositive();
    }

    @Test
    void theSameSeedGivesTheSameExecutions() {
        for (long seed = 1; seed <= 5; seed++) {
            World first = new World(seed);
            World second = new World(seed);
            first.run();
            second.run();

            assertThat(first.log).isNotEmpty();
            assertThat(second.log).as("seed %s", seed).isEqualTo(first.log);
        }
    }

    private static final class World {
        private final Random random;
        private final Timeline timeline = new Timeline(START);
        private final Exchange exchange;
        private final List<Market> markets;
        private final List<Account> accounts = new ArrayList<>();
        private final List<String> log = new ArrayList<>();
        private int step;
        private int liquidations;
        private int deleveraged;

        World(long seed) {
            random = new Random(seed);
            exchange = new Exchange(
                    timeline,
                    new Ids(seed),
                    List.of(
                            Instruments.btcUsdt(),
                            Instruments.of(
                                    Category.LINEAR,
                                    "BTCPERP",
                                    "LinearPerpetual",
                                    "BTC",
                                    "USDC",
                                    "USDC",
                                    "0.1",
                                    "0.001"),
                            Instruments.btcUsd(),
                            Instruments.spotBtcUsdt(),
                            Instruments.dated(Instruments.btcUsdt(), "BTCUSDT-07AUG26", START + 90_000),
                            Instruments.dated(Instruments.btcUsd(), "BTCUSDQ26", START + 120_000)));
            markets = new ArrayList<>(exchange.markets());
            markets.forEach(this::price);
            for (int i = 0; i < 6; i++) {
                Account account = exchange.openAccount("trader" + i);
                accounts.add(account);
                exchange.deposit(account, "USDT", new BigDecimal(200 + random.nextInt(3_000)));
                if (random.nextBoolean()) {
                    exchange.deposit(account, "USDC", new BigDecimal(random.nextInt(3_000)));
                }
                if (random.nextBoolean()) {
                    exchange.deposit(account, "BTC", BigDecimal.valueOf(random.nextInt(5_000_000), 8));
                }
                if (random.nextInt(3) == 0) {
                    attempt(() -> exchange.marginSettings().setMode(account, MarginMode.ISOLATED));
                }
                int leverage = 20 + random.nextInt(81);
                markets.forEach(market ->
                        attempt(() -> exchange.marginSettings().setLeverage(account, market, leverage, leverage)));
                if (i == 5) {
                    markets.forEach(market -> account.hedged.put(Account.key(market, 0), true));
                }
            }
            if (random.nextBoolean()) {
                exchange.insure(markets.get(0), new BigDecimal(random.nextInt(500)));
                exchange.insure(markets.get(2), BigDecimal.valueOf(random.nextInt(2_000_000), 8));
            }
            exchange.listen(new ExchangeListener() {
                @Override
                public void onLiquidation(Liquidation liquidation) {
                    liquidations++;
                }

                @Override
                public void onExecution(Execution execution) {
                    log.add(execution.id()
                            + execution.account()
                            + execution.type()
                            + execution.price()
                            + execution.qty()
                            + execution.fee()
                            + execution.pnl());
                    deleveraged += execution.type() == ExecType.ADL ? 1 : 0;
                }
            });
        }

        void run() {
            for (step = 0; step < STEPS; step++) {
                act();
                check();
            }
        }

        private void act() {
            Market market = markets.get(random.nextInt(markets.size()));
            Account account = accounts.get(random.nextInt(accounts.size()));
            switch (random.nextInt(12)) {
                case 0, 1 -> price(market);
                case 8 -> exchange.index(market, Math.max(1_000, market.indexPrice() + random.nextInt(2_001) - 1_000));
                case 2 ->
                    timeline.advanceTo(timeline.now() + random.nextInt(random.nextInt(9) == 0 ? 30_000_000 : 3_000));
                case 3 -> cancelOne(account);
                case 4 ->
                    attempt(() -> exchange.marginSettings().setLeverage(account, market, 1, 1 + random.nextInt(2)));
                case 5 -> {
                    int leverage = 1 + random.nextInt(100);
                    attempt(() -> exchange.marginSettings().setLeverage(account, market, leverage, leverage));
                }
                case 6 ->
                    attempt(() -> exchange.marginSettings()
                            .setMode(account, random.nextBoolean() ? MarginMode.CROSS : MarginMode.ISOLATED));
                case 7 -> amendOne(account);
                default -> order(account, market);
            }
        }

        /** Mostly small moves; sometimes through everybody's margin. */
        private void price(Market market) {
            long from = market.markPrice() == 0 ? ticks(market) : market.markPrice();
            int perMille = random.nextInt(4) == 0 ? random.nextInt(300) - 150 : random.nextInt(20) - 10;
            long mark = Math.max(1_000, Math.min(20_000_000, from + from * perMille / 1_000));
            exchange.price(market, mark, Math.max(1, mark + mark * (random.nextInt(5) - 2) / 1_000));
        }

        private static long ticks(Market market) {
            return market.category() == Category.SPOT ? 6_500_000 : 650_000;
        }

        private void order(Account account, Market market) {
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            long mark = market.markPrice();
            long price = Math.max(1, mark + mark * (random.nextInt(20) - 10) / 2_000);
            long qty = 1
                    + random.nextInt(
                            market.category() == Category.INVERSE
                                    ? 20_000
                                    : market.category() == Category.SPOT ? 200_000 : 600);
            boolean hedged = account.isHedged(market) && market.category() != Category.SPOT;
            Position closing = hedged ? account.position(market, side == Side.BUY ? 2 : 1) : null;
            OrderRequest.Builder builder;
            if (closing != null && closing.size() != 0 && random.nextBoolean()) {
                builder = OrderRequest.market(market, side, Math.min(qty, Math.abs(closing.size())))
                        .positionIdx(closing.idx())
                        .reduceOnly(true);
            } else {
                builder = random.nextInt(4) == 0
                        ? OrderRequest.market(market, side, qty)
                        : OrderRequest.limit(market, side, qty, price);
                builder.positionIdx(!hedged ? 0 : side == Side.BUY ? 1 : 2);
            }
            OrderRequest request = builder.build();
            attempt(() -> exchange.create(account, request));
        }

        private void cancelOne(Account account) {
            List<Order> open = account.openOrders();
            if (!open.isEmpty()) {
                attempt(() -> exchange.cancel(open.get(random.nextInt(open.size()))));
            }
        }

        private void amendOne(Account account) {
            List<Order> open = account.openOrders();
            if (!open.isEmpty()) {
                Order order = open.get(random.nextInt(open.size()));
                attempt(() -> exchange.amend(
                        order,
                        1 + random.nextInt(400),
                        order.price() + order.price() * (random.nextInt(20) - 10) / 1_000));
            }
        }

        private void check() {
            require(exchange.imbalance().isEmpty(), "imbalance", exchange.imbalance());
            for (Market market : markets) {
                long net = 0;
                long gross = 0;
                for (Position position : market.holders) {
                    net += position.size();
                    gross += Math.abs(position.size());
                }
                require(net == 0, "longs are not shorts", market);
                require(market.openInterest() == gross / 2, "open interest", market);
            }
            accounts.forEach(this::check);
        }

        private void check(Account account) {
            Margin.Standing standing = exchange.margin().standing(account);
            require(standing.equity().signum() >= 0, "equity below zero", account);
            boolean isolated = account.marginMode() == MarginMode.ISOLATED;
            boolean flat = true;
            for (Position position : account.positions()) {
                if (position.size() != 0) {
                    flat = false;
                    BigDecimal left = position.margin.add(position.unrealisedPnl());
                    require(
                            !isolated || left.compareTo(Margin.maintenance(position)) > 0,
                            "isolated position not liquidated",
                            account);
                }
            }
            require(isolated || flat || standing.surplus().signum() > 0, "account not liquidated", account);
            checkReserves(account);
        }

        private void checkReserves(Account account) {
            Map<String, BigDecimal> locked = new TreeMap<>();
            for (Order order : account.openOrders()) {
                require(order.reservedQty == order.leaves(), "reserved size", order.market());
                if (order.market().category() == Category.SPOT) {
                    Instrument instrument = order.market().instrument();
                    boolean buying = order.side() == Side.BUY;
                    locked.merge(
                            buying ? instrument.quoteCoin() : instrument.baseCoin(),
                            order.reservedValue,
                            BigDecimal::add);
                }
            }
            account.locked.forEach((coin, amount) -> require(
                    amount.compareTo(Objects.requireNonNullElse(locked.get(coin), BigDecimal.ZERO)) == 0,
                    "locked coins",
                    account));
            for (Exposure exposure : account.exposures.values()) {
                long buys = 0;
                long sells = 0;
                for (Order order : account.openOrders()) {
                    if (order.market() != exposure.market) {
                        continue;
                    }
                    if (order.side() == Side.BUY) {
                        buys += order.leaves();
                    } else {
                        sells += order.leaves();
                    }
                }
                long buying = exposure.leg(0).buyQty + exposure.leg(1).buyQty + exposure.leg(2).buyQty;
                long selling = exposure.leg(0).sellQty + exposure.leg(1).sellQty + exposure.leg(2).sellQty;
                require(buying == buys && selling == sells, "open orders", account);
            }
        }

        private static void require(boolean holds, String what, Object of) {
            if (!holds) {
                throw new AssertionError(what + ": " + of);
            }
        }

        private interface Attempt {
            void run() throws Refusal;
        }

        private static void attempt(Attempt attempt) {
            try {
                attempt.run();
            } catch (Refusal refusal) {
                require(refusal.code() > 0, "code", refusal);
            }
        }
    }
}

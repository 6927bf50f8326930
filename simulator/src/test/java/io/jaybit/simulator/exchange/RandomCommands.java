package io.jaybit.simulator.exchange;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Gives an exchange commands of every kind, from a seed. For tests. */
final class RandomCommands {
    private final Random dice;
    final Timeline timeline = new Timeline(1_784_900_000_000L);
    final Exchange exchange;
    final Auditor auditor;
    private final List<Market> markets;
    private final List<Account> accounts = new ArrayList<>();
    /** Price about which everybody trades, by market. */
    private final Map<Market, Long> bases = new LinkedHashMap<>();

    /** What was done last, for the message of a failure. */
    String last = "";

    int refusals;

    RandomCommands(long seed) {
        this.dice = new Random(seed);
        this.exchange = new Exchange(
                timeline,
                new Ids(seed),
                List.of(Instruments.btcUsdt(), Instruments.btcUsd(), Instruments.spotBtcUsdt()));
        this.auditor = new Auditor(exchange);
        this.markets = List.copyOf(exchange.markets());
        exchange.listen(auditor);
        for (String name : List.of("alice", "bob", "carol", "dave")) {
            accounts.add(exchange.openAccount(name));
        }
        accounts.add(exchange.openSilentAccount("agent"));
        for (Market market : markets) {
            bases.put(market, market.category() == Category.SPOT ? 100_000L : 10_000L);
            exchange.price(market, base(market), base(market));
            if (market.category() != Category.SPOT) {
                exchange.insure(market, new BigDecimal("1"));
            }
        }
        for (Account account : accounts) {
            boolean poor = account.name().equals("bob") || account.name().equals("carol");
            exchange.deposit(account, "USDT", new BigDecimal(poor ? "40" : "100000000"));
            exchange.deposit(account, "BTC", new BigDecimal(poor ? "0.04" : "1000"));
            if (poor) {
                gear(account);
            }
        }
    }

    private void gear(Account account) {
        try {
            for (Market market : markets) {
                if (market.category() != Category.SPOT) {
                    exchange.marginSettings().setLeverage(account, market, 50, 50);
                }
            }
        } catch (Refusal refusal) {
            throw new IllegalStateException(refusal);
        }
    }

    private long base(Market market) {
        return Objects.requireNonNull(bases.get(market));
    }

    void step() {
        timeline.advanceTo(timeline.now() + dice.nextInt(50));
        Account account = pick(accounts);
        Market market = pick(markets);
        try {
            switch (dice.nextInt(20)) {
                case 0, 1 -> cancelOne(account);
                case 2, 3, 4 -> amendOne(account);
                case 5, 8, 9 -> move(market);
                case 6 -> tradingStop(account, market);
                case 7 -> rarely(account, market);
                default -> create(account, market);
            }
        } catch (Refusal refusal) {
            refusals++;
            last += " -> " + refusal.code();
        }
    }

    private void create(Account account, Market market) throws Refusal {
        Side side = dice.nextBoolean() ? Side.BUY : Side.SELL;
        long qty = 1 + dice.nextInt(20) + (market.category() == Category.SPOT ? 5_000 : pick(List.of(10, 100, 1_000)));
        OrderRequest.Builder order = dice.nextInt(5) == 0
                ? OrderRequest.market(market, side, qty)
                : OrderRequest.limit(market, side, qty, near(market));
        order.timeInForce(pick(List.of(
                TimeInForce.GTC,
                TimeInForce.GTC,
                TimeInForce.GTC,
                TimeInForce.IOC,
                TimeInForce.FOK,
                TimeInForce.POST_ONLY)));
        order.smpType(pick(List.of(SmpType.values())));
        if (dice.nextInt(4) == 0) {
            order.reduceOnly(true);
        }
        if (account.isHedged(market) != (dice.nextInt(20) == 0)) {
            order.positionIdx(1 + dice.nextInt(2));
        }
        if (market.category() == Category.SPOT && dice.nextBoolean()) {
            order.quoteAmount(1_000_000_000L + dice.nextInt(1_000_000_000));
        }
        if (dice.nextInt(5) == 0) {
            order.trigger(near(market), dice.nextInt(3), pick(List.of(TriggerBy.values())));
            if (market.category() == Category.SPOT && dice.nextBoolean()) {
                order.stopOrderType(StopOrderType.TPSL);
            }
            order.closeOnTrigger(dice.nextInt(3) == 0);
        } else if (dice.nextInt(5) == 0) {
            long away = 1 + dice.nextInt(30);
            order.partialTpsl(dice.nextBoolean());
            order.takeProfit(near(market) + side.sign() * away, pick(List.of(TriggerBy.values())), 0);
            order.stopLoss(near(market) - side.sign() * away, TriggerBy.LAST_PRICE, 0);
        }
        if (dice.nextInt(10) == 0) {
            order.slippage(SlippageType.TICK_SIZE, BigDecimal.valueOf(1 + dice.nextInt(10)));
        }
        last = account + " " + side + " " + qty + " on " + market;
        exchange.create(account, order.build());
    }

    private long near(Market market) {
        return base(market) + dice.nextInt(41) - 20;
    }

    private void amendOne(Account account) throws Refusal {
        List<Order> open = account.openOrders();
        if (open.isEmpty()) {
            return;
        }
        Order order = pick(open);
        Amendment change = Amendment.NOTHING;
        if (dice.nextBoolean()) {
            change = change.withQty(Math.max(1, order.qty() + dice.nextInt(41) - 20));
        }
        if (dice.nextBoolean()) {
            change = change.withPrice(near(order.market()));
        }
        if (order.isWaiting() && dice.nextBoolean()) {
            change = change.withTrigger(near(order.market()), TriggerBy.NONE);
        } else if (dice.nextInt(4) == 0) {
            change = change.withStopLoss(near(order.market()), TriggerBy.MARK_PRICE, 0);
        }
        last = "amend " + order + " to " + change;
        exchange.amend(order, change);
    }

    private void cancelOne(Account account) throws Refusal {
        List<Order> open = account.openOrders();
        if (!open.isEmpty()) {
            Order order = pick(open);
            last = "cancel " + order;
            exchange.cancel(order);
        }
    }

    private void move(Market market) {
        last = "price of " + market;
        if (dice.nextInt(4) == 0) {
            bases.put(market, base(market) * (94 + dice.nextInt(13)) / 100);
        }
        exchange.price(market, near(market), near(market));
    }

    private void tradingStop(Account account, Market market) throws Refusal {
        last = "trading stop of " + account + " on " + market;
        int idx = account.isHedged(market) ? 1 + dice.nextInt(2) : 0;
        TradingStop wish = dice.nextBoolean() ? TradingStop.full(idx) : TradingStop.partial(idx, 1 + dice.nextInt(900));
        if (dice.nextBoolean()) {
            wish = wish.withTakeProfit(near(market), TriggerBy.LAST_PRICE, wish.partial() ? near(market) : 0);
        }
        if (dice.nextBoolean()) {
            wish = wish.withStopLoss(near(market), TriggerBy.MARK_PRICE, 0);
        }
        if (!wish.partial() && dice.nextBoolean()) {
            wish = wish.withTrailingStop(dice.nextInt(10), dice.nextBoolean() ? near(market) : 0);
        }
        exchange.tradingStop(account, market, wish);
    }

    private void rarely(Account account, Market market) throws Refusal {
        switch (dice.nextInt(6)) {
            case 4, 5 -> {
                last = "leverage of " + account + " on " + market;
                int leverage = 1 + dice.nextInt(100);
                exchange.marginSettings().setLeverage(account, market, leverage, leverage);
            }
            case 0 -> {
                last = "cancel all of " + account + " on " + market;
                exchange.cancelAll(account, CancelScope.of(market), CancelType.USER);
            }
            case 1 -> {
                last = "switch " + account;
                exchange.switchMode(account, market, !account.isHedged(market));
            }
            default -> {
                last = "open or close " + market;
                exchange.open(market, dice.nextInt(4) != 0);
            }
        }
    }

    private <T> T pick(List<T> list) {
        return Objects.requireNonNull(list.get(dice.nextInt(list.size())));
    }

    /** Everybody takes back what is open. */
    void cancelEverything() {
        accounts.forEach(account -> exchange.cancelAll(account, CancelType.USER));
        last = "cancel everything";
    }

    List<Account> accounts() {
        return accounts;
    }
}

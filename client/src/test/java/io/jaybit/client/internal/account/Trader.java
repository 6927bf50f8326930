package io.jaybit.client.internal.account;

import io.jaybit.account.OrderSide;
import io.jaybit.account.TriggerBy;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.orders.Amendment;
import io.jaybit.orders.NewOrder;
import io.jaybit.orders.OrderRecord;
import io.jaybit.orders.OrderState;
import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.Market;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** An algorithm that places, changes and takes back orders at random, alone and in batches. */
final class Trader {
    private static final int PRICES = 70;
    private static final int MOST_OPEN = 40;

    private final AccountVenue venue;
    private final List<Market> markets;
    private final SplittableRandom dice;
    private int commands;
    private boolean over;

    Trader(AccountVenue venue, List<Market> markets, long seed, long everyMillis) {
        this.venue = venue;
        this.markets = markets;
        this.dice = new SplittableRandom(seed);
        venue.exchange.timeline().every(venue.exchange.timeline().now() + 500, everyMillis, this::act);
    }

    void end() {
        over = true;
    }

    int commands() {
        return commands;
    }

    private void act() {
        if (over || !venue.canTrade()) {
            return;
        }
        Market market = markets.get(dice.nextInt(markets.size()));
        Symbol symbol = symbol(market);
        List<OrderRecord> open = venue.desk().line().orders().open().stream()
                .filter(order -> order.symbol().equals(symbol))
                .toList();
        int what = dice.nextInt(10);
        if (open.size() >= MOST_OPEN || (what >= 5 && !open.isEmpty())) {
            change(market, open.get(dice.nextInt(open.size())));
        } else {
            place(market, symbol, what);
        }
    }

    private void change(Market market, OrderRecord order) {
        commands++;
        String id = "c" + venue.starts() + "-" + commands;
        boolean waits = order.state() == OrderState.UNTRIGGERED;
        if (dice.nextInt(3) == 0 && order.price() != null) {
            Decimal price = price(market, dice.nextInt(2 * PRICES) - PRICES);
            venue.send(List.of(new TradeCommand.Amend(id, new Amendment(order.ref(), null, price, null, null, null))));
        } else {
            String filter = waits && order.symbol().category() == io.jaybit.market.Category.SPOT ? "StopOrder" : "";
            venue.send(List.of(new TradeCommand.Cancel(id, order.ref(), filter)));
        }
    }

    private void place(Market market, Symbol symbol, int what) {
        int together = what == 0 ? 2 + dice.nextInt(4) : 1;
        List<TradeCommand> creates = new ArrayList<>();
        for (int i = 0; i < together; i++) {
            commands++;
            String id = "c" + venue.starts() + "-" + commands;
            OrderSide side = dice.nextBoolean() ? OrderSide.BUY : OrderSide.SELL;
            Decimal qty = qty(market);
            int away = 1 + dice.nextInt(PRICES);
            // Below zero it takes.
            int distance = what == 1 || what == 2 ? -away : away;
            Decimal price = price(market, side == OrderSide.BUY ? -distance : distance);
            NewOrder.Builder order = NewOrder.limit(symbol, side, qty, price).linkId("algo" + what + "-" + id);
            if (what == 3) {
                order.postOnly();
            } else if (what == 4 && together == 1) {
                boolean rise = dice.nextBoolean();
                boolean linear = symbol.category() == io.jaybit.market.Category.LINEAR;
                order.trigger(new NewOrder.Trigger(
                        price(market, rise ? 30 : -30),
                        linear ? (rise ? 1 : 2) : 0,
                        linear ? TriggerBy.LAST_PRICE : TriggerBy.NONE,
                        linear ? "" : "StopOrder"));
            }
            creates.add(new TradeCommand.Create(id, order.build()));
        }
        venue.send(creates);
    }

    private static Symbol symbol(Market market) {
        return new Symbol(io.jaybit.market.Category.valueOf(market.category().name()), market.symbol());
    }

    private Decimal qty(Market market) {
        Instrument instrument = market.instrument();
        long enough = instrument.minQty();
        while (instrument.value(enough, market.markPrice() - PRICES).compareTo(instrument.minNotional()) < 0) {
            enough *= 2;
        }
        return Decimal.parse(instrument.size(enough * (1 + dice.nextInt(4))));
    }

    private static Decimal price(Market market, int ticks) {
        return Decimal.parse(market.instrument().price(market.markPrice() + ticks));
    }
}

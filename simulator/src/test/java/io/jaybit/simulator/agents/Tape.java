package io.jaybit.simulator.agents;

import io.jaybit.simulator.exchange.Catalogue;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.ExchangeListener;
import io.jaybit.simulator.exchange.Ids;
import io.jaybit.simulator.exchange.Liquidation;
import io.jaybit.simulator.exchange.Listing;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Side;
import io.jaybit.simulator.exchange.Timeline;
import io.jaybit.simulator.exchange.Trade;
import java.util.ArrayList;
import java.util.List;

/** A market in virtual time, and what was seen of it. */
final class Tape implements ExchangeListener {
    static final long START = 1_784_900_000_123L;

    final Timeline timeline = new Timeline(START);
    final Exchange exchange;
    final Population population;
    final List<Trade> trades = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    final List<Liquidation> liquidations = new ArrayList<>();
    long levels;

    Tape(Preset preset, long seed, List<Listing> listings) {
        exchange = new Exchange(
                timeline,
                new Ids(seed),
                listings.stream().map(Listing::instrument).toList());
        exchange.listen(this);
        population = Population.settle(exchange, listings, preset, seed);
    }

    static List<Listing> linear(int count) {
        return new Catalogue(START).linear().subList(0, count);
    }

    Tape run(long seconds) {
        timeline.advanceTo(timeline.now() + seconds * 1000);
        return this;
    }

    @Override
    public void onTrade(Trade trade) {
        trades.add(trade);
        told.add(trade.market().symbol() + trade.epochMillis() + trade.id() + trade.price() + '/' + trade.size());
    }

    @Override
    public void onLevel(Market market, Side side, long price, long size) {
        levels++;
    }

    @Override
    public void onLiquidation(Liquidation liquidation) {
        liquidations.add(liquidation);
    }
}

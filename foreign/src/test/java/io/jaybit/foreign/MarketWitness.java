package io.jaybit.foreign;

import io.jaybit.simulator.SimulatedExchange;
import io.jaybit.simulator.exchange.BookSide;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.ExchangeListener;
import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Trade;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Writes down what happens on one market: every trade, and the upper levels of the book after every command. Confined to the
 * exchange's thread, as its market is.
 */
final class MarketWitness implements ExchangeListener {
    private static final int DEPTH = 50;

    private final Market market;
    private final List<String> trades = new ArrayList<>();
    private final List<BigDecimal> prices = new ArrayList<>();
    private final List<List<String>> books = new ArrayList<>();

    private MarketWitness(Market market) {
        this.market = market;
    }

    /** Of a linear market, from now on. */
    static MarketWitness of(SimulatedExchange exchange, String symbol) {
        MarketWitness witness =
                new MarketWitness(Objects.requireNonNull(exchange.exchange().market(Category.LINEAR, symbol)));
        witness.onSettled(witness.market);
        witness.prices.add(witness.price(witness.market.lastPrice()));
        exchange.exchange().listen(witness);
        return witness;
    }

    @Override
    public void onTrade(Trade trade) {
        if (trade.market() == market) {
            Instrument instrument = market.instrument();
            trades.add(trade(trade.id(), instrument.price(trade.price()), instrument.size(trade.size())));
            prices.add(price(trade.price()));
        }
    }

    @Override
    public void onSettled(Market settled) {
        if (settled == market) {
            List<String> book = new ArrayList<>();
            side(market.bids(), book);
            side(market.asks(), book);
            books.add(book);
        }
    }

    private void side(BookSide side, List<String> to) {
        Instrument instrument = market.instrument();
        for (int i = 0; i < Math.min(DEPTH, side.size()); i++) {
            to.add(level(instrument.price(side.price(i)), instrument.size(side.size(i))));
        }
    }

    private BigDecimal price(long ticks) {
        return new BigDecimal(market.instrument().price(ticks));
    }

    /** All trades so far, in their order, as {@link #trade} writes them. */
    List<String> trades() {
        return List.copyOf(trades);
    }

    /** Whether there was a trade at a price, or it was the last one when the witness came. */
    boolean sawTradeAt(BigDecimal price) {
        return prices.stream().anyMatch(seen -> seen.compareTo(price) == 0);
    }

    /**
     * Where in the course of things the books were as somebody says that they were, one after the other.
     *
     * @param held as {@link #level} writes their levels, bids first
     * @return the numbers of the commands after which they were so; -1 for a book that there was not, or not since the one before
     */
    List<Integer> moments(List<List<String>> held) {
        List<Integer> moments = new ArrayList<>();
        int from = 0;
        for (List<String> book : held) {
            int found = books.subList(from, books.size()).indexOf(book);
            moments.add(found < 0 ? -1 : from + found);
            from += Math.max(0, found);
        }
        return moments;
    }

    static String trade(String id, String price, String size) {
        return id + " " + level(price, size);
    }

    static String level(String price, String size) {
        return plain(price) + " x " + plain(size);
    }

    private static String plain(String number) {
        return new BigDecimal(number).stripTrailingZeros().toPlainString();
    }
}

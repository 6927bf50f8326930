package io.jaybit.client;

import io.jaybit.client.testing.BookPicture;
import io.jaybit.client.testing.FrameCount;
import io.jaybit.market.Channel;
import io.jaybit.market.PositionSide;
import io.jaybit.market.TakerSide;
import io.jaybit.market.Topic;
import io.jaybit.simulator.SimulatedExchange;
import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.ExchangeListener;
import io.jaybit.simulator.exchange.Instrument;
import io.jaybit.simulator.exchange.Liquidation;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.OrderRequest;
import io.jaybit.simulator.exchange.Refusal;
import io.jaybit.simulator.exchange.Side;
import io.jaybit.simulator.exchange.TimeInForce;
import io.jaybit.simulator.exchange.Trade;
import io.jaybit.simulator.feed.BookKind;
import io.jaybit.simulator.feed.PublishedBook;
import io.jaybit.simulator.venue.FrameTally;
import io.jaybit.simulator.venue.StreamConnection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One market, seen from inside the exchange and through the client at once: every book, trade and liquidation. To be made on the
 * exchange's thread, before the client subscribes.
 */
final class MarketWitness {
    private final Market market;
    private final Channel channel;
    private final List<String> trueTrades = new ArrayList<>();
    private final List<String> trueLiquidations = new ArrayList<>();
    private final List<String> trades = new ArrayList<>();
    private final List<String> liquidations = new ArrayList<>();
    private final Map<BookKind, LiveBook> books = new LinkedHashMap<>();
    private @Nullable LiveRpiBook retailBook;

    MarketWitness(SimulatedExchange exchange, Category category, String symbol) {
        this.market = market(exchange, category, symbol);
        this.channel = Channel.valueOf(category.name());
        exchange.exchange().listen(new ExchangeListener() {
            @Override
            public void onTrade(Trade trade) {
                if (trade.market() == market) {
                    trueTrades.add(picture(trade));
                }
            }

            @Override
            public void onLiquidation(Liquidation liquidation) {
                if (liquidation.market() == market) {
                    trueLiquidations.add(picture(liquidation));
                }
            }
        });
    }

    static Market market(SimulatedExchange exchange, Category category, String symbol) {
        return Objects.requireNonNull(exchange.exchange().market(category, symbol), symbol);
    }

    private static String picture(Trade trade) {
        return trade.id() + ' ' + plain(trade.market().instrument().price(trade.price())) + " x "
                + plain(trade.market().instrument().size(trade.size())) + ' '
                + trade.takerSide().text() + ' ' + trade.seq() + ' ' + trade.epochMillis();
    }

    private static String picture(io.jaybit.market.Trade trade) {
        String side = trade.takerSide() == TakerSide.BUY ? "Buy" : "Sell";
        return trade.id() + " " + plain(trade.price().toString()) + " x "
                + plain(trade.size().toString()) + ' ' + side + ' '
                + trade.seq().orElse(0) + ' '
                + trade.exchangeEpochMillis();
    }

    private static String picture(Liquidation liquidation) {
        String side = liquidation.liquidated() == Side.BUY ? "long" : "short";
        Market market = liquidation.market();
        return side + ' ' + plain(market.instrument().price(liquidation.bankruptcyPrice())) + " x "
                + plain(market.instrument().size(liquidation.size())) + ' ' + liquidation.epochMillis();
    }

    private static String picture(io.jaybit.market.Liquidation liquidation) {
        String side = liquidation.liquidated() == PositionSide.LONG ? "long" : "short";
        return side + ' ' + plain(liquidation.bankruptcyPrice().toString()) + " x "
                + plain(liquidation.size().toString()) + ' ' + liquidation.exchangeEpochMillis();
    }

    private static String plain(String number) {
        return new BigDecimal(number).stripTrailingZeros().toPlainString();
    }

    /** Subscribes every stream that there is of it. */
    Subscription subscribe(Bybit bybit) {
        MarketStreams streams = bybit.market(Objects.requireNonNull(channel.category()));
        List<Topic> topics = new ArrayList<>();
        String symbol = market.symbol();
        String coin = market.instrument().baseCoin();
        topics.add(streams.topic("publicTrade." + (channel == Channel.OPTION ? coin : symbol)));
        topics.add(streams.topic("tickers." + symbol));
        if (channel != Channel.OPTION && channel != Channel.SPREAD) {
            topics.add(streams.topic("kline.1." + symbol));
            topics.add(streams.topic("kline.60." + symbol));
            topics.add(streams.topic("kline.D." + symbol));
            topics.add(streams.topic("priceLimit." + symbol));
        }
        if (hasLiquidations()) {
            topics.add(streams.topic("allLiquidation." + symbol));
        }
        Subscription subscription = bybit.subscribeInline(topics, new InlineListener() {
            @Override
            public void onTrade(io.jaybit.market.Trade trade) {
                if (trade.symbol().name().equals(symbol)) {
                    synchronized (trades) {
                        trades.add(picture(trade));
                    }
                }
            }

            @Override
            public void onLiquidation(io.jaybit.market.Liquidation liquidation) {
                synchronized (liquidations) {
                    liquidations.add(picture(liquidation));
                }
            }
        });
        for (BookKind kind : BookKind.of(market.category())) {
            if (kind == BookKind.RPI) {
                retailBook = streams.liveRpiBook(symbol);
            } else {
                books.put(kind, bybit.book(streams.topic("orderbook." + kind.text() + '.' + symbol)));
            }
        }
        return subscription;
    }

    /** Has somebody buy what is offered best with all that he has and ten times more, so that he is liquidated when the price falls. */
    boolean overreach(SimulatedExchange exchange) throws Refusal {
        Instrument instrument = market.instrument();
        long price = market.asks().price(0);
        long qty = market.asks().size(0);
        Account account = exchange.exchange().openAccount("reckless " + market);
        BigDecimal funds = instrument.value(qty, price).multiply(new BigDecimal("0.13"));
        exchange.exchange().deposit(account, instrument.settleCoin(), funds);
        OrderRequest order = OrderRequest.limit(market, Side.BUY, qty, price)
                .timeInForce(TimeInForce.IOC)
                .build();
        exchange.exchange().create(account, order);
        return true;
    }

    boolean hasLiquidations() {
        return channel == Channel.LINEAR || channel == Channel.INVERSE;
    }

    /** Has the first account buy what is offered best, so that there is a trade; true if it could. */
    boolean takeTheBestOffer(SimulatedExchange exchange) throws Refusal {
        if (market.asks().size() == 0) {
            return false;
        }
        Instrument instrument = market.instrument();
        long price = market.asks().price(0);
        long qty = instrument.minQty();
        while (instrument.value(qty, price).compareTo(instrument.minNotional()) < 0) {
            qty *= 2;
        }
        OrderRequest order = OrderRequest.limit(market, Side.BUY, qty, price)
                .timeInForce(TimeInForce.IOC)
                .build();
        exchange.exchange().create(exchange.keys().get(0).account(), order);
        return true;
    }

    int tradesHeard() {
        synchronized (trades) {
            return trades.size();
        }
    }

    int liquidationsHeard() {
        synchronized (liquidations) {
            return liquidations.size();
        }
    }

    /** What the client has not, or has otherwise; null if all is the same. To be asked on the exchange's thread. */
    @Nullable
    String difference(SimulatedExchange exchange) {
        String books = differenceOfBooks(exchange);
        if (books != null) {
            return books;
        }
        synchronized (trades) {
            String difference = difference("trades", trueTrades, trades);
            if (difference != null) {
                return difference;
            }
        }
        synchronized (liquidations) {
            return difference("liquidations", trueLiquidations, liquidations);
        }
    }

    @Nullable
    String differenceOfBooks(SimulatedExchange exchange) {
        for (Map.Entry<BookKind, LiveBook> one : books.entrySet()) {
            PublishedBook published = exchange.feeds().book(market, one.getKey());
            var book = one.getValue().copy();
            if (!book.isLive()) {
                return one.getValue().topic() + " is " + book.status() + " " + book.staleReason();
            }
            String difference =
                    difference(one.getValue().topic(), BookPicture.of(market, published), BookPicture.of(book));
            if (difference != null) {
                return difference;
            }
        }
        return retailBook == null ? null : differenceOfRetail(exchange, retailBook);
    }

    private @Nullable String differenceOfRetail(SimulatedExchange exchange, LiveRpiBook book) {
        PublishedBook published = exchange.feeds().book(market, BookKind.RPI);
        String ordinary = difference(
                book.topic(), BookPicture.of(market, published), BookPicture.of(book.copy(LiveRpiBook.View.ORDINARY)));
        return ordinary != null
                ? ordinary
                : difference(
                        book.topic(),
                        BookPicture.ofRetail(market, published),
                        BookPicture.of(book.copy(LiveRpiBook.View.RPI)));
    }

    private static @Nullable String difference(Topic topic, String published, String known) {
        return published.equals(known) ? null : topic + ":\npublished " + published + "known " + known;
    }

    /** The client must have heard everything since the first it heard, in its order. */
    private static @Nullable String difference(String what, List<String> happened, List<String> heard) {
        if (heard.isEmpty()) {
            return null;
        }
        int from = happened.indexOf(heard.get(0));
        if (from < 0) {
            return what + " that never were: " + heard.get(0);
        }
        List<String> since = happened.subList(from, happened.size());
        return since.equals(heard) ? null : what + ": " + heard.size() + " heard of " + since.size();
    }

    /** Whether count and fingerprint of every topic's frames are those of the one connection of a channel; null if so. */
    static @Nullable String differenceOfFrames(SimulatedExchange exchange, Channel channel, FrameCount heard) {
        List<StreamConnection> connections = exchange.venue().connections().stream()
                .filter(one -> one.path().path().equals(channel.path()))
                .toList();
        if (connections.size() != 1) {
            return connections.size() + " connections of " + channel;
        }
        Map<String, FrameCount.Count> sent = new LinkedHashMap<>();
        connections.get(0).sent().counts().forEach((topic, count) -> {
            if (!topic.startsWith("answer.")) {
                sent.put(topic, count(count));
            }
        });
        Map<String, FrameCount.Count> counts = heard.counts(channel);
        return sent.equals(counts) ? null : "frames of " + channel + ": sent " + sent + ", heard " + counts;
    }

    private static FrameCount.Count count(FrameTally.Count count) {
        return new FrameCount.Count(count.frames(), count.bytes(), count.sha256());
    }
}

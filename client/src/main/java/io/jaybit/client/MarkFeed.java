package io.jaybit.client;

import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.market.Ticker;
import io.jaybit.market.Topic;
import io.jaybit.positions.Position;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Brings the mark prices of open positions from the symbols' tickers, since no private stream tells when only the mark price moves. Confined to
 * the account's I/O thread; tickers may come on others.
 */
final class MarkFeed {
    private final Engine engine;
    private final AccountEngine account;
    private final BiFunction<List<Topic>, InlineListener, Subscription> subscribe;
    private final Map<Symbol, Subscription> tickers = new HashMap<>();
    private final Map<Symbol, Set<Integer>> open = new HashMap<>();
    private boolean closed;

    MarkFeed(Engine engine, AccountEngine account, BiFunction<List<Topic>, InlineListener, Subscription> subscribe) {
        this.engine = engine;
        this.account = account;
        this.subscribe = subscribe;
    }

    /** A position is another now. */
    void onPosition(Position position) {
        Symbol symbol = position.symbol();
        Set<Integer> legs = open.computeIfAbsent(symbol, none -> new HashSet<>());
        if (position.isFlat()) {
            legs.remove(position.positionIdx());
        } else {
            legs.add(position.positionIdx());
        }
        if (!legs.isEmpty() && !tickers.containsKey(symbol) && !closed) {
            Topic topic = Topic.of(Channel.of(symbol.category()), "tickers." + symbol.name());
            tickers.put(symbol, subscribe.apply(List.of(topic), new Prices(symbol)));
        } else if (legs.isEmpty()) {
            open.remove(symbol);
            Subscription over = tickers.remove(symbol);
            if (over != null) {
                over.close();
            }
        }
    }

    void close() {
        closed = true;
        tickers.values().forEach(Subscription::close);
        tickers.clear();
    }

    private final class Prices implements InlineListener {
        private final Symbol symbol;

        private Prices(Symbol symbol) {
            this.symbol = symbol;
        }

        @Override
        public void onTicker(Ticker ticker) {
            Decimal mark = ticker.markPrice();
            if (mark != null) {
                Decimal index = ticker.indexPrice();
                long received = System.nanoTime();
                engine.run(() -> account.desk()
                        .line()
                        .onMark(symbol, mark, index, ticker.exchangeEpochMillis(), received, true));
            }
        }

        @Override
        public void onNotice(Notice notice) {
            if (notice instanceof Notice.TopicSilent
                    || notice instanceof Notice.Disconnected
                    || notice instanceof Notice.TopicRefused
                    || notice instanceof Notice.TopicClosed) {
                engine.run(() -> account.desk().line().onMarkLost(symbol));
            }
        }
    }
}

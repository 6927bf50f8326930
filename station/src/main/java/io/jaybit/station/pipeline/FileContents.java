package io.jaybit.station.pipeline;

import io.jaybit.client.Decoders;
import io.jaybit.feed.FrameDecoder;
import io.jaybit.feed.MarketSink;
import io.jaybit.market.AdlAlert;
import io.jaybit.market.BookUpdate;
import io.jaybit.market.Channel;
import io.jaybit.market.InsurancePool;
import io.jaybit.market.Kline;
import io.jaybit.market.Liquidation;
import io.jaybit.market.PriceLimit;
import io.jaybit.market.Symbol;
import io.jaybit.market.SystemStatus;
import io.jaybit.market.TickerUpdate;
import io.jaybit.market.Topic;
import io.jaybit.market.TopicKind;
import io.jaybit.market.Trade;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What a file has: its topics and symbols, found by reading it once. Confined to one thread.
 *
 * <p>A frame does not say of which category it is. Where the user does not either, the look of the symbols decides, and linear where
 * that says nothing.
 */
public final class FileContents implements MarketSink {
    private final Set<Topic> topics = new LinkedHashSet<>();
    private final Set<Symbol> symbols = new LinkedHashSet<>();

    private FileContents() {}

    /**
     * Reads files.
     *
     * @throws IOException if one cannot be read
     */
    public static FileContents of(List<FileFeed.Source> sources) throws IOException {
        FileContents contents = new FileContents();
        for (FileFeed.Source source : sources) {
            FrameDecoder decoder = Decoders.decoder(source.channel());
            try (FrameFile file = FrameFile.open(source.path(), source.channel())) {
                boolean more = true;
                while (more) {
                    more = file.next(frame -> {
                        decoder.decode(frame, contents);
                        Topic topic = decoder.lastTopic();
                        if (topic != null) {
                            contents.topics.add(topic);
                        }
                    });
                }
            }
        }
        return contents;
    }

    /**
     * Guesses the channel of a file from the topics of its first frames. Which of spot and linear a {@code BTCUSDT} belongs to is
     * not to be seen, so that is linear.
     *
     * @throws IOException if it cannot be read
     */
    public static Channel guessChannel(Path path) throws IOException {
        FrameDecoder decoder = Decoders.decoder(Channel.LINEAR);
        FileContents ignored = new FileContents();
        AtomicReference<@Nullable Channel> guess = new AtomicReference<>();
        try (FrameFile file = FrameFile.open(path, Channel.LINEAR)) {
            for (int line = 0; line < 200 && guess.get() == null; line++) {
                boolean more = file.next(frame -> {
                    decoder.decode(frame, ignored);
                    Topic topic = decoder.lastTopic();
                    guess.set(topic == null ? null : guess(topic));
                });
                if (!more) {
                    break;
                }
            }
        }
        Channel guessed = guess.get();
        return guessed == null ? Channel.LINEAR : guessed;
    }

    private static @Nullable Channel guess(Topic topic) {
        String name = topic.target();
        if (topic.kind() == TopicKind.SYSTEM_STATUS) {
            return Channel.STATUS;
        }
        if (name.matches("[A-Z0-9]+-\\d{1,2}[A-Z]{3}\\d{2}-\\d+-[CP](-USDT)?")) {
            return Channel.OPTION;
        }
        if (name.indexOf('_') > 0 && name.indexOf('/') > 0) {
            return Channel.SPREAD;
        }
        if (name.matches("[A-Z0-9]+USD([FGHJKMNQUVXZ]\\d{2})?")) {
            return Channel.INVERSE;
        }
        return null;
    }

    /** The topics in the order of their first frames. */
    public Set<Topic> topics() {
        return topics;
    }

    /** Every symbol that some event is about. */
    public List<Listed> symbols() {
        return symbols.stream()
                .map(Symbol::name)
                .distinct()
                .sorted()
                .map(Listed::named)
                .toList();
    }

    /** The symbols of these names. */
    public List<Symbol> called(Collection<String> names) {
        return symbols.stream().filter(symbol -> names.contains(symbol.name())).toList();
    }

    /** The depths of the books of a symbol, the shallowest first. */
    public List<String> depths(String symbol) {
        return topics.stream()
                .filter(topic ->
                        topic.kind() == TopicKind.ORDER_BOOK && topic.target().equals(symbol))
                .map(Topic::argument)
                .distinct()
                .sorted(Comparator.comparingInt(Integer::parseInt))
                .toList();
    }

    private void add(Symbol symbol) {
        symbols.add(symbol);
    }

    @Override
    public void onBook(BookUpdate update) {
        add(update.symbol());
    }

    @Override
    public void onTicker(TickerUpdate update) {
        add(update.symbol());
    }

    @Override
    public void onTrade(Trade trade) {
        add(trade.symbol());
    }

    @Override
    public void onLiquidation(Liquidation liquidation) {
        add(liquidation.symbol());
    }

    @Override
    public void onKline(Kline kline) {
        add(kline.symbol());
    }

    @Override
    public void onPriceLimit(PriceLimit limit) {
        add(limit.symbol());
    }

    @Override
    public void onInsurancePool(InsurancePool pool) {
        // A pool is no symbol.
    }

    @Override
    public void onAdlAlert(AdlAlert alert) {
        // An alert names a contract that need not be in the file otherwise.
    }

    @Override
    public void onSystemStatus(SystemStatus status) {
        // Concerns no symbol.
    }
}

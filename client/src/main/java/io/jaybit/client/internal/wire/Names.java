package io.jaybit.client.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import io.jaybit.market.TopicKind;
import org.jspecify.annotations.Nullable;

/**
 * The topics and symbols one decoder has met, so that each frame gets the same objects. At most 20,000 of each are kept; what
 * comes after those is made anew each time. Confined to the thread that decodes.
 */
final class Names {
    private static final int LIMIT = 20_000;

    /** A topic with what its frames need. */
    static final class Entry {
        final Topic topic;
        final TopicKind kind;
        /** What its frames are about; null where one topic has many symbols or none. */
        final @Nullable Symbol symbol;
        /** The bytes of the symbol's name. */
        final byte[] target;
        /** Whether its levels have a third part. */
        final boolean rpi;
        /** How the prices of its levels look. */
        final Scan.Form priceForm = new Scan.Form();

        private Entry(Topic topic, TopicKind kind, @Nullable Symbol symbol) {
            this.topic = topic;
            this.kind = kind;
            this.symbol = symbol;
            this.rpi = kind == TopicKind.RPI_ORDER_BOOK;
            this.target = symbol == null ? new byte[0] : symbol.name().getBytes(UTF_8);
        }
    }

    private final Channel channel;
    private final ByteTable<Entry> topics = new ByteTable<>(LIMIT);
    private final ByteTable<Symbol> symbols = new ByteTable<>(LIMIT);

    Names(Channel channel) {
        this.channel = channel;
    }

    ByteTable<Entry> topics() {
        return topics;
    }

    ByteTable<Symbol> symbols() {
        return symbols;
    }

    /** Gives this very object for the topic's frames from now on. */
    void expect(Topic topic) {
        topics.put(topic.name().getBytes(UTF_8), entry(topic));
    }

    /** @throws UnreadableFrame if no topic can have this name */
    Entry topic(String name) throws UnreadableFrame {
        byte[] bytes = name.getBytes(UTF_8);
        Entry known = topics.get(bytes);
        if (known != null) {
            return known;
        }
        Topic topic;
        try {
            topic = Topic.of(channel, name);
        } catch (IllegalArgumentException notATopic) {
            throw new UnreadableFrame(String.valueOf(notATopic.getMessage()));
        }
        Entry entry = entry(topic);
        topics.put(bytes, entry);
        return entry;
    }

    private Entry entry(Topic topic) {
        Category category = channel.category();
        TopicKind kind = topic.kind();
        boolean aboutSymbols = switch (kind) {
            case ORDER_BOOK,
                    FULL_ORDER_BOOK,
                    RPI_ORDER_BOOK,
                    TRADE,
                    TICKER,
                    KLINE,
                    LIQUIDATION,
                    LEGACY_LIQUIDATION,
                    PRICE_LIMIT -> true;
            case INSURANCE, ADL_ALERT, SYSTEM_STATUS, OTHER -> false;
        };
        if (!aboutSymbols) {
            return new Entry(topic, kind, null);
        }
        if (category == null) {
            // such a name on a channel without a category is not what we know under it
            return new Entry(topic, TopicKind.OTHER, null);
        }
        boolean byCoin = category == Category.OPTION && kind == TopicKind.TRADE;
        return new Entry(topic, kind, byCoin ? null : symbol(topic.target()));
    }

    /** @param name not empty */
    Symbol symbol(String name) {
        byte[] bytes = name.getBytes(UTF_8);
        Symbol known = symbols.get(bytes);
        if (known != null) {
            return known;
        }
        Category category = channel.category();
        if (category == null) {
            throw new IllegalStateException("no symbols on " + channel);
        }
        Symbol symbol = new Symbol(category, name);
        symbols.put(bytes, symbol);
        return symbol;
    }
}

package io.jaybit.market;

import java.util.Objects;

/**
 * A topic on a channel: the key under which books, tickers, coverage and health are kept. Immutable.
 *
 * <p>Reads the parts of the name; it does not ask whether the venue would accept it.
 */
public final class Topic {
    private final Channel channel;
    private final String name;
    private final TopicKind kind;
    private final String target;
    private final int hash;

    private Topic(Channel channel, String name) {
        this.channel = channel;
        this.name = name;
        this.kind = TopicKind.of(name);
        this.target = kind.target(name);
        this.hash = name.hashCode() * 31 + channel.ordinal();
    }

    /**
     * @param name as subscribed, e.g. {@code orderbook.50.BTCUSDT}
     * @throws IllegalArgumentException if the name is empty or has a character that cannot stand in a JSON string unescaped
     */
    public static Topic of(Channel channel, String name) {
        Objects.requireNonNull(channel, "channel");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a topic needs a name");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c > '~' || c == '"' || c == '\\') {
                throw new IllegalArgumentException("not a topic: \"" + name + "\" (character " + (i + 1) + ")");
            }
        }
        return new Topic(channel, name);
    }

    public Channel channel() {
        return channel;
    }

    /** The whole name as subscribed. */
    public String name() {
        return name;
    }

    public TopicKind kind() {
        return kind;
    }

    /**
     * What follows the kind and its argument: the symbol; for option trades the base coin; for insurance and ADL the pool's
     * coin; empty for {@code system.status}.
     */
    public String target() {
        return target;
    }

    /** The number or word between kind and target: the depth of a book, the interval of a kline; empty for the rest. */
    public String argument() {
        return kind.argument(name);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Topic that && channel == that.channel && name.equals(that.name));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** {@code linear/orderbook.50.BTCUSDT}. */
    @Override
    public String toString() {
        Category category = channel.category();
        return (category == null ? channel.path() : category.text()) + "/" + name;
    }
}

package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Category;
import java.util.Optional;

/** What a private stream tells of; each channel is one topic, and some of them one more for each category. */
public enum PrivateChannel {
    ORDER("order"),
    EXECUTION("execution"),
    EXECUTION_FAST("execution.fast"),
    POSITION("position"),
    WALLET("wallet"),
    GREEKS("greeks"),
    SPREAD_ORDER("spread.order"),
    SPREAD_EXECUTION("spread.execution");

    private final String text;

    PrivateChannel(String text) {
        this.text = text;
    }

    /** Whether there is a topic for this category alone. */
    private boolean isCutInto(Category category) {
        return switch (this) {
            case ORDER, EXECUTION, EXECUTION_FAST -> category != Category.SPREAD;
            case POSITION -> category.hasPositions();
            case WALLET, GREEKS, SPREAD_ORDER, SPREAD_EXECUTION -> false;
        };
    }

    /** The topic of all categories. */
    public String text() {
        return text;
    }

    /** The channel of a topic: {@code order}, {@code order.linear}. */
    static Optional<PrivateChannel> ofTopic(String name) {
        for (PrivateChannel channel : values()) {
            if (name.equals(channel.text)) {
                return Optional.of(channel);
            }
        }
        int dot = name.lastIndexOf('.');
        Optional<Category> category = dot < 0 ? Optional.empty() : Category.parse(name.substring(dot + 1));
        for (PrivateChannel channel : values()) {
            if (category.isPresent()
                    && channel.isCutInto(category.get())
                    && name.substring(0, dot).equals(channel.text)) {
                return Optional.of(channel);
            }
        }
        return Optional.empty();
    }

    /** Whether a row of a category belongs into a topic of this channel. */
    boolean tells(String topic, Category category) {
        return topic.equals(text) || topic.substring(text.length() + 1).equals(category.text());
    }
}

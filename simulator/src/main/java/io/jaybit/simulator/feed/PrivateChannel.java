package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Category;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a private stream tells of; each channel is one topic, and some of them one more for each category. */
public enum PrivateChannel {
    ORDER("order", EnumSet.of(Category.SPOT, Category.LINEAR, Category.INVERSE, Category.OPTION)),
    EXECUTION("execution", EnumSet.of(Category.SPOT, Category.LINEAR, Category.INVERSE, Category.OPTION)),
    EXECUTION_FAST("execution.fast", EnumSet.of(Category.SPOT, Category.LINEAR, Category.INVERSE, Category.OPTION)),
    POSITION("position", EnumSet.of(Category.LINEAR, Category.INVERSE, Category.OPTION)),
    WALLET("wallet", EnumSet.noneOf(Category.class)),
    GREEKS("greeks", EnumSet.noneOf(Category.class)),
    SPREAD_ORDER("spread.order", EnumSet.noneOf(Category.class)),
    SPREAD_EXECUTION("spread.execution", EnumSet.noneOf(Category.class));

    private final String text;
    private final Set<Category> categories;

    PrivateChannel(String text, Set<Category> categories) {
        this.text = text;
        this.categories = categories;
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
                    && channel.categories.contains(category.get())
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

package io.jaybit.market;

import org.jspecify.annotations.Nullable;

/**
 * One WebSocket path of the venue. State is always kept by channel <em>and</em> topic.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/ws/connect">Connect</a>.
 */
public enum Channel {
    SPOT("/v5/public/spot", Category.SPOT),
    LINEAR("/v5/public/linear", Category.LINEAR),
    INVERSE("/v5/public/inverse", Category.INVERSE),
    OPTION("/v5/public/option", Category.OPTION),
    SPREAD("/v5/public/spread", Category.SPREAD),
    /** {@code system.status}. */
    STATUS("/v5/public/misc/status", null),
    /** Public block trades by request for quote; raw frames only. */
    RFQ("/v5/public/rfq", null),
    /** Earn products; raw frames only. */
    EARN("/v5/public/fp", null),
    /** The own account; every category on one path. */
    PRIVATE("/v5/private", null),
    /** Order entry; delivers replies, no topics. */
    TRADE("/v5/trade", null);

    private final String path;
    private final @Nullable Category category;

    Channel(String path, @Nullable Category category) {
        this.path = path;
        this.category = category;
    }

    /** The path below the host, e.g. {@code /v5/public/linear}. */
    public String path() {
        return path;
    }

    /** The category every topic of this channel belongs to, or null where the channel has none. */
    public @Nullable Category category() {
        return category;
    }

    /** Whether the venue demands a login before anything else. */
    public boolean needsLogin() {
        return this == PRIVATE || this == TRADE;
    }

    /** The public market data channel of a category. */
    public static Channel of(Category category) {
        return switch (category) {
            case SPOT -> SPOT;
            case LINEAR -> LINEAR;
            case INVERSE -> INVERSE;
            case OPTION -> OPTION;
            case SPREAD -> SPREAD;
        };
    }
}

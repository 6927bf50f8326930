package io.jaybit.simulator.wire;

import java.util.Locale;
import java.util.Optional;

/**
 * A WebSocket path, and the shape in which the venue answers on it.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/ws/connect">Connect</a>.
 */
public enum StreamPath {
    SPOT("/v5/public/spot", Shape.SPOT),
    LINEAR("/v5/public/linear", Shape.FUTURES),
    INVERSE("/v5/public/inverse", Shape.FUTURES),
    OPTION("/v5/public/option", Shape.COMMAND),
    SPREAD("/v5/public/spread", Shape.COMMAND),
    STATUS("/v5/public/misc/status", Shape.FUTURES),
    RFQ("/v5/public/rfq", Shape.FUTURES),
    EARN("/v5/public/fp", Shape.FUTURES),
    PRIVATE("/v5/private", Shape.PRIVATE),
    TRADE("/v5/trade", Shape.TRADE);

    /**
     * The family of acks, pongs and refusals. Those of the status, RFQ and earn paths are undocumented; they answer as the futures
     * do.
     */
    public enum Shape {
        SPOT,
        FUTURES,
        COMMAND,
        PRIVATE,
        TRADE
    }

    private final String path;
    private final Shape shape;

    StreamPath(String path, Shape shape) {
        this.path = path;
        this.shape = shape;
    }

    /** The path below the host. */
    public String path() {
        return path;
    }

    /** How acks, pongs and refusals look on it. */
    public Shape shape() {
        return shape;
    }

    /** Whether it needs no login. */
    public boolean isPublic() {
        return this != PRIVATE && this != TRADE;
    }

    /** The venue's word for it, lower case: {@code linear}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The path that a request line names; empty where there is no such stream. */
    public static Optional<StreamPath> ofPath(String path) {
        for (StreamPath candidate : values()) {
            if (candidate.path.equals(path)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** Reads {@code spot}, {@code linear}, …, in any case. */
    public static Optional<StreamPath> parse(String text) {
        for (StreamPath candidate : values()) {
            if (candidate.text().equalsIgnoreCase(text)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}

package io.jaybit.account;

import java.util.Optional;

/**
 * What the venue protects together when connections are lost: cancels its orders.
 *
 * <p>Venue pages: <a href="https://bybit-exchange.github.io/docs/v5/order/dcp">Set Disconnect Cancel All</a>, <a
 * href="https://bybit-exchange.github.io/docs/v5/websocket/private/dcp">Dcp</a>.
 */
public enum ProtectedProduct {
    /** Linear and inverse. */
    DERIVATIVES("dcp.future"),
    SPOT("dcp.spot"),
    OPTIONS("dcp.option");

    private final String topic;

    ProtectedProduct(String topic) {
        this.topic = topic;
    }

    /** The private topic that makes a connection one that is watched over. */
    public String topic() {
        return topic;
    }

    /** By the word the venue's settings use; empty where it is none of these. */
    public static Optional<ProtectedProduct> of(String word) {
        for (ProtectedProduct product : values()) {
            if (product.name().equals(word)) {
                return Optional.of(product);
            }
        }
        return Optional.empty();
    }
}

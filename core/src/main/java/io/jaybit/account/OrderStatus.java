package io.jaybit.account;

import io.jaybit.market.Coded;

/**
 * How far an order has come, by the venue.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/enum#orderstatus">Order status</a>. {@code CREATED} and {@code ACTIVE}
 * are words of before 2024.
 */
public enum OrderStatus {
    /** Accepted, not yet matched; an old word. */
    CREATED("Created"),
    /** Resting in the book. */
    NEW("New"),
    /** Resting, a part is filled. */
    PARTIALLY_FILLED("PartiallyFilled"),
    /** A conditional order that waits for its trigger. */
    UNTRIGGERED("Untriggered"),
    /** Between trigger and book; often never seen. */
    TRIGGERED("Triggered"),
    /** Triggered and turned into a live order; an old word. */
    ACTIVE("Active"),
    /** All of it is filled. */
    FILLED("Filled"),
    /** Ended early; on derivatives it may hold a partial fill. */
    CANCELLED("Cancelled"),
    /** Spot: cancelled after a partial fill. */
    PARTIALLY_FILLED_CANCELED("PartiallyFilledCanceled"),
    /** Refused by the matching engine; fills that came nevertheless count. */
    REJECTED("Rejected"),
    /** A conditional order that ended before its trigger. */
    DEACTIVATED("Deactivated"),
    /** A word that is new to us. */
    UNRECOGNISED("");

    private static final Words<OrderStatus> WORDS = new Words<>(values(), UNRECOGNISED, OrderStatus::text);

    private final String text;

    OrderStatus(String text) {
        this.text = text;
    }

    /** The venue's word. */
    public String text() {
        return text;
    }

    /** Reads the venue's word. */
    public static Coded<OrderStatus> parse(String text) {
        return WORDS.parse(text);
    }

    /** Whether nothing follows but late facts: fills, or a second word on a cancel that came too late. */
    public boolean isFinal() {
        return switch (this) {
            case FILLED, CANCELLED, PARTIALLY_FILLED_CANCELED, REJECTED, DEACTIVATED -> true;
            case CREATED, NEW, PARTIALLY_FILLED, UNTRIGGERED, TRIGGERED, ACTIVE, UNRECOGNISED -> false;
        };
    }
}

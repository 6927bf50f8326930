package io.jaybit.client.internal.session;

import io.jaybit.market.Channel;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The venue's end of one socket. */
final class VenueSocket {
    final int id;
    final Channel channel;
    /** What it delivers, each with a token of its own for every subscribe. */
    final Map<String, Object> topics = new LinkedHashMap<>();

    /** Accepted here and never delivered, however often it is subscribed. */
    final Set<String> stalled = new HashSet<>();

    /** When the last frame arrives that is under way to the venue, and to us: none overtakes another. */
    long lastToVenue;

    long lastToUs;

    boolean open;
    /** Hears nothing of what is sent: half-open. */
    boolean deaf;
    /** Says nothing, neither data nor answers. */
    boolean mute;

    VenueSocket(int id, Channel channel) {
        this.id = id;
        this.channel = channel;
    }
}

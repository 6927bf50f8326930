package io.jaybit.client;

import io.jaybit.client.internal.rest.RateBudget;
import io.jaybit.client.internal.session.ConnectionBudget;
import java.net.URI;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What the venue counts by address and not by client: one budget of requests for all its REST hosts together, one of connections for
 * each WebSocket domain. A proxy is an address of its own. Safe for any thread.
 *
 * <p>Design note: this is the one thing that all clients of a process share, so it outlives each of them; a ban that one has earned
 * holds for the next.
 */
final class Budgets {
    static final Budgets OF_THIS_PROCESS = new Budgets();

    private static final String VENUE = "the venue's REST hosts";

    private final ConcurrentMap<String, RateBudget> requests = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, ConnectionBudget> connections = new ConcurrentHashMap<>();

    /** For all REST requests of a client. */
    RateBudget requests(Settings settings) {
        URI rest = settings.exchange().rest();
        boolean venues =
                Exchange.known().stream().anyMatch(one -> one.rest().getHost().equalsIgnoreCase(rest.getHost()));
        return requests.computeIfAbsent(
                key(venues ? VENUE : authority(rest), settings.proxy()), absent -> new RateBudget());
    }

    /** For all public sockets of a client. The first client of a domain sets the limits. */
    ConnectionBudget connections(Settings settings) {
        return connections.computeIfAbsent(
                key(authority(settings.exchange().publicStreams()), settings.proxy()),
                absent -> new ConnectionBudget(settings.session().limits(), new SplittableRandom()));
    }

    private static String authority(URI uri) {
        return uri.getRawAuthority().toLowerCase(Locale.ROOT);
    }

    private static String key(String hosts, @Nullable ProxyServer proxy) {
        return proxy == null ? hosts : hosts + " through " + proxy.host() + ":" + proxy.port();
    }
}

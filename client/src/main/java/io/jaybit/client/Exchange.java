package io.jaybit.client;

import io.jaybit.market.Channel;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the venue, or something that speaks like it, is to be found. Immutable.
 *
 * <p>Venue pages: <a href="https://bybit-exchange.github.io/docs/v5/ws/connect">Connect</a>,
 * <a href="https://bybit-exchange.github.io/docs/v5/guide#authentication">Integration guidance</a>. A key works only on the host
 * family it was made for. Hosts the venue does not document say so in {@link #remark}.
 *
 * @param name as {@link #parse} understands it
 * @param publicStreams base of public sockets, {@code wss://HOST}; the {@linkplain Channel#path() path} is appended
 * @param accountStreams base of private and trade sockets; null where none is known
 * @param orderEntry whether there is a trade socket
 * @param rest base of REST, {@code https://HOST}
 * @param remark what a user should know; may be empty
 */
public record Exchange(
        String name, URI publicStreams, @Nullable URI accountStreams, boolean orderEntry, URI rest, String remark) {
    private static final List<Exchange> KNOWN = List.of(
            site("mainnet", "stream.bybit.com", "api.bybit.com", ""),
            site("testnet", "stream-testnet.bybit.com", "api-testnet.bybit.com", "own keys, own market data"),
            new Exchange(
                    "demo-trading",
                    URI.create("wss://stream.bybit.com"),
                    URI.create("wss://stream-demo.bybit.com"),
                    false,
                    URI.create("https://api-demo.bybit.com"),
                    "public data is mainnet's; no order entry by socket"),
            site("tr", "stream.bybit.tr", "api.bybit.tr", "Türkiye"),
            site("id", "stream.bybit.id", "api.bybit.id", "Indonesia"),
            site("kz", "stream.bybit.kz", "api.bybit.kz", "Kazakhstan"),
            site("ge", "stream.bybitgeorgia.ge", "api.bybitgeorgia.ge", "Georgia"),
            site("jp", "stream.manepa.jp", "api.manepa.jp", "Japan"),
            site(
                    "eu",
                    "stream.bybit.eu",
                    "api.bybit.eu",
                    "European Economic Area; of its streams the venue documents only system.status"),
            site("nl", "stream.bybit.nl", "api.bybit.nl", "Netherlands; the stream host is undocumented"),
            new Exchange(
                    "ae",
                    URI.create("wss://stream.bybit.com"),
                    null,
                    false,
                    URI.create("https://api.bybit.ae"),
                    "United Arab Emirates; its stream host is undocumented, public data is mainnet's"));

    public Exchange {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(publicStreams, "publicStreams");
        Objects.requireNonNull(rest, "rest");
        Objects.requireNonNull(remark, "remark");
    }

    private static Exchange site(String name, String streamHost, String restHost, String remark) {
        URI streams = URI.create("wss://" + streamHost);
        return new Exchange(name, streams, streams, true, URI.create("https://" + restHost), remark);
    }

    public static Exchange mainnet() {
        return named("mainnet");
    }

    public static Exchange testnet() {
        return named("testnet");
    }

    /** The venue's paper trading on mainnet prices. Its private stream is its own; public data comes from mainnet. */
    public static Exchange demoTrading() {
        return named("demo-trading");
    }

    /** Every site known by name, mainnet first. */
    public static List<Exchange> known() {
        return KNOWN;
    }

    private static Exchange named(String name) {
        for (Exchange exchange : KNOWN) {
            if (exchange.name.equals(name)) {
                return exchange;
            }
        }
        throw new IllegalStateException("no exchange is called " + name);
    }

    /**
     * Anything that speaks the venue's protocol: a simulator, a relay, a market maker's own host.
     *
     * @param base {@code ws://HOST:PORT} or {@code wss://HOST[:PORT]}, with or without a path to put in front of the venue's;
     *     REST is expected on the same host and port over http or https
     * @throws IllegalArgumentException if it is not such an address
     */
    public static Exchange at(String base) {
        URI uri;
        try {
            uri = new URI(base.endsWith("/") ? base.substring(0, base.length() - 1) : base);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not an address: \"" + base + "\" (" + e.getReason() + ")", e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("ws") && !scheme.equals("wss")) {
            throw new IllegalArgumentException("not a stream's address: \"" + base
                    + "\"; give ws://HOST:PORT or wss://HOST:PORT, REST is then expected there over http or https");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("no host in \"" + base + "\"; give " + scheme + "://HOST:PORT");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "an exchange's address is host, port and path only: \"" + withoutSecrets(uri) + "\"");
        }
        if (uri.getRawPath().contains("/v5")) {
            throw new IllegalArgumentException("leave out the path of the channel in \"" + base
                    + "\": /v5/public/linear and its like are appended");
        }
        String authority = uri.getRawAuthority() + uri.getRawPath();
        URI streams = URI.create(scheme + "://" + authority);
        return new Exchange(
                streams.toString(),
                streams,
                streams,
                true,
                URI.create((scheme.equals("ws") ? "http://" : "https://") + authority),
                "");
    }

    private static String withoutSecrets(URI uri) {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    /**
     * Reads what stands behind {@code --exchange}: {@code mainnet}, {@code testnet}, {@code demo-trading}, a region ({@code tr id
     * kz ge jp eu nl ae}) or an address as {@link #at} takes it.
     *
     * @throws IllegalArgumentException naming what is allowed
     */
    public static Exchange parse(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (word.contains("://")) {
            return at(text.strip());
        }
        if (word.equals("demo")) {
            throw new IllegalArgumentException(
                    "\"demo\" can mean two things: \"demo-trading\" is Bybit's paper trading on"
                            + " mainnet prices; the exchange that is built in here is started by \"./jaybit demo\" and reached by the"
                            + " address which that prints");
        }
        for (Exchange exchange : KNOWN) {
            if (exchange.name.equals(word)) {
                return exchange;
            }
        }
        throw new IllegalArgumentException("no exchange is called \"" + text + "\"; known: "
                + String.join(", ", KNOWN.stream().map(Exchange::name).toList())
                + ", or an address ws://HOST:PORT or wss://HOST:PORT");
    }

    /**
     * The address of a channel's socket.
     *
     * @throws IllegalArgumentException if this exchange has no such socket, saying why
     */
    public URI stream(Channel channel) {
        if (!channel.needsLogin()) {
            return URI.create(publicStreams + channel.path());
        }
        URI base = accountStreams;
        if (base == null) {
            throw new IllegalArgumentException("the host of private streams of \"" + name + "\" is not known");
        }
        if (channel == Channel.TRADE && !orderEntry) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" has no order entry by socket; orders go by REST there");
        }
        return URI.create(base + channel.path());
    }

    /** Whether orders can go by socket here; where not, they go by REST. */
    boolean hasOrderEntry() {
        return orderEntry;
    }

    /** The name, or the address where it has none. */
    @Override
    public String toString() {
        return name;
    }
}

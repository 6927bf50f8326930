package io.jaybit.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A proxy through which every connection goes, sockets and REST alike. Host names are resolved by the proxy. Immutable; never
 * prints its password.
 *
 * @param kind how to talk to it
 * @param host its name or address
 * @param port its port
 * @param user null where it wants none
 * @param password null where it wants none
 */
public record ProxyServer(
        Kind kind,
        String host,
        int port,
        @Nullable String user,
        @Nullable String password) {
    /** The protocols by which a proxy is asked. */
    public enum Kind {
        /** HTTP {@code CONNECT}. */
        HTTP,
        SOCKS5
    }

    public ProxyServer {
        Objects.requireNonNull(kind, "kind");
        if (host.isEmpty()) {
            throw new IllegalArgumentException("a proxy needs a host");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " of the proxy is not in 1..65535");
        }
    }

    /**
     * Reads {@code http://[USER:PASSWORD@]HOST:PORT} or {@code socks5://…}.
     *
     * @throws IllegalArgumentException if it is not such an address; the message does not repeat the password
     */
    public static ProxyServer parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw refused();
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        Kind kind = switch (scheme) {
            case "http" -> Kind.HTTP;
            case "socks5", "socks", "socks5h" -> Kind.SOCKS5;
            default -> throw refused();
        };
        if (uri.getHost() == null || uri.getPort() < 0) {
            throw refused();
        }
        String login = uri.getUserInfo();
        int colon = login == null ? -1 : login.indexOf(':');
        String user = login == null || colon < 0 ? login : login.substring(0, colon);
        String password = login == null || colon < 0 ? null : login.substring(colon + 1);
        return new ProxyServer(kind, uri.getHost(), uri.getPort(), user, password);
    }

    private static IllegalArgumentException refused() {
        return new IllegalArgumentException(
                "not a proxy; give http://[USER:PASSWORD@]HOST:PORT or socks5://[USER:PASSWORD@]HOST:PORT");
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + "://" + (user == null ? "" : user + ":…@") + host + ":" + port;
    }
}

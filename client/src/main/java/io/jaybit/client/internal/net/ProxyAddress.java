package io.jaybit.client.internal.net;

import org.jspecify.annotations.Nullable;

/** The proxy to go through. Immutable; never prints its password. */
public record ProxyAddress(
        boolean socks,
        String host,
        int port,
        @Nullable String user,
        @Nullable String password) {
    @Override
    public String toString() {
        return (socks ? "SOCKS5 proxy " : "HTTP proxy ") + host + ":" + port;
    }
}

package io.jaybit.client;

import io.jaybit.client.internal.net.NetConfig;
import io.jaybit.client.internal.net.ProxyAddress;
import io.jaybit.client.internal.rest.RequestSigner;
import io.jaybit.client.internal.session.SessionConfig;
import io.jaybit.client.internal.wire.Signer;
import io.jaybit.feed.InputSink;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a client was built with. Immutable.
 *
 * @param eventQueue how many events may wait for listeners
 * @param noticeQueue how many notices may
 * @param inputs keeps what is taken in; null where nobody does
 */
record Settings(
        Exchange exchange,
        @Nullable ProxyServer proxy,
        @Nullable Path caFile,
        boolean nativeTransport,
        int ioThreads,
        int eventQueue,
        int noticeQueue,
        Duration openTimeout,
        SessionConfig session,
        @Nullable InputSink inputs) {
    /** How late a signed request may arrive. */
    static final Duration RECV_WINDOW = Duration.ofSeconds(5);

    /** Twice what the biggest snapshot was ever seen to need, several times over. */
    private static final int MOST_MESSAGE_BYTES = 4 << 20;

    /** Null without a key. */
    @Nullable
    RequestSigner requestSigner() {
        Signer signer = session.signer();
        return signer == null ? null : new RequestSigner(signer, RECV_WINDOW, "");
    }

    NetConfig net(int thread) {
        return new NetConfig(
                ioThreads == 1 ? "jaybit-io" : "jaybit-io-" + thread,
                nativeTransport,
                caFile,
                proxy == null
                        ? null
                        : new ProxyAddress(
                                proxy.kind() == ProxyServer.Kind.SOCKS5,
                                proxy.host(),
                                proxy.port(),
                                proxy.user(),
                                proxy.password()),
                openTimeout,
                MOST_MESSAGE_BYTES);
    }
}

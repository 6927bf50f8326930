package io.jaybit.client.internal.net;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Resolves names by the platform's resolver, which blocks: on threads of its own, so that a slow name server never holds up the
 * I/O thread. They are daemons and end after a second without work; one that hangs in the operating system ends when that lets go.
 */
final class NameLookup implements AutoCloseable {
    private static final int MOST_AT_ONCE = 4;

    private final ThreadPoolExecutor threads;

    NameLookup() {
        threads = new ThreadPoolExecutor(
                MOST_AT_ONCE, MOST_AT_ONCE, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "jaybit-dns");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Calls {@code done} with at least one address, or with the error: at once for a literal address, else on another thread. */
    void resolve(String host, BiConsumer<InetAddress @Nullable [], @Nullable Throwable> done) {
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
        if (literal != null) {
            try {
                done.accept(new InetAddress[] {InetAddress.getByAddress(host, literal)}, null);
            } catch (UnknownHostException e) {
                done.accept(null, e);
            }
            return;
        }
        try {
            threads.execute(() -> {
                InetAddress[] found;
                try {
                    found = InetAddress.getAllByName(host);
                } catch (UnknownHostException e) {
                    done.accept(null, e);
                    return;
                }
                done.accept(found, null);
            });
        } catch (RejectedExecutionException closed) {
            done.accept(null, closed);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

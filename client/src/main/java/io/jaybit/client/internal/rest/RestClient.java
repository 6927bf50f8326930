package io.jaybit.client.internal.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jaybit.client.internal.net.IoThread;
import io.jaybit.client.internal.wire.Node;
import io.jaybit.client.internal.wire.UnreadableFrame;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends GET requests within the budget and gives the {@code result} of each answer. Safe for any thread; its own work is done on
 * the I/O thread, answers are read and futures completed on the common pool.
 *
 * <p>What passes by itself is waited for and tried again, a few times: HTTP 429 and {@code retCode} 10006. HTTP 403 for too many
 * requests stops everything for ten minutes. All else fails the request it belongs to.
 */
public final class RestClient {
    /** Told on the I/O thread that no request will be sent for a while. */
    @FunctionalInterface
    public interface PauseListener {
        void onPaused(Duration pause, String reason);
    }

    /**
     * What the venue answered.
     *
     * @param serverEpochMillis the venue's clock; 0 where it did not say
     * @param receivedEpochNanos our wall clock
     */
    public record Answer(String endpoint, Node result, long serverEpochMillis, long receivedEpochNanos) {}

    private static final int MOST_CONNECTIONS = 4;
    private static final int MOST_TRIES = 4;
    private static final int MOST_WAITING = 10_000;
    private static final Duration BAN = Duration.ofMinutes(10);
    private static final Duration SHORT_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final int TOO_MANY_VISITS = 10_006;

    private final IoThread io;
    private final URI base;
    private final Duration patience;
    private final RateBudget budget;
    private final LongSupplier nanoTime;
    private final LongSupplier epochNanos;
    private final PauseListener pauses;
    private final ArrayDeque<Call> waiting = new ArrayDeque<>();
    private final List<HttpConnection> connections = new ArrayList<>();
    private IoThread.@Nullable Alarm alarm;
    private boolean closed;

    /**
     * @param patience for the answer to a request that was sent
     * @param nanoTime the monotonic clock
     * @param epochNanos the wall clock
     */
    public RestClient(
            IoThread io,
            URI base,
            Duration patience,
            RateBudget budget,
            LongSupplier nanoTime,
            LongSupplier epochNanos,
            PauseListener pauses) {
        this.io = io;
        this.base = base;
        this.patience = patience;
        this.budget = budget;
        this.nanoTime = nanoTime;
        this.epochNanos = epochNanos;
        this.pauses = pauses;
    }

    /** @param pathAndQuery as it goes on the wire; the future fails with {@link RestFailure} only */
    public CompletableFuture<Answer> get(String pathAndQuery) {
        Call call = new Call(pathAndQuery);
        if (!io.execute(() -> add(call))) {
            call.fail(0, 0, "the client is closed");
        }
        return call.future;
    }

    /** Fails what waits. On the I/O thread. */
    public void close() {
        closed = true;
        for (HttpConnection connection : List.copyOf(connections)) {
            connection.close();
        }
        failWaiting(0, "the client was closed");
    }

    private void add(Call call) {
        long blocked = budget.blockedNanos(nanoTime.getAsLong());
        if (closed) {
            call.fail(0, 0, "the client is closed");
        } else if (blocked > BAN.toNanos() / 20) {
            call.fail(
                    403,
                    0,
                    "not sent: too many requests were made before, the next one may go in "
                            + Duration.ofNanos(blocked).toSeconds() + " s");
        } else if (waiting.size() >= MOST_WAITING) {
            call.fail(0, 0, "not sent: " + MOST_WAITING + " requests wait already");
        } else {
            waiting.add(call);
            pump();
        }
    }

    private void pump() {
        while (!waiting.isEmpty() && !closed) {
            long delay = budget.delayNanos(nanoTime.getAsLong());
            if (delay > 0) {
                sleep(delay);
                return;
            }
            HttpConnection connection = free();
            if (connection == null) {
                return;
            }
            Call call = waiting.remove();
            budget.take(nanoTime.getAsLong());
            connection.get(io.dialer(), call.pathAndQuery, call);
        }
    }

    private void sleep(long delayNanos) {
        if (alarm == null) {
            alarm = io.after(delayNanos, () -> {
                alarm = null;
                pump();
            });
        }
    }

    private @Nullable HttpConnection free() {
        for (HttpConnection connection : connections) {
            if (connection.isIdle()) {
                return connection;
            }
        }
        if (connections.size() >= MOST_CONNECTIONS) {
            return null;
        }
        HttpConnection[] made = new HttpConnection[1];
        made[0] = new HttpConnection(base, patience, this::pump, () -> {
            connections.remove(made[0]);
            io.execute(this::pump);
        });
        connections.add(made[0]);
        return made[0];
    }

    private void pause(Duration wait) {
        budget.block(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait, nanoTime.getAsLong());
    }

    private void failWaiting(int status, String reason) {
        while (!waiting.isEmpty()) {
            waiting.remove().fail(status, 0, reason);
        }
    }

    private final class Call implements HttpConnection.Outcome {
        private final String pathAndQuery;
        private final CompletableFuture<Answer> future = new CompletableFuture<>();
        private int tries;

        private Call(String pathAndQuery) {
            this.pathAndQuery = pathAndQuery;
        }

        private void fail(int status, int retCode, String reason) {
            RestFailure failure = new RestFailure(pathAndQuery, status, retCode, reason);
            ForkJoinPool.commonPool().execute(() -> future.completeExceptionally(failure));
        }

        @Override
        public void onFailed(String reason, boolean untouched) {
            if (untouched && !closed && ++tries < MOST_TRIES) {
                waiting.addFirst(this);
                io.execute(RestClient.this::pump);
            } else {
                fail(0, 0, reason);
            }
        }

        @Override
        public void onReply(HttpReply reply) {
            if (reply.limitLeft().orElse(1) == 0) {
                // The reset is on the venue's clock; a second covers its window whatever ours says.
                pause(SHORT_WAIT);
            }
            switch (reply.status()) {
                case 200 -> read(this, reply);
                case 403 -> forbidden(reply);
                case 429 -> again(reply, 0, "too many requests");
                default -> fail(reply.status(), 0, excerpt(reply));
            }
        }

        private void forbidden(HttpReply reply) {
            String text = excerpt(reply);
            String lower = text.toLowerCase(Locale.ROOT);
            if (lower.contains("too frequent") || lower.contains("too many")) {
                budget.block(BAN, nanoTime.getAsLong());
                pauses.onPaused(BAN, text);
                failWaiting(403, "not sent: " + text);
            }
            fail(403, 0, text.isEmpty() ? "forbidden: the venue does not serve this address" : text);
        }

        /** Waits as long as the venue wants, then sends it again. */
        private void again(HttpReply reply, int retCode, String reason) {
            Duration wished = reply.retryAfter();
            pause(wished == null ? SHORT_WAIT : wished);
            if (closed || ++tries >= MOST_TRIES) {
                fail(reply.status(), retCode, reason);
            } else {
                waiting.addFirst(this);
                io.execute(RestClient.this::pump);
            }
        }
    }

    /** Reads an answer off the I/O thread. */
    private void read(Call call, HttpReply reply) {
        long receivedEpochNanos = epochNanos.getAsLong();
        ForkJoinPool.commonPool().execute(() -> {
            Node envelope;
            try {
                envelope = Node.parse(reply.body(), 0, reply.body().length);
            } catch (UnreadableFrame unreadable) {
                call.future.completeExceptionally(new RestFailure(
                        call.pathAndQuery,
                        reply.status(),
                        0,
                        "an answer that cannot be read: " + unreadable.getMessage()));
                return;
            }
            int retCode = Texts.intOr(envelope.get("retCode"), -1);
            String message = envelope.get("retMsg").textOrEmpty();
            if (retCode == 0) {
                long time = Texts.longOr(envelope.get("time"), 0);
                call.future.complete(new Answer(call.pathAndQuery, envelope.get("result"), time, receivedEpochNanos));
            } else if (retCode != TOO_MANY_VISITS || !io.execute(() -> call.again(reply, retCode, message))) {
                call.future.completeExceptionally(new RestFailure(call.pathAndQuery, reply.status(), retCode, message));
            }
        });
    }

    private static String excerpt(HttpReply reply) {
        String text = new String(reply.body(), UTF_8).strip();
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}

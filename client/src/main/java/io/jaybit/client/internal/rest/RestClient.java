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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests within the budget and gives the {@code result} of each answer. Safe for any thread; its own work is done on
 * the I/O thread, answers are read and futures completed on the common pool.
 *
 * <p>What passes by itself is waited for and tried again, a few times: HTTP 429, {@code retCode} 10006, an endpoint of which nothing
 * is left. HTTP 403 for too many requests stops everything for ten minutes, in this client and in all that share its budget. All
 * else fails the request it belongs to. A POST may do something, so it is never tried again.
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
     * @param result its {@code result}
     * @param extra its {@code retExtInfo}
     * @param serverEpochMillis the venue's clock; 0 where it did not say
     * @param receivedEpochNanos our wall clock
     */
    public record Answer(String endpoint, Node result, Node extra, long serverEpochMillis, long receivedEpochNanos) {}

    /** Makes the headers of a request when it is about to leave; on the I/O thread. */
    @FunctionalInterface
    public interface Signature {
        /** @param payload the query without {@code ?}, or the body */
        Map<String, String> headers(String payload);
    }

    private static final int MOST_CONNECTIONS = 4;
    /** So that a command never waits behind questions. */
    private static final int MOST_WITH_COMMANDS = 8;

    private static final int MOST_TRIES = 4;
    private static final int MOST_WAITING = 10_000;
    private static final int TOO_MANY_VISITS = 10_006;

    private final IoThread io;
    private final URI base;
    private final Duration patience;
    private final RateBudget budget;
    private final Pacing pacing;
    private final LongSupplier nanoTime;
    private final LongSupplier epochNanos;
    private final PauseListener pauses;
    private final ArrayDeque<Call> waiting = new ArrayDeque<>();
    private final List<HttpConnection> connections = new ArrayList<>();
    private IoThread.@Nullable Alarm alarm;
    private boolean toldOfBan;
    private boolean closed;

    /**
     * @param patience for the answer to a request that was sent
     * @param budget shared by all that send to the same hosts
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
        this.pacing = new Pacing(budget);
        this.nanoTime = nanoTime;
        this.epochNanos = epochNanos;
        this.pauses = pauses;
    }

    /** @param pathAndQuery as it goes on the wire; the future fails with {@link RestFailure} only */
    public CompletableFuture<Answer> get(String pathAndQuery) {
        return send(new RestRequest(pathAndQuery, null), payload -> Map.of());
    }

    /** A signed GET; see {@link #get(String)}. */
    public CompletableFuture<Answer> get(String pathAndQuery, Signature signature) {
        return send(new RestRequest(pathAndQuery, null), signature);
    }

    /**
     * A signed POST. It is sent once, and at once or not at all: {@link RestFailure#isNotDone} says whether it is sure that nothing came of
     * one that failed.
     */
    public CompletableFuture<Answer> post(String path, String body, Signature signature) {
        return send(new RestRequest(path, body), signature);
    }

    private CompletableFuture<Answer> send(RestRequest request, Signature signature) {
        Call call = new Call(request, signature);
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
        if (closed) {
            call.fail(0, 0, "the client is closed");
        } else if (waiting.size() >= MOST_WAITING) {
            call.fail(0, 0, "not sent: " + MOST_WAITING + " requests wait already");
        } else {
            if (call.request.mayDoSomething()) {
                waiting.addFirst(call);
            } else {
                waiting.add(call);
            }
            pump();
            if (call.request.mayDoSomething() && waiting.remove(call)) {
                call.fail(0, 0, "not sent: the venue's limits, or all connections, are used up for the moment");
            }
        }
    }

    private void pump() {
        while (!waiting.isEmpty() && !closed) {
            long now = nanoTime.getAsLong();
            if (isBanned(now)) {
                return;
            }
            Call call = firstThatMayGo(now);
            if (call == null) {
                return;
            }
            HttpConnection connection = free(call.request.mayDoSomething() ? MOST_WITH_COMMANDS : MOST_CONNECTIONS);
            if (connection == null) {
                return;
            }
            long wait = budget.take(now);
            if (wait > 0) {
                wakeAfter(wait);
                return;
            }
            waiting.remove(call);
            connection.send(io.dialer(), call.request, call::headers, call);
        }
    }

    /** Whether the venue turned this address away; if so nothing waits, and it is told once. */
    private boolean isBanned(long now) {
        RateBudget.Ban ban = budget.ban(now);
        if (ban == null) {
            toldOfBan = false;
            return false;
        }
        Duration left = Duration.ofNanos(ban.untilNanos() - now);
        if (!toldOfBan) {
            toldOfBan = true;
            pauses.onPaused(left, ban.reason());
        }
        failWaiting(
                ban.httpStatus(),
                "not sent: " + ban.reason() + "; the next request may go in " + (left.toSeconds() + 1) + " s");
        return true;
    }

    /** The first whose endpoint is not held back; where all are, the next one that will not be any more is waited for. */
    private @Nullable Call firstThatMayGo(long now) {
        long shortest = Long.MAX_VALUE;
        for (Call call : waiting) {
            long held = pacing.heldNanos(call.endpoint, now);
            if (held == 0) {
                return call;
            }
            shortest = Math.min(shortest, held);
        }
        wakeAfter(shortest);
        return null;
    }

    private void wakeAfter(long delayNanos) {
        if (alarm != null) {
            alarm.cancel();
        }
        alarm = io.after(delayNanos, () -> {
            alarm = null;
            pump();
        });
    }

    private @Nullable HttpConnection free(int most) {
        for (HttpConnection connection : connections) {
            if (connection.isIdle()) {
                return connection;
            }
        }
        if (connections.size() >= most) {
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

    private void failWaiting(int status, String reason) {
        while (!waiting.isEmpty()) {
            waiting.remove().fail(status, 0, reason);
        }
    }

    private final class Call implements HttpConnection.Outcome {
        private final RestRequest request;
        private final Signature signature;
        private final String endpoint;
        private final CompletableFuture<Answer> future = new CompletableFuture<>();
        private int tries;
        private boolean sent;

        private Call(RestRequest request, Signature signature) {
            this.request = request;
            this.signature = signature;
            this.endpoint = request.endpoint();
        }

        private Map<String, String> headers() {
            return signature.headers(request.payload());
        }

        private void fail(int status, int retCode, String reason) {
            RestFailure failure = new RestFailure(request.pathAndQuery(), status, retCode, reason, sent);
            ForkJoinPool.commonPool().execute(() -> future.completeExceptionally(failure));
        }

        @Override
        public void onFailed(String reason, boolean untouched, boolean reached) {
            sent |= reached;
            if (untouched && !request.mayDoSomething() && !closed && ++tries < MOST_TRIES) {
                waiting.addFirst(this);
                io.execute(RestClient.this::pump);
            } else {
                fail(0, 0, reason);
            }
        }

        @Override
        public void onReply(HttpReply reply) {
            sent = true;
            switch (reply.status()) {
                case 200 -> read(this, reply);
                case 403 -> forbidden(reply);
                case 429 -> {
                    String reason = "too many requests";
                    pacing.throttled(reply.retryAfter(), tries, reason, nanoTime.getAsLong());
                    again(reply.status(), 0, reason);
                }
                default -> fail(reply.status(), 0, excerpt(reply));
            }
        }

        private void forbidden(HttpReply reply) {
            String text = excerpt(reply);
            long now = nanoTime.getAsLong();
            if (pacing.forbidden(text, now)) {
                isBanned(now);
            }
            fail(403, 0, text.isEmpty() ? "forbidden: the venue does not serve this address" : text);
        }

        /** Nothing is left of the endpoint's window. */
        private void exhausted(HttpReply reply, long venueEpochMillis) {
            pacing.exhausted(endpoint, reply.limitResetEpochMillis(), venueEpochMillis, tries, nanoTime.getAsLong());
        }

        /** Sends it again as soon as that is allowed, unless it was tried often enough. */
        private void again(int status, int retCode, String reason) {
            if (closed || request.mayDoSomething() || ++tries >= MOST_TRIES) {
                fail(status, retCode, reason);
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
                        call.request.pathAndQuery(),
                        reply.status(),
                        0,
                        "an answer that cannot be read: " + unreadable.getMessage(),
                        true));
                return;
            }
            int retCode = Texts.intOr(envelope.get("retCode"), -1);
            String message = envelope.get("retMsg").textOrEmpty();
            long time = Texts.longOr(envelope.get("time"), 0);
            long venueEpochMillis = time > 0 ? time : receivedEpochNanos / 1_000_000;
            if (retCode == TOO_MANY_VISITS
                    && io.execute(() -> {
                        call.exhausted(reply, venueEpochMillis);
                        call.again(reply.status(), retCode, message);
                    })) {
                return;
            }
            if (reply.limitLeft().orElse(1) == 0) {
                // Before the answer is given: what is asked for next has to wait already.
                io.execute(() -> call.exhausted(reply, venueEpochMillis));
            }
            if (retCode == 0) {
                call.future.complete(new Answer(
                        call.request.pathAndQuery(),
                        envelope.get("result"),
                        envelope.get("retExtInfo"),
                        time,
                        receivedEpochNanos));
            } else {
                call.future.completeExceptionally(
                        new RestFailure(call.request.pathAndQuery(), reply.status(), retCode, message, true));
            }
        });
    }

    private static String excerpt(HttpReply reply) {
        String text = new String(reply.body(), UTF_8).strip();
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}

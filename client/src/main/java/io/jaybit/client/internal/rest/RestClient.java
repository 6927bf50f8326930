package io.jaybit.client.internal.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jaybit.client.internal.net.IoThread;
import io.jaybit.client.internal.session.ClockOffset;
import io.jaybit.client.internal.wire.Node;
import io.jaybit.client.internal.wire.VenueCodes;
import io.netty.handler.codec.http.HttpMethod;
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
 * Sends requests within the budget and gives the {@code result} of each answer. Safe for any thread; its own work is done on the I/O
 * thread, answers are read and futures completed on the common pool.
 *
 * <p>A POST is written once: whatever then happens to it is told and not tried again. An order that would have to wait, because of a
 * pause, a ban or a used-up rate limit, is not sent at all. Signed requests bear the venue's time as answers have shown it; before the
 * first of them the venue is asked for it.
 *
 * <p>Of a GET, what passes by itself is waited for and tried again, a few times: HTTP 429, {@code retCode} 10006, an endpoint of which nothing
 * is left. HTTP 403 for too many requests stops everything for ten minutes, in this client and in all that share its budget. All
 * else fails the request it belongs to.
 */
public final class RestClient implements Requester {
    /** Told on the I/O thread that no request will be sent for a while. */
    @FunctionalInterface
    public interface PauseListener {
        void onPaused(Duration pause, String reason);
    }

    /**
     * What the venue answered.
     *
     * @param extra {@code retExtInfo}: of batches, what became of each part
     * @param serverEpochMillis the venue's clock; 0 where it did not say
     * @param receivedEpochNanos our wall clock
     */
    public record Answer(String endpoint, Node result, Node extra, long serverEpochMillis, long receivedEpochNanos) {}

    private static final int MOST_CONNECTIONS = 4;
    private static final int MOST_TRIES = 4;
    private static final int MOST_WAITING = 10_000;
    private static final String TIME = "/v5/market/time";

    private final IoThread io;
    private final URI base;
    private final Duration patience;
    private final RateBudget budget;
    private final Pacing pacing;
    private final LongSupplier nanoTime;
    private final LongSupplier epochNanos;
    private final PauseListener pauses;
    private final @Nullable RequestSigner signer;
    private final RestTap tap;
    private final ClockOffset clock = new ClockOffset();
    private final ArrayDeque<Call> waiting = new ArrayDeque<>();
    /** Signed requests that wait for the venue's time. */
    private final List<Call> beforeTheTime = new ArrayList<>();

    private final List<HttpConnection> connections = new ArrayList<>();
    private IoThread.@Nullable Alarm alarm;
    private boolean toldOfBan;
    private boolean closed;

    /**
     * @param patience for the answer to a request that was sent
     * @param budget shared by all that send to the same hosts
     * @param nanoTime the monotonic clock
     * @param epochNanos the wall clock
     * @param signer null where nothing needs a key
     * @param tap is told of every request and reply
     */
    public RestClient(
            IoThread io,
            URI base,
            Duration patience,
            RateBudget budget,
            LongSupplier nanoTime,
            LongSupplier epochNanos,
            PauseListener pauses,
            @Nullable RequestSigner signer,
            RestTap tap) {
        this.io = io;
        this.base = base;
        this.patience = patience;
        this.budget = budget;
        this.pacing = new Pacing(budget);
        this.nanoTime = nanoTime;
        this.epochNanos = epochNanos;
        this.pauses = pauses;
        this.signer = signer;
        this.tap = tap;
    }

    /** @param pathAndQuery as it goes on the wire; the future fails with {@link RestFailure} only */
    public CompletableFuture<Answer> get(String pathAndQuery) {
        return ask(RestRequest.publicGet(pathAndQuery));
    }

    /** @throws IllegalStateException if the request is to be signed and there is no key */
    @Override
    public CompletableFuture<Answer> ask(RestRequest request) {
        if (request.isSigned() && signer == null) {
            throw new IllegalStateException(request.path() + " needs a key and this client was built without one");
        }
        Call call = new Call(request);
        if (!io.execute(() -> admit(call))) {
            call.fail(0, 0, "the client is closed", true);
        }
        return call.future;
    }

    /** A signed request waits for the venue's time, where that is not known; if it cannot be had, ours must do. */
    private void admit(Call call) {
        if (!call.request.isSigned() || clock.estimate() != null || closed) {
            add(call);
            return;
        }
        beforeTheTime.add(call);
        if (beforeTheTime.size() == 1) {
            get(TIME).whenComplete((answer, failure) -> {
                if (!io.execute(this::timeIsKnown)) {
                    beforeTheTime.forEach(one -> one.fail(0, 0, "the client is closed", true));
                }
            });
        }
    }

    private void timeIsKnown() {
        List<Call> calls = List.copyOf(beforeTheTime);
        beforeTheTime.clear();
        calls.forEach(this::add);
    }

    /** What holds back endpoints of this key, by socket as by REST. On the I/O thread. */
    public Pacing pacing() {
        return pacing;
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
            call.fail(0, 0, "the client is closed", true);
        } else if (waiting.size() >= MOST_WAITING) {
            call.fail(0, 0, "not sent: " + MOST_WAITING + " requests wait already", true);
        } else {
            waiting.add(call);
            pump();
            if (!call.request.isPatient() && waiting.remove(call)) {
                long held = pacing.heldNanos(call.request.bucket(), nanoTime.getAsLong());
                call.fail(
                        0,
                        0,
                        held > 0
                                ? "not sent: the venue's rate limit is used up for " + (held / 1_000_000 + 1) + " ms"
                                : "not sent: too many requests are under way",
                        true);
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
            HttpConnection connection = free();
            if (connection == null) {
                return;
            }
            long wait = budget.take(now);
            if (wait > 0) {
                wakeAfter(wait);
                return;
            }
            waiting.remove(call);
            call.tell();
            connection.send(io.dialer(), call, call);
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
            long held = pacing.heldNanos(call.request.bucket(), now);
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

    private void failWaiting(int status, String reason) {
        while (!waiting.isEmpty()) {
            waiting.remove().fail(status, 0, reason, true);
        }
    }

    private final class Call implements HttpConnection.Outcome, HttpConnection.Message {
        private final RestRequest request;
        private final CompletableFuture<Answer> future = new CompletableFuture<>();
        private int tries;
        private long sentEpochNanos;
        private long tapId;

        private Call(RestRequest request) {
            this.request = request;
        }

        @Override
        public HttpMethod method() {
            return request.isPost() ? HttpMethod.POST : HttpMethod.GET;
        }

        @Override
        public String target() {
            return request.target();
        }

        @Override
        public Map<String, String> headers() {
            sentEpochNanos = epochNanos.getAsLong();
            return signer == null || !request.isSigned()
                    ? Map.of()
                    : signer.headers(request, clock.venueEpochNanos(sentEpochNanos) / 1_000_000);
        }

        @Override
        public byte[] body() {
            return request.body().getBytes(UTF_8);
        }

        private void fail(int status, int retCode, String reason, boolean surelyNotDone) {
            fail(new RestFailure(request.target(), status, retCode, reason, surelyNotDone));
        }

        private void fail(RestFailure failure) {
            ForkJoinPool.commonPool().execute(() -> future.completeExceptionally(failure));
        }

        private void tell() {
            if (tap.isWanted()) {
                tapId = tap.sent(method() + " " + target() + (request.isPost() ? "\n" + request.body() : ""));
            }
        }

        @Override
        public void onFailed(String reason, HttpConnection.Reach reach) {
            tap.answered(tapId, 0, reason);
            boolean mayRepeat = !request.isPost() && reach == HttpConnection.Reach.UNTOUCHED;
            if (mayRepeat && !closed && ++tries < MOST_TRIES) {
                waiting.addFirst(this);
                io.execute(RestClient.this::pump);
            } else {
                fail(0, 0, reason, reach == HttpConnection.Reach.UNSENT);
            }
        }

        @Override
        public void onReply(HttpReply reply) {
            if (tap.isWanted()) {
                tap.answered(tapId, reply.status(), new String(reply.body(), UTF_8));
            }
            if (reply.status() == 403 || reply.status() == 429) {
                turnedAway(reply);
            } else {
                read(this, reply);
            }
        }

        private void turnedAway(HttpReply reply) {
            long now = nanoTime.getAsLong();
            RestFailure failure = failure(reply);
            if (reply.status() == 429) {
                pacing.throttled(reply.retryAfter(), tries, "too many requests", now);
                again(failure);
                return;
            }
            if (pacing.forbidden(failure.reason(), now)) {
                isBanned(now);
            }
            fail(failure);
        }

        private RestFailure failure(HttpReply reply) {
            try {
                RestEnvelope.read(request, reply.status(), reply.body(), 0);
            } catch (RestFailure failure) {
                return failure;
            }
            throw new IllegalStateException("no failure: HTTP " + reply.status());
        }

        /** Nothing is left of the endpoint's window. */
        private void exhausted(HttpReply reply, long venueEpochMillis) {
            pacing.exhausted(
                    request.bucket(), reply.limitResetEpochMillis(), venueEpochMillis, tries, nanoTime.getAsLong());
        }

        /** Sends it again as soon as that is allowed, unless it is not to be repeated or was tried often enough. */
        private void again(RestFailure failure) {
            if (request.isPost() || closed || ++tries >= MOST_TRIES) {
                fail(failure);
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
            Answer answer = null;
            RestFailure failure = null;
            try {
                answer = RestEnvelope.read(call.request, reply.status(), reply.body(), receivedEpochNanos);
            } catch (RestFailure refused) {
                failure = refused;
            }
            long time = answer != null ? answer.serverEpochMillis() : failure != null ? failure.serverEpochMillis() : 0;
            int retCode = failure == null ? 0 : failure.retCode();
            long venueEpochMillis = time > 0 ? time : receivedEpochNanos / 1_000_000;
            boolean exhausted =
                    retCode == VenueCodes.TOO_MANY_VISITS || reply.limitLeft().orElse(1) == 0;
            RestFailure passing = retCode == VenueCodes.TOO_MANY_VISITS || retCode == VenueCodes.CLOCK ? failure : null;
            // Before the answer is given: what is asked for next has to know it already.
            boolean told = io.execute(() -> {
                clock.exchange(time, call.sentEpochNanos, receivedEpochNanos);
                if (exhausted) {
                    call.exhausted(reply, venueEpochMillis);
                }
                if (passing != null) {
                    call.again(passing);
                }
            });
            if (answer != null) {
                call.future.complete(answer);
            } else if (failure != null && (passing == null || !told)) {
                call.future.completeExceptionally(failure);
            }
        });
    }
}

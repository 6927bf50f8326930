package io.jaybit.client.internal.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jaybit.client.internal.rest.Requester;
import io.jaybit.client.internal.rest.RestClient.Answer;
import io.jaybit.client.internal.rest.RestEnvelope;
import io.jaybit.client.internal.rest.RestFailure;
import io.jaybit.client.internal.rest.RestRequest;
import io.jaybit.client.internal.wire.VenueCodes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests by the replies that were recorded. A request waits until the same one was sent by the client that recorded, times in it
 * apart; it then has that one's reply. Confined to one thread.
 */
final class RecordedRequests implements Requester {
    private static final int TOO_MANY_REQUESTS = 429;

    private record Waiting(RestRequest request, CompletableFuture<Answer> future) {}

    private final Map<String, Deque<Waiting>> waiting = new HashMap<>();
    private final Map<Long, Waiting> sent = new HashMap<>();
    private @Nullable String nextTarget;
    private long nextId;

    /** The next request made here is the one that was sent under this id, if it is the same. */
    void bindNext(long id, String target) {
        nextId = id;
        nextTarget = same(target);
    }

    @Override
    public CompletableFuture<Answer> ask(RestRequest request) {
        Waiting one = new Waiting(request, new CompletableFuture<>());
        String target = nextTarget;
        nextTarget = null;
        if (target == null) {
            waiting.computeIfAbsent(same(request.target()), absent -> new ArrayDeque<>())
                    .add(one);
        } else if (target.equals(same(request.target()))) {
            sent.put(nextId, one);
        } else {
            one.future.completeExceptionally(new RestFailure(request.target(), 0, 0, "not asked in the recording"));
        }
        return one.future;
    }

    /** A GET was sent; false if nothing waits for its reply. */
    boolean onRequest(long id, String target) {
        Deque<Waiting> same = waiting.get(same(target));
        Waiting first = same == null ? null : same.poll();
        if (first != null) {
            sent.put(id, first);
        }
        return first != null;
    }

    /** A reply came, or word that none will. */
    void onReply(long id, int status, String text, long epochNanos) {
        Waiting one = sent.remove(id);
        if (one == null) {
            return;
        }
        try {
            if (status == 0) {
                throw new RestFailure(one.request.target(), 0, 0, text);
            }
            one.future.complete(RestEnvelope.read(one.request, status, text.getBytes(UTF_8), epochNanos));
        } catch (RestFailure failure) {
            if (one.request.isPost() || !mayComeAgain(failure)) {
                one.future.completeExceptionally(failure);
            } else {
                waiting.computeIfAbsent(same(one.request.target()), absent -> new ArrayDeque<>())
                        .addFirst(one);
            }
        }
    }

    /** What passes by itself the client tries again, under another id. */
    private static boolean mayComeAgain(RestFailure failure) {
        return failure.httpStatus() == 0
                || failure.httpStatus() == TOO_MANY_REQUESTS
                || failure.retCode() == VenueCodes.TOO_MANY_VISITS
                || failure.retCode() == VenueCodes.CLOCK;
    }

    /** From when on something was asked depends on clocks, which are never quite the same again. */
    private static String same(String target) {
        return target.replaceAll("(startTime|endTime)=[0-9]*&?", "");
    }
}

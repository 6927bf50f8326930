package io.jaybit.client.internal.account;

import io.jaybit.client.internal.rest.RestClient;
import io.jaybit.client.internal.rest.RestFailure;
import io.jaybit.client.internal.wire.Node;
import io.jaybit.client.internal.wire.Signer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Sends signed requests by HTTP; answers come on the thread of its executor. */
public final class SignedRest implements AccountTransport {
    private final RestClient client;
    private final RestClient.Signature signature;
    private final Executor thread;

    /**
     * @param venueEpochMillis what the venue's clock shows now; asked on the I/O thread
     * @param receiveWindow how old a request may be when the venue reads it
     * @param thread where answers are wanted
     */
    public SignedRest(
            RestClient client, Signer signer, LongSupplier venueEpochMillis, Duration receiveWindow, Executor thread) {
        this.client = client;
        this.signature = payload -> signer.headers(venueEpochMillis.getAsLong(), receiveWindow.toMillis(), payload);
        this.thread = thread;
    }

    @Override
    public void send(Request request, Consumer<? super Reply> to) {
        CompletableFuture<RestClient.Answer> answer = request.post()
                ? client.post(request.path(), request.payload(), signature)
                : client.get(request.path() + (request.payload().isEmpty() ? "" : "?" + request.payload()), signature);
        answer.handle(SignedRest::reply).thenAcceptAsync(to::accept, thread);
    }

    private static Reply reply(RestClient.@Nullable Answer answer, @Nullable Throwable failure) {
        if (answer != null) {
            return new Reply.Answer(
                    0, "OK", answer.result(), answer.extra(), answer.serverEpochMillis(), answer.receivedEpochNanos());
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof RestFailure refused) {
            return refused.retCode() != 0
                    ? new Reply.Answer(refused.retCode(), refused.reason(), Node.NOTHING, Node.NOTHING, 0, 0)
                    : new Reply.Failure(refused.reason(), refused.isNotDone());
        }
        return new Reply.Failure(String.valueOf(cause), false);
    }
}

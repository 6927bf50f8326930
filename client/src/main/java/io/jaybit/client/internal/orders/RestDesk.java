package io.jaybit.client.internal.orders;

import io.jaybit.client.internal.rest.Requester;
import io.jaybit.client.internal.rest.RestClient.Answer;
import io.jaybit.client.internal.rest.RestFailure;
import io.jaybit.client.internal.rest.RestRequest;
import io.jaybit.orders.Outcome;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Sends commands by REST, each once. Confined to the I/O thread. */
public final class RestDesk implements OrderWay {
    private final Requester requester;
    private final Executor io;

    /** @param io runs on the I/O thread; at once, where answers come on it already */
    public RestDesk(Requester requester, Executor io) {
        this.requester = requester;
        this.io = io;
    }

    @Override
    public @Nullable String obstacle(Parcel parcel, long nowNanos) {
        // The requester knows it when it comes to sending, and says that it has not.
        return null;
    }

    @Override
    public void send(Parcel parcel, long nowNanos, long epochNanos) {
        RestRequest request =
                RestRequest.command(parcel.path(), parcel.category().text(), parcel.body());
        requester.ask(request).whenComplete((answer, failure) -> io.execute(() -> tell(parcel, answer, failure)));
    }

    private static void tell(Parcel parcel, @Nullable Answer answer, @Nullable Throwable failure) {
        if (answer != null) {
            parcel.answered(0, "", answer.result(), answer.extra());
            return;
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (!(cause instanceof RestFailure refused)) {
            parcel.tellAll(new Outcome.Unknown("the answer was lost: " + cause));
        } else if (refused.isSurelyNotDone()) {
            int code = refused.retCode() != 0 ? refused.retCode() : refused.httpStatus();
            parcel.tellAll(new Outcome.Rejected(code, notSent(refused) + refused.reason()));
        } else {
            parcel.tellAll(new Outcome.Unknown(String.valueOf(refused.getMessage())));
        }
    }

    private static String notSent(RestFailure failure) {
        boolean said = failure.reason().startsWith("not sent");
        return failure.httpStatus() == 0 && failure.retCode() == 0 && !said ? "not sent: " : "";
    }
}

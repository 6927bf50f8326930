package io.jaybit.client.internal.rest;

import io.jaybit.client.internal.rest.RestClient.Answer;
import io.jaybit.client.internal.wire.Node;
import io.jaybit.client.internal.wire.UnreadableFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Asks, and reads what is answered, on one page or on many. Safe for any thread; futures fail with {@link RestFailure}. */
final class Questions {
    /** Far more than any list known has; a venue that goes on for ever must not keep us for ever. */
    private static final int MOST_PAGES = 2_000;

    /** Reads an answer. */
    @FunctionalInterface
    interface Reading<T> {
        T read(Answer answer) throws UnreadableFrame;
    }

    private final Requester requester;

    Questions(Requester requester) {
        this.requester = requester;
    }

    <T> CompletableFuture<T> ask(RestRequest request, Reading<T> reading) {
        return requester.ask(request).thenApply(answer -> {
            try {
                return reading.read(answer);
            } catch (UnreadableFrame unreadable) {
                throw new CompletionException(new RestFailure(
                        request.target(), 200, 0, "an answer that cannot be read: " + unreadable.getMessage()));
            }
        });
    }

    /** The rows of every page, in order. Rows can shift between pages while they are read: some may come twice. */
    <T> CompletableFuture<List<T>> pages(RestRequest request, Reading<List<T>> reading) {
        return pages(request, "", 1, new ArrayList<>(), reading);
    }

    private <T> CompletableFuture<List<T>> pages(
            RestRequest request, String cursor, int page, List<T> before, Reading<List<T>> reading) {
        // A cursor is percent-encoded already, and goes back as it came.
        String query = cursor.isEmpty() ? request.query() : request.query() + "&cursor=" + cursor;
        RestRequest asked = new RestRequest(request.kind(), request.path(), query, "", request.bucket());
        return ask(asked, answer -> {
                    before.addAll(reading.read(answer));
                    return answer.result().get("nextPageCursor").textOrEmpty();
                })
                .thenCompose(next -> {
                    if (next.isEmpty() || next.equals(cursor)) {
                        return CompletableFuture.completedFuture(List.copyOf(before));
                    }
                    return page < MOST_PAGES
                            ? pages(request, next, page + 1, before, reading)
                            : CompletableFuture.failedFuture(
                                    new RestFailure(request.target(), 200, 0, "more than " + MOST_PAGES + " pages"));
                });
    }

    /** The rows under {@code list}. */
    static List<Node> rows(Answer answer) throws UnreadableFrame {
        List<Node> rows = answer.result().get("list").items();
        if (rows == null) {
            throw new UnreadableFrame("\"list\" is no array");
        }
        return rows;
    }
}

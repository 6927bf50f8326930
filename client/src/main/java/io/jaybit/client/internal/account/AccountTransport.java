package io.jaybit.client.internal.account;

import io.jaybit.client.internal.wire.Node;
import java.util.function.Consumer;

/** Sends signed requests. Confined to one thread, on which the answers come, later. */
public interface AccountTransport {
    /**
     * A request. Immutable.
     *
     * @param path {@code /v5/order/create}
     * @param payload of a GET the query without {@code ?}, of a POST the body; exactly as it is signed and sent
     */
    record Request(boolean post, String path, String payload) {
        public static Request get(String path, String query) {
            return new Request(false, path, query);
        }

        public static Request post(String path, String body) {
            return new Request(true, path, body);
        }
    }

    /** What came of a request. */
    sealed interface Reply {
        /**
         * The venue answered.
         *
         * @param code its {@code retCode}
         * @param serverEpochMillis its clock; 0 where it did not say
         * @param receivedEpochNanos our wall clock
         */
        record Answer(
                int code, String message, Node result, Node extra, long serverEpochMillis, long receivedEpochNanos)
                implements Reply {}

        /**
         * No answer that can be read.
         *
         * @param notDone whether it is sure that the venue has not done what was asked
         */
        record Failure(String reason, boolean notDone) implements Reply {}
    }

    /** A GET may be tried several times; a POST goes once, at once or not at all. */
    void send(Request request, Consumer<? super Reply> to);
}

package io.jaybit.simulator.venue;

import io.jaybit.simulator.desk.ApiKey;
import io.jaybit.simulator.wire.Replies;
import java.util.OptionalLong;

/**
 * Requests on the trade path: login and ping here, orders at the desk.
 *
 * <p>Undocumented, and answered here as seems nearest: text that is not JSON (10001) and an order before the login (10007).
 */
final class TradeRequests implements Requests {
    private final Venue venue;
    private final StreamConnection connection;
    private final Replies replies;

    TradeRequests(Venue venue, StreamConnection connection, Replies replies) {
        this.venue = venue;
        this.connection = connection;
        this.replies = replies;
    }

    @Override
    public void take(StreamRequest request) {
        if (request.op().equals("ping")) {
            connection.pong(replies.pong(request.requestId(), venue.now()));
        } else if (request.op().equals("auth")) {
            logIn(request);
        } else if (request.op().startsWith("order.")) {
            order(request);
        } else {
            refuse(request, 10404, "");
        }
    }

    @Override
    public void unreadable(String complaint) {
        connection.answer("", replies.tradeAnswer(null, 10001, "Failed to decode incoming data:" + complaint, ""));
    }

    private void logIn(StreamRequest request) {
        if (connection.key() != null) {
            refuse(request, 20001, "Repeat auth");
            return;
        }
        Login login = Login.check(request.whole().get("args"), venue.keys(), venue.now());
        ApiKey key = login.key();
        if (key != null) {
            connection.logIn(key);
        }
        connection.answer(
                request.op(), replies.tradeAnswer(request.requestId(), login.code(), login.message(), request.op()));
    }

    private void order(StreamRequest request) {
        ApiKey key = connection.key();
        if (key == null) {
            refuse(request, 10007, "User authentication failed.");
        } else if (!venue.mayTrade(connection.remote())) {
            refuse(request, 10403, "exceeded IP rate limit");
        } else {
            carryOut(request, key);
        }
    }

    private void carryOut(StreamRequest request, ApiKey key) {
        String label = "answer." + request.op();
        OptionalLong instead = venue.faults().instead(label, true);
        if (instead.isPresent()) {
            refuse(request, (int) instead.getAsLong(), Trouble.text(instead.getAsLong()));
            return;
        }
        String answer = venue.trades().answer(key, connection.name(), connection.remote(), request.whole());
        OptionalLong afterwards = venue.faults().afterwards(label);
        if (afterwards.isPresent()) {
            refuse(request, (int) afterwards.getAsLong(), Trouble.text(afterwards.getAsLong()));
        } else {
            connection.answer(request.op(), answer);
        }
    }

    private void refuse(StreamRequest request, int code, String message) {
        connection.answer(request.op(), replies.tradeAnswer(request.requestId(), code, message, request.op()));
    }
}

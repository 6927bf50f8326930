package io.jaybit.simulator.desk;

import io.jaybit.simulator.desk.RateLimits.Rate;
import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.wire.Json;
import java.util.Optional;

/**
 * An order command: its REST path, its word on the trade socket, how often it may be given.
 *
 * <p>A single command and a batch have buckets of their own; both ways in share them. Venue page: <a
 * href="https://bybit-exchange.github.io/docs/v5/rate-limit">Rate Limit Rules</a>.
 */
enum OrderOp {
    CREATE("create", 10, 10, 20, true),
    AMEND("amend", 10, 10, 10, true),
    CANCEL("cancel", 10, 10, 20, true),
    CANCEL_ALL("cancel-all", 10, 1, 20, false),
    CREATE_BATCH("create-batch", 10, 10, 20, true),
    AMEND_BATCH("amend-batch", 10, 10, 20, true),
    CANCEL_BATCH("cancel-batch", 10, 10, 20, true),
    PRE_CHECK("pre-check", 10, 10, 20, false);

    private final String name;
    private final int futures;
    private final int option;
    private final int spot;
    private final boolean onSocket;

    OrderOp(String name, int futures, int option, int spot, boolean onSocket) {
        this.name = name;
        this.futures = futures;
        this.option = option;
        this.spot = spot;
        this.onSocket = onSocket;
    }

    /** The command of {@code order.create}; empty where the trade socket has none of that name. */
    static Optional<OrderOp> ofSocket(String op) {
        for (OrderOp candidate : values()) {
            if (candidate.onSocket && op.equals("order." + candidate.name)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** Its REST path. */
    String path() {
        return "/v5/order/" + name;
    }

    boolean isBatch() {
        return this == CREATE_BATCH || this == AMEND_BATCH || this == CANCEL_BATCH;
    }

    /** The bucket that a request takes from; one of an unknown category takes from that of the futures. */
    Rate rate(Json body) {
        return switch (body.get("category").text()) {
            case "spot" -> Rate.perSecond(name + " spot", spot);
            case "option" -> Rate.perSecond(name + " option", option);
            default -> Rate.perSecond(name, futures);
        };
    }

    /** What a request costs: a batch costs one for each order, but on options. */
    int units(Json body) {
        boolean perOrder = isBatch() && !body.get("category").text().equals(Category.OPTION.text());
        return perOrder ? Math.max(1, body.get("request").items().size()) : 1;
    }
}

package io.jaybit.simulator.feed;

import java.util.List;

/**
 * An announcement of the venue about itself. Immutable.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/system-status">System Status</a>.
 *
 * @param state {@code scheduled}, {@code ongoing}, {@code completed} or {@code canceled}
 * @param serviceTypes 1 trading, 2 trading by HTTP, 3 trading by WebSocket, 4 private stream, 5 market data
 * @param products 1 futures, 2 spot, 3 option, 4 spread
 * @param maintainType 1 planned, 2 temporary, 3 incident
 */
public record Maintenance(
        String id,
        String title,
        String state,
        long beginEpochMillis,
        long endEpochMillis,
        List<Integer> serviceTypes,
        List<Integer> products,
        int maintainType) {
    public Maintenance {
        serviceTypes = List.copyOf(serviceTypes);
        products = List.copyOf(products);
    }
}

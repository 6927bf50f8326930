package io.jaybit.market;

import java.util.List;
import java.util.OptionalLong;

/**
 * One announced maintenance. Interruptions under 10 s and plain disconnects are not announced.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/websocket/system/system-status">System Status</a>.
 *
 * @param beginEpochMillis start, planned or actual
 * @param endEpochMillis expected end, later the actual one; empty where the venue named none
 * @param serviceTypes the venue's numbers: 1 trading service, 2 by HTTP, 3 by WebSocket, …
 * @param products the venue's product numbers
 * @param uidSuffixes last digits of the affected account ids; empty = all
 */
public record SystemStatus(
        Topic topic,
        String id,
        String title,
        Coded<State> state,
        long beginEpochMillis,
        OptionalLong endEpochMillis,
        String href,
        List<Integer> serviceTypes,
        List<Integer> products,
        List<Integer> uidSuffixes,
        String maintenanceType,
        String environment,
        long exchangeEpochMillis,
        long pushedEpochMillis,
        long receivedEpochNanos)
        implements MarketEvent {
    public SystemStatus {
        serviceTypes = List.copyOf(serviceTypes);
        products = List.copyOf(products);
        uidSuffixes = List.copyOf(uidSuffixes);
    }

    /** How far a maintenance has come. */
    public enum State {
        SCHEDULED,
        ONGOING,
        COMPLETED,
        CANCELED,
        UNRECOGNISED;

        /** Reads the venue's lower-case word. */
        public static Coded<State> parse(String text) {
            State state = switch (text) {
                case "scheduled" -> SCHEDULED;
                case "ongoing" -> ONGOING;
                case "completed" -> COMPLETED;
                case "canceled" -> CANCELED;
                default -> UNRECOGNISED;
            };
            return new Coded<>(state, text);
        }
    }
}

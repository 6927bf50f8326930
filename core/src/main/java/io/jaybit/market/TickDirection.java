package io.jaybit.market;

/** How the price of a print compares with the one before it; derivatives only. */
public enum TickDirection {
    PLUS_TICK,
    ZERO_PLUS_TICK,
    MINUS_TICK,
    ZERO_MINUS_TICK,
    UNRECOGNISED;

    /** Reads {@code PlusTick}, {@code ZeroPlusTick}, … */
    public static Coded<TickDirection> parse(String text) {
        TickDirection direction = switch (text) {
            case "PlusTick" -> PLUS_TICK;
            case "ZeroPlusTick" -> ZERO_PLUS_TICK;
            case "MinusTick" -> MINUS_TICK;
            case "ZeroMinusTick" -> ZERO_MINUS_TICK;
            default -> UNRECOGNISED;
        };
        return new Coded<>(direction, text);
    }
}

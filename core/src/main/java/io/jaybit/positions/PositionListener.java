package io.jaybit.positions;

/** Is told what a {@link PositionTracker} finds, on its thread, before the call that made it find it returns. */
public interface PositionListener {
    /** Size, fills ahead or standing of a position changed, or something else the venue says of it; not its mark price. */
    default void onPosition(Position position) {}

    /** An alarm. The venue should be asked for executions and positions. */
    default void onDrift(Drift drift) {}

    /** Fills that came late, or a row, account for all of it. */
    default void onDriftExplained(Drift drift) {}
}

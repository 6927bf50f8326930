package io.jaybit.positions;

import java.util.ArrayList;
import java.util.List;

/** Keeps what a tracker tells. */
final class RecordingPositions implements PositionListener {
    final List<String> positions = new ArrayList<>();
    final List<Drift> drifts = new ArrayList<>();
    final List<Drift> explained = new ArrayList<>();

    @Override
    public void onPosition(Position position) {
        positions.add(position.positionIdx() + ": " + position.size().toPlainString() + " + "
                + position.ahead().toPlainString() + " " + position.standing());
    }

    @Override
    public void onDrift(Drift drift) {
        drifts.add(drift);
    }

    @Override
    public void onDriftExplained(Drift drift) {
        explained.add(drift);
    }
}

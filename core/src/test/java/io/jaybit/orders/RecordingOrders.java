package io.jaybit.orders;

import java.util.ArrayList;
import java.util.List;

/** Keeps what a tracker tells. */
final class RecordingOrders implements OrderListener {
    final List<OrderChange> changes = new ArrayList<>();
    final List<OrderFill> fills = new ArrayList<>();
    final List<Anomaly> anomalies = new ArrayList<>();
    final List<String> merges = new ArrayList<>();

    @Override
    public void onChange(OrderChange change) {
        changes.add(change);
    }

    @Override
    public void onFill(OrderRecord order, OrderFill fill) {
        fills.add(fill);
    }

    @Override
    public void onMerged(OrderRecord gone, OrderRecord kept) {
        merges.add(gone.ref() + " into " + kept.ref());
    }

    @Override
    public void onAnomaly(Anomaly anomaly) {
        anomalies.add(anomaly);
    }

    List<Anomaly.Kind> kinds() {
        return anomalies.stream().map(Anomaly::kind).toList();
    }
}

package io.jaybit.orders;

/** Hears what becomes of orders, on the tracker's thread, in the middle of its call: must not call the tracker back. */
public interface OrderListener {
    /** A record changed. Repeats and stale news change nothing and are not told. */
    default void onChange(OrderChange change) {}

    /** A fill was counted for the first time; told after the change it made. Its fee may follow. */
    default void onFill(OrderRecord order, OrderFill fill) {}

    /** Two records turned out to be one order; {@code gone} is no more, and a change of {@code kept} follows. */
    default void onMerged(OrderRecord gone, OrderRecord kept) {}

    /** Something that should not be; the record is kept as it was unless the text says otherwise, and the venue will be asked. */
    default void onAnomaly(Anomaly anomaly) {}
}

package io.jaybit.orders;

import io.jaybit.market.Symbol;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds orders by the venue's id and by ours. Confined to one thread. */
final class OrderIndex {
    private record Key(Symbol symbol, String id) {}

    private final Map<Long, OrderEntry> all = new LinkedHashMap<>();
    private final Map<Key, OrderEntry> byOrderId = new HashMap<>();
    private final Map<Key, OrderEntry> byLinkId = new HashMap<>();

    void add(OrderEntry entry) {
        all.put(entry.number, entry);
        index(entry);
    }

    /** Its ids may have become known. An id of ours that another order holds already stays with that one as long as it is open. */
    void index(OrderEntry entry) {
        if (!entry.orderId.isEmpty()) {
            byOrderId.put(new Key(entry.symbol, entry.orderId), entry);
        }
        if (!entry.linkId.isEmpty()) {
            byLinkId.merge(new Key(entry.symbol, entry.linkId), entry, (held, other) -> held.isClosed() ? other : held);
        }
    }

    void remove(OrderEntry entry) {
        all.remove(entry.number);
        byOrderId.remove(new Key(entry.symbol, entry.orderId), entry);
        byLinkId.remove(new Key(entry.symbol, entry.linkId), entry);
    }

    @Nullable
    OrderEntry byOrderId(Symbol symbol, String orderId) {
        return orderId.isEmpty() ? null : byOrderId.get(new Key(symbol, orderId));
    }

    @Nullable
    OrderEntry byLinkId(Symbol symbol, String linkId) {
        return linkId.isEmpty() ? null : byLinkId.get(new Key(symbol, linkId));
    }

    /** By the venue's id, or else by ours; null where none is held. */
    @Nullable
    OrderEntry find(OrderRef ref) {
        OrderEntry entry = byOrderId(ref.symbol(), ref.orderId());
        if (entry != null) {
            return entry;
        }
        OrderEntry linked = byLinkId(ref.symbol(), ref.orderLinkId());
        boolean another = linked != null
                && !ref.orderId().isEmpty()
                && !linked.orderId.isEmpty()
                && !linked.orderId.equals(ref.orderId());
        return another ? null : linked;
    }

    @Nullable
    OrderEntry byNumber(long number) {
        return all.get(number);
    }

    Collection<OrderEntry> all() {
        return all.values();
    }
}

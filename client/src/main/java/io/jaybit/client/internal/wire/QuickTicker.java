package io.jaybit.client.internal.wire;

import static io.jaybit.client.internal.wire.Scan.UNUSUAL;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.jaybit.market.TickerField;

/** Reads the data of a ticker whose values are all plain strings. Confined to the thread that decodes. */
final class QuickTicker {
    private final Events events;
    private final Scan scan;
    private final ByteTable<TickerField> fields = new ByteTable<>(TickerField.values().length);

    QuickTicker(Events events, Scan scan) {
        this.events = events;
        this.scan = scan;
        for (TickerField field : TickerField.values()) {
            fields.put(field.text().getBytes(ISO_8859_1), field);
        }
    }

    /** From the opening brace to after the closing one, into the ticker of the events. */
    int read(byte[] bytes, int at, int limit) {
        if (at >= limit || bytes[at] != '{') {
            return UNUSUAL;
        }
        int p = at + 1;
        while (true) {
            if (p >= limit || bytes[p] != '"') {
                return UNUSUAL;
            }
            int end = scan.name(bytes, p + 1, limit);
            if (end < 0) {
                return UNUSUAL;
            }
            TickerField field = fields.get(bytes, p + 1, end, scan.hash);
            if (field == null) {
                p = scan.skipMember(bytes, p, limit);
            } else {
                int from = end + 3;
                if (from >= limit || bytes[end + 1] != ':' || bytes[end + 2] != '"') {
                    return UNUSUAL;
                }
                int to = Scan.plainString(bytes, from, limit);
                if (to < 0 || events.ticker.text(field) != null) {
                    return UNUSUAL;
                }
                events.ticker.set(field, to == from ? "" : new String(bytes, from, to - from, ISO_8859_1));
                p = to + 1;
            }
            if (p < 0 || p >= limit) {
                return UNUSUAL;
            }
            byte next = bytes[p++];
            if (next == '}') {
                return p;
            }
            if (next != ',') {
                return UNUSUAL;
            }
        }
    }
}

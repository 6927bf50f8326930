package io.jaybit.recorder.dump;

import io.jaybit.market.Category;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which column of a dump is which, as its header says. Immutable. */
final class DumpLayout {
    private static final List<String> DERIVATIVES =
            List.of("timestamp", "symbol", "side", "size", "price", "trdmatchid");
    private static final List<String> SPOT = List.of("id", "timestamp", "price", "volume", "side");
    private static final int NONE = -1;

    private final Map<String, Integer> columns;
    private final boolean spot;

    private DumpLayout(Map<String, Integer> columns, boolean spot) {
        this.columns = columns;
        this.spot = spot;
    }

    /** @throws IOException if these are no columns of a dump; the text says what they should be */
    static DumpLayout of(String header) throws IOException {
        Map<String, Integer> columns = new HashMap<>();
        for (String name : header.strip().split(",", -1)) {
            if (columns.put(name.strip().toLowerCase(Locale.ROOT), columns.size()) != null) {
                throw new IOException("its header names the column \"" + name + "\" twice");
            }
        }
        boolean derivatives = columns.keySet().containsAll(DERIVATIVES);
        boolean spot = columns.keySet().containsAll(SPOT);
        if (derivatives == spot) {
            String shown = header.length() > 120 ? header.substring(0, 120) + "…" : header;
            throw new IOException("its first line is no header of a dump: \"" + shown
                    + "\" (allowed: timestamp,symbol,side,size,price,…,trdMatchID,… of derivatives;"
                    + " id,timestamp,price,volume,side,… of spot)");
        }
        return new DumpLayout(columns, spot);
    }

    boolean isSpot() {
        return spot;
    }

    boolean allows(Category category) {
        return spot ? category == Category.SPOT : category == Category.LINEAR || category == Category.INVERSE;
    }

    int count() {
        return columns.size();
    }

    int timestamp() {
        return column("timestamp");
    }

    int symbol() {
        return column("symbol");
    }

    int side() {
        return column("side");
    }

    int price() {
        return column("price");
    }

    int size() {
        return column(spot ? "volume" : "size");
    }

    int id() {
        return column(spot ? "id" : "trdmatchid");
    }

    int rpi() {
        return column("rpi");
    }

    int foreignNotional() {
        return column("foreignnotional");
    }

    /** Its place, or -1 if there is none. */
    private int column(String name) {
        return columns.getOrDefault(name, NONE);
    }
}

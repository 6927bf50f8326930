package io.jaybit.orders;

import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What is left of an account's line when its program ends. Immutable. */
public final class AccountMemory {
    /** Nothing is known. */
    public static final AccountMemory NONE = new AccountMemory(OptionalLong.empty(), null, null, List.of());

    private static final String NAME = "account";
    private static final int VERSION = 1;

    private final OptionalLong knownUntilMillis;
    private final byte @Nullable [] orders;
    private final byte @Nullable [] positions;
    private final List<byte[]> laterOrders;

    private AccountMemory(
            OptionalLong knownUntilMillis,
            byte @Nullable [] orders,
            byte @Nullable [] positions,
            List<byte[]> laterOrders) {
        this.knownUntilMillis = knownUntilMillis;
        this.orders = orders;
        this.positions = positions;
        this.laterOrders = List.copyOf(laterOrders);
    }

    /**
     * @param all what {@link AccountLine#toBytes} wrote; null for nothing
     * @param later single orders written after it, by {@link OrderTracker#orderToBytes}, oldest first
     * @throws IllegalArgumentException if the bytes are of another version, or torn
     */
    public static AccountMemory of(byte @Nullable [] all, List<byte[]> later) {
        if (all == null) {
            return new AccountMemory(OptionalLong.empty(), null, null, later);
        }
        StateReader in = new StateReader(all);
        in.expect(NAME, VERSION);
        OptionalLong known = in.readBoolean() ? OptionalLong.of(in.readLong()) : OptionalLong.empty();
        byte[] orders = in.readBytes();
        byte[] positions = in.readBytes();
        in.end();
        return new AccountMemory(known, orders, positions, later);
    }

    static byte[] write(OptionalLong knownUntilMillis, byte[] orders, byte[] positions) {
        StateWriter out = new StateWriter();
        out.writeText(NAME).writeInt(VERSION).writeBoolean(knownUntilMillis.isPresent());
        if (knownUntilMillis.isPresent()) {
            out.writeLong(knownUntilMillis.getAsLong());
        }
        return out.writeBytes(orders).writeBytes(positions).toByteArray();
    }

    OptionalLong knownUntilMillis() {
        return knownUntilMillis;
    }

    byte @Nullable [] orders() {
        return orders;
    }

    byte @Nullable [] positions() {
        return positions;
    }

    List<byte[]> laterOrders() {
        return laterOrders;
    }
}

package io.jaybit.client.internal.orders;

import org.jspecify.annotations.Nullable;

/** How commands get to the venue. Confined to the I/O thread. */
public sealed interface OrderWay permits TradeDesk, RestDesk {
    /** Why such a parcel cannot be sent now; null if it can. */
    @Nullable
    String obstacle(Parcel parcel, long nowNanos);

    /** Sends it; its outcomes come to it, once at least. */
    void send(Parcel parcel, long nowNanos, long epochNanos);
}

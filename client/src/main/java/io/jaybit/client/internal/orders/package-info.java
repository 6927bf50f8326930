/**
 * Orders on their way to the venue, by socket or by REST: what is sent, and what becomes of it.
 *
 * <p>Start at {@link io.jaybit.client.internal.orders.OrderDesk}. Confined to the I/O thread; takes time as an argument, opens no socket.
 */
@NullMarked
package io.jaybit.client.internal.orders;

import org.jspecify.annotations.NullMarked;

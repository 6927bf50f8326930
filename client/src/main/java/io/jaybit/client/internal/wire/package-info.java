/**
 * What goes over the venue's sockets: frames read into events and control messages, requests written, logins signed.
 *
 * <p>Start at {@link io.jaybit.client.internal.wire.WireDecoder}. No socket, thread, clock or log.
 */
@NullMarked
package io.jaybit.client.internal.wire;

import org.jspecify.annotations.NullMarked;

/**
 * Sockets: one I/O thread, name look-up, TLS, proxies, and WebSocket connections that give their text frames as bytes.
 *
 * <p>Start at {@link io.jaybit.client.internal.net.IoThread}. Knows nothing of the venue; Netty stays in here and in the REST package.
 */
@NullMarked
package io.jaybit.client.internal.net;

import org.jspecify.annotations.NullMarked;

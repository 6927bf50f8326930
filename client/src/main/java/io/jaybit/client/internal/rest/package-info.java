/**
 * The venue's REST interface: one request budget, a few kept connections, typed answers.
 *
 * <p>Start at {@link io.jaybit.client.internal.rest.MarketApi}. Requests are sent and received on the I/O thread; answers are read on the
 * common pool, so that neither a long one nor a slow user holds up a socket.
 */
@NullMarked
package io.jaybit.client.internal.rest;

import org.jspecify.annotations.NullMarked;

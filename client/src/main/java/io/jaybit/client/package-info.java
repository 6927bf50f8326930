/**
 * The public face of the client: subscribe with a callback to any stream of Bybit V5, read live order books, ask by REST.
 *
 * <p>Start at {@link io.jaybit.client.Bybit}. Nothing in here shows a type of the network or JSON libraries behind it.
 */
@NullMarked
package io.jaybit.client;

import org.jspecify.annotations.NullMarked;

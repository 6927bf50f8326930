/**
 * The exchange itself: instruments, order books, matching, accounts, positions.
 *
 * <p>Start at {@link io.jaybit.simulator.exchange.Exchange}. A state machine: commands in, events to an {@link
 * io.jaybit.simulator.exchange.ExchangeListener} out. It opens no socket, makes no thread, reads no clock and throws no dice; time
 * comes from a {@link io.jaybit.simulator.exchange.Timeline} that somebody else advances. Everything is confined to the thread that
 * does so. Prices are whole ticks, sizes whole steps of their instrument; money is {@link java.math.BigDecimal} with 8 decimals.
 */
@NullMarked
package io.jaybit.simulator.exchange;

import org.jspecify.annotations.NullMarked;

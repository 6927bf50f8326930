/**
 * What the venue says about its markets, in exact numbers: decimals, symbols, topics and the public events.
 *
 * <p>Start at {@link io.jaybit.market.MarketEvent}. Everything here is immutable unless its name says {@code Update};
 * nothing here reads a clock, opens a socket or writes a log.
 */
@NullMarked
package io.jaybit.market;

import org.jspecify.annotations.NullMarked;

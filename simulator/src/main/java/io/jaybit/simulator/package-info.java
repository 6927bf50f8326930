/** A Bybit-like exchange on this machine: its server front and its fault scripts. */
@NullMarked
package io.jaybit.simulator;

import org.jspecify.annotations.NullMarked;

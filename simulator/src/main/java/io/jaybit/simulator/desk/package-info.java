/**
 * Desks: requests of clients, checked and turned into commands to the exchange, and their answers in the venue's words.
 *
 * <p>Start at {@link io.jaybit.simulator.desk.AccountDesk}. Confined to the thread that advances the exchange's timeline.
 */
@NullMarked
package io.jaybit.simulator.desk;

import org.jspecify.annotations.NullMarked;

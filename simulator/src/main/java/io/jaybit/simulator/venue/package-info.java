/**
 * The venue as its clients meet it, without sockets: connections, logins, subscriptions, faults, and the truth beside the wire.
 *
 * <p>Start at {@link io.jaybit.simulator.venue.Outlet}. Confined to the thread that advances the exchange's timeline.
 */
@NullMarked
package io.jaybit.simulator.venue;

import org.jspecify.annotations.NullMarked;

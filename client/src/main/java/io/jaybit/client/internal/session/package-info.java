/**
 * Keeps subscriptions alive: connect, log in, subscribe, watch, heal, connect again.
 *
 * <p>Start at {@link io.jaybit.client.internal.session.SessionManager}. State machines without sockets, threads, clock or log:
 * frames, deadlines and what happens to connections go in; frames, deadlines and notices come out through {@link
 * io.jaybit.client.internal.session.SessionOutput}. The same classes run on a real socket and on a seeded network in virtual time.
 */
@NullMarked
package io.jaybit.client.internal.session;

import org.jspecify.annotations.NullMarked;

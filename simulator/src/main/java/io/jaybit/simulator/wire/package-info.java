/**
 * What passes between venue and client, and the means to read and write it: paths, JSON, HTTP requests and answers.
 *
 * <p>No socket, thread or clock.
 */
@NullMarked
package io.jaybit.simulator.wire;

import org.jspecify.annotations.NullMarked;

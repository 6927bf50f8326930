/**
 * The line from frames to lines of output, the same for a live stream and for files: selection of symbols, watchers, rows.
 *
 * <p>Start at {@link io.jaybit.station.pipeline.Watcher}. Confined to one thread at a time; time is an argument.
 */
@NullMarked
package io.jaybit.station.pipeline;

import org.jspecify.annotations.NullMarked;

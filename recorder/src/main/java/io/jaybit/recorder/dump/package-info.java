/** The venue's own files of a day's trades: read, taken into a recording, and held against one. */
@NullMarked
package io.jaybit.recorder.dump;

import org.jspecify.annotations.NullMarked;

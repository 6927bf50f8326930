/** A recording: its folder, and the process that fills it. */
@NullMarked
package io.jaybit.recorder;

import org.jspecify.annotations.NullMarked;

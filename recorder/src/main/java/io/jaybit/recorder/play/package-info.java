/** What was taken in, through the same line again. */
@NullMarked
package io.jaybit.recorder.play;

import org.jspecify.annotations.NullMarked;

/** From what was taken in to rows. */
@NullMarked
package io.jaybit.recorder.feed;

import org.jspecify.annotations.NullMarked;

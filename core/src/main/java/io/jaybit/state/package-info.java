/**
 * State as bytes, so that what was computed can be kept and taken up again: {@link io.jaybit.state.StateWriter} and
 * {@link io.jaybit.state.StateReader}.
 */
@NullMarked
package io.jaybit.state;

import org.jspecify.annotations.NullMarked;

/** Measurements: each states its question, its data and its machine. */
@NullMarked
package io.jaybit.benchmarks;

import org.jspecify.annotations.NullMarked;

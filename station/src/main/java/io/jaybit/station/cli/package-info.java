/** The command line: the only package with a {@code main} and the only one that writes to standard output. */
@NullMarked
package io.jaybit.station.cli;

import org.jspecify.annotations.NullMarked;

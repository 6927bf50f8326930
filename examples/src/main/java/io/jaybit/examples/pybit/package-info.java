/** What pybit's users write, in Java: the snippets of {@code docs/COMING_FROM_PYBIT.md}, compiled. */
@NullMarked
package io.jaybit.examples.pybit;

import org.jspecify.annotations.NullMarked;

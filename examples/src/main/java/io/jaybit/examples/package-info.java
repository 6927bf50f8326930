/** The tutorial in Java: each class is one short program on the public types alone. */
@NullMarked
package io.jaybit.examples;

import org.jspecify.annotations.NullMarked;

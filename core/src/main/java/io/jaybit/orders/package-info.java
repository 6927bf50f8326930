/**
 * Orders and positions over their whole life, from everything the venue tells in whatever order it comes; and the commands that make,
 * change and end orders. Confined to one thread each; time is an argument.
 */
@NullMarked
package io.jaybit.orders;

import org.jspecify.annotations.NullMarked;

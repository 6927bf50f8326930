/**
 * Exact order books, each of which is right or says that it is not.
 *
 * <p>Start at {@code OrderBook}. A book has one writer; {@code top} and {@code copy} may be called from any thread.
 */
@NullMarked
package io.jaybit.book;

import org.jspecify.annotations.NullMarked;

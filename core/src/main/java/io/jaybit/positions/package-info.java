/**
 * Positions and balances, from everything the venue tells in whatever order it comes, cross-checked: what the venue says of a position
 * against the sum of our fills.
 *
 * <p>Start at {@link PositionTracker} and {@link WalletTracker}. Confined to one thread each; time is an argument.
 */
@NullMarked
package io.jaybit.positions;

import org.jspecify.annotations.NullMarked;

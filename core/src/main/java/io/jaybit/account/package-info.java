/**
 * What the venue tells of the own account: orders, executions, positions, wallet, as the private streams push them and as the same
 * rows come by request.
 *
 * <p>Start at {@link AccountEvent}. Immutable; what is derived from them is in {@code io.jaybit.orders}.
 */
@NullMarked
package io.jaybit.account;

import org.jspecify.annotations.NullMarked;

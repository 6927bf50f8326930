/**
 * API keys out of files that nobody else can read.
 *
 * <p>Start at {@link io.jaybit.client.internal.keys.KeyFile}. No message repeats what a file holds beyond the names in it.
 */
@NullMarked
package io.jaybit.client.internal.keys;

import org.jspecify.annotations.NullMarked;

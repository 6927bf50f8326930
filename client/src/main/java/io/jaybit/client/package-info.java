/** The public face of the client: subscribe with a callback to any stream of Bybit V5. */
@NullMarked
package io.jaybit.client;

import org.jspecify.annotations.NullMarked;

/** The other side of a socket, played by a test. */
package io.jaybit.client.testing;

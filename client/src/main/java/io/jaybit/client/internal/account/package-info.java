/** The own account: what its streams, requests and commands have to do with each other, without sockets, threads or clock. */
@NullMarked
package io.jaybit.client.internal.account;

import org.jspecify.annotations.NullMarked;

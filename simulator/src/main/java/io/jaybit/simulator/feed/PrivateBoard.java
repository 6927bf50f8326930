package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Account;
import org.jspecify.annotations.Nullable;

/** Finds an account's own topics by name. */
public interface PrivateBoard {
    /** The topic; null where the venue knows no private topic of that name. */
    @Nullable
    Topic find(Account account, String name);
}

package io.jaybit.station.cli;

import io.jaybit.client.Credentials;
import io.jaybit.station.pipeline.AccountFilter;
import org.jspecify.annotations.Nullable;

/**
 * The options of everything that looks at the own account, checked. Immutable.
 *
 * @param credentials null only where something was wrong
 */
record AccountSettings(StreamSettings stream, @Nullable Credentials credentials, AccountFilter filter) {}

package io.jaybit.account;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the venue says of the key that asked. Immutable.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/user/apikey-info">Get API Key Information</a>.
 *
 * @param permissions the venue's words by group; groups without any are left out
 * @param ips addresses it is bound to; {@code *} is every one
 * @param expires null where it does not expire
 */
public record KeyInfo(
        boolean readOnly,
        Map<String, List<String>> permissions,
        List<String> ips,
        @Nullable Instant expires,
        String userId,
        String note) {
    public KeyInfo {
        permissions = Map.copyOf(permissions);
        ips = List.copyOf(ips);
    }

    /** Whether it may take funds out of the account. */
    public boolean mayWithdraw() {
        return permissions.getOrDefault("Wallet", List.of()).contains("Withdraw");
    }

    /** Whether it works from certain addresses only. */
    public boolean isBoundToAddresses() {
        return !ips.isEmpty() && !ips.contains("*");
    }
}

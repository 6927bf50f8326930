package io.jaybit.positions;

import io.jaybit.account.Origin;
import io.jaybit.account.WalletUpdate;
import io.jaybit.account.WalletUpdate.CoinBalance;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The balances by account type and coin, from answers and pushes in any order; of each coin the news with the later venue time wins. Confined
 * to one thread.
 *
 * <p>A push needs to hold only the coins that changed; an answer to a question holds all that are not empty, so a coin it does not name is
 * gone. Unrealised profit alone pushes nothing: what depends on it is of the moment of the last news.
 */
public final class WalletTracker {
    private static final String KIND = "wallet";
    private static final int VERSION = 1;

    private final Map<String, Account> accounts = new TreeMap<>();
    private long late;

    /**
     * What is known of one account.
     *
     * @param latest the last account-wide figures
     * @param coins by name
     */
    public record Wallet(String accountType, WalletUpdate latest, Map<String, Balance> coins) {
        public Wallet {
            coins = Map.copyOf(coins);
        }
    }

    /** @param toldEpochMillis venue time of the news */
    public record Balance(CoinBalance balance, long toldEpochMillis) {}

    private static final class Account {
        private @Nullable WalletUpdate latest;
        /** Venue time of the last answer, which named every coin there was. */
        private long listedEpochMillis = Long.MIN_VALUE;

        private final Map<String, Balance> coins = new LinkedHashMap<>();
    }

    /**
     * News of an account.
     *
     * @return the coins whose wallet balance is another than was known
     */
    public List<String> onWallet(WalletUpdate update) {
        Account account = accounts.computeIfAbsent(update.accountType(), type -> new Account());
        long told = update.origin().pushedEpochMillis();
        List<String> changed = new ArrayList<>();
        boolean complete = update.origin().source() == Origin.Source.QUERY;
        boolean ignored = !update.coins().isEmpty() || account.latest != null;
        for (CoinBalance coin : update.coins()) {
            Balance known = account.coins.get(coin.coin());
            long since = known == null ? account.listedEpochMillis : known.toldEpochMillis;
            if (since > told) {
                continue;
            }
            ignored = false;
            account.coins.put(coin.coin(), new Balance(coin, told));
            if (known == null || known.balance.walletBalance().compareTo(coin.walletBalance()) != 0) {
                changed.add(coin.coin());
            }
        }
        if (complete && told >= account.listedEpochMillis) {
            account.listedEpochMillis = told;
            List<String> named = update.coins().stream().map(CoinBalance::coin).toList();
            account.coins.entrySet().removeIf(coin -> {
                boolean gone = coin.getValue().toldEpochMillis < told && !named.contains(coin.getKey());
                if (gone) {
                    changed.add(coin.getKey());
                }
                return gone;
            });
        }
        WalletUpdate latest = account.latest;
        if (latest == null || latest.origin().pushedEpochMillis() <= told) {
            account.latest = update;
            ignored = false;
        }
        late += ignored ? 1 : 0;
        return changed;
    }

    /** Null if nothing was told of it. */
    public @Nullable Wallet wallet(String accountType) {
        Account account = accounts.get(accountType);
        WalletUpdate latest = account == null ? null : account.latest;
        return account == null || latest == null ? null : new Wallet(accountType, latest, account.coins);
    }

    /** All accounts that were told of. */
    public List<Wallet> wallets() {
        List<Wallet> all = new ArrayList<>();
        for (String type : accounts.keySet()) {
            Wallet wallet = wallet(type);
            if (wallet != null) {
                all.add(wallet);
            }
        }
        return all;
    }

    /** Null if the account holds none of it, as far as is known. */
    public @Nullable CoinBalance balance(String accountType, String coin) {
        Account account = accounts.get(accountType);
        Balance known = account == null ? null : account.coins.get(coin);
        return known == null ? null : known.balance;
    }

    /** How many updates told nothing that was not known newer. */
    public long lateUpdates() {
        return late;
    }

    /** Writes what outlives a restart. */
    public void writeTo(StateWriter to) {
        to.writeText(KIND).writeInt(VERSION).writeInt(accounts.size());
        accounts.forEach((type, account) -> {
            to.writeText(type).writeLong(account.listedEpochMillis);
            to.writeBoolean(account.latest != null);
            if (account.latest != null) {
                WalletCodec.write(account.latest, to);
            }
            to.writeInt(account.coins.size());
            account.coins.values().forEach(coin -> {
                WalletCodec.write(coin.balance, to);
                to.writeLong(coin.toldEpochMillis);
            });
        });
    }

    /**
     * Takes up what {@link #writeTo} wrote, in a new tracker.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    public void readFrom(StateReader from) {
        if (!accounts.isEmpty()) {
            throw new IllegalStateException("state is taken up before anything else");
        }
        from.expect(KIND, VERSION);
        for (int i = from.readInt(); i > 0; i--) {
            String type = from.readText();
            Account account = new Account();
            account.listedEpochMillis = from.readLong();
            if (from.readBoolean()) {
                account.latest = WalletCodec.read(from, type);
            }
            for (int coins = from.readInt(); coins > 0; coins--) {
                CoinBalance coin = WalletCodec.readCoin(from);
                account.coins.put(coin.coin(), new Balance(coin, from.readLong()));
            }
            accounts.put(type, account);
        }
    }
}

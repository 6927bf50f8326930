package io.jaybit.positions;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.account.Origin;
import io.jaybit.account.WalletUpdate;
import io.jaybit.account.WalletUpdate.CoinBalance;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WalletTrackerTest {
    private final WalletTracker tracker = new WalletTracker();

    @Test
    void aPushChangesOnlyTheCoinsItNames() {
        tracker.onWallet(asked(10, "USDT 100", "BTC 1"));

        assertThat(tracker.onWallet(pushed(20, "USDT 90"))).containsExactly("USDT");

        assertThat(balances()).isEqualTo("{BTC=1, USDT=90}");
    }

    @Test
    void laterNewsOfACoinWinsInWhateverOrderItComes() {
        tracker.onWallet(pushed(30, "USDT 80"));

        assertThat(tracker.onWallet(pushed(20, "USDT 90"))).isEmpty();
        assertThat(tracker.onWallet(asked(25, "USDT 85", "BTC 1"))).containsExactly("BTC");

        assertThat(balances()).isEqualTo("{BTC=1, USDT=80}");
        assertThat(tracker.lateUpdates()).isEqualTo(1);
    }

    @Test
    void aCoinThatAnAnswerNoLongerNamesIsGone() {
        tracker.onWallet(pushed(10, "USDT 100", "BTC 1"));

        assertThat(tracker.onWallet(asked(20, "USDT 100"))).containsExactly("BTC");
        tracker.onWallet(pushed(15, "BTC 3"));

        assertThat(balances()).isEqualTo("{USDT=100}");
        assertThat(tracker.balance("UNIFIED", "BTC")).isNull();
    }

    @Test
    void accountFiguresAreOfTheLatestNews() {
        tracker.onWallet(pushed(30, "USDT 80"));
        tracker.onWallet(pushed(20, "USDT 90"));

        assertThat(tracker.wallets())
                .extracting(wallet -> wallet.latest().totalEquity())
                .containsExactly(new BigDecimal("30"));
        assertThat(tracker.wallet("SPOT")).isNull();
    }

    @Test
    void stateIsTakenUpAfterARestart() {
        tracker.onWallet(asked(20, "USDT 100", "BTC 1"));
        tracker.onWallet(pushed(30, "USDT 90"));
        StateWriter state = new StateWriter();
        tracker.writeTo(state);

        WalletTracker later = new WalletTracker();
        StateReader reader = new StateReader(state.toByteArray());
        later.readFrom(reader);
        reader.end();

        assertThat(later.wallets()).isEqualTo(tracker.wallets());
        assertThat(later.onWallet(pushed(25, "USDT 1"))).isEmpty();
    }

    private String balances() {
        Map<String, String> all = new TreeMap<>();
        Objects.requireNonNull(tracker.wallet("UNIFIED"))
                .coins()
                .forEach((coin, known) ->
                        all.put(coin, known.balance().walletBalance().toPlainString()));
        return all.toString();
    }

    private static WalletUpdate pushed(long venueMillis, String... coins) {
        return update(Origin.Source.STREAM, venueMillis, coins);
    }

    private static WalletUpdate asked(long venueMillis, String... coins) {
        return update(Origin.Source.QUERY, venueMillis, coins);
    }

    /** Its equity is its time, so that one can be told from the other. */
    private static WalletUpdate update(Origin.Source source, long venueMillis, String... coins) {
        List<CoinBalance> balances = new ArrayList<>();
        for (String coin : coins) {
            String[] parts = coin.split(" ");
            balances.add(new CoinBalance(
                    parts[0],
                    new BigDecimal(parts[1]),
                    null,
                    new BigDecimal(parts[1]),
                    BigDecimal.ZERO,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    new BigDecimal("0.5"),
                    null,
                    null,
                    true,
                    false,
                    Map.of("colRes", "0")));
        }
        return new WalletUpdate(
                new Origin(source, venueMillis, venueMillis),
                "UNIFIED",
                BigDecimal.valueOf(venueMillis),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new BigDecimal("0.01"),
                balances,
                Map.of());
    }
}

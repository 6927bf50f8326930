package io.jaybit.client;

import io.jaybit.account.AccountInfo;
import io.jaybit.account.ClosedPnl;
import io.jaybit.account.DisconnectProtectionSetting;
import io.jaybit.account.FeeRate;
import io.jaybit.account.KeyInfo;
import io.jaybit.client.internal.rest.AccountApi;
import io.jaybit.client.internal.rest.CancelEverything;
import io.jaybit.client.internal.rest.Requester;
import io.jaybit.client.internal.rest.SettingsApi;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.orders.CancelReport;
import io.jaybit.orders.TradingStop;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Settings of the own account and what it says of itself, by REST, within the request budget that all clients of this process share.
 * Safe for any thread; futures complete on the JDK's common pool, and fail with {@link RestException}.
 *
 * <p>What is asked is asked again where it was too much. A setting is sent once; if its answer is lost, the failure does not tell whether
 * it was made, and to make it again does no harm. A setting that stands already is no failure.
 */
public final class AccountRequests {
    private final SettingsApi settings;
    private final CancelEverything cancelling;

    AccountRequests(Requester requester, AccountApi account) {
        this.settings = new SettingsApi(requester);
        this.cancelling = new CancelEverything(requester, account);
    }

    /** Linear and inverse. Both sides at once, and the same but in hedge mode with isolated margin. */
    public CompletableFuture<Void> setLeverage(Symbol symbol, Decimal buy, Decimal sell) {
        return Rest.published(settings.setLeverage(symbol, buy, sell));
    }

    /**
     * Linear: one position a symbol, or one for each side. Refused while there is a position or an order.
     *
     * @param hedge whether there is one for each side
     */
    public CompletableFuture<Void> switchPositionMode(Symbol symbol, boolean hedge) {
        return Rest.published(settings.switchMode(symbol, hedge));
    }

    /** Linear and inverse: whether there is one position for each side (hedge mode) and not one a symbol (one-way). */
    public CompletableFuture<Boolean> isHedged(Symbol symbol) {
        return Rest.published(settings.isHedged(symbol));
    }

    /** Sets, changes or takes away the exits of a position; they show as conditional orders. */
    public CompletableFuture<Void> setTradingStop(TradingStop stop) {
        return Rest.published(settings.setTradingStop(stop));
    }

    /** Of every symbol of a category; on options of every base coin. */
    public CompletableFuture<List<FeeRate>> feeRates(Category category) {
        return Rest.published(settings.feeRates(category, ""));
    }

    public CompletableFuture<List<FeeRate>> feeRates(Symbol symbol) {
        return Rest.published(settings.feeRates(symbol.category(), symbol.name()));
    }

    /** What closing brought within a time, both ends included, newest first within a week and the oldest week first. */
    public CompletableFuture<List<ClosedPnl>> closedPnl(Category category, Instant from, Instant to) {
        return Rest.published(settings.closedPnl(category, "", from.toEpochMilli(), to.toEpochMilli()));
    }

    public CompletableFuture<List<ClosedPnl>> closedPnl(Symbol symbol, Instant from, Instant to) {
        return Rest.published(
                settings.closedPnl(symbol.category(), symbol.name(), from.toEpochMilli(), to.toEpochMilli()));
    }

    /**
     * Has the venue cancel all orders of a product when every private connection that watches over it is gone; see {@link
     * OwnStreams#disconnectProtection}. For institutional accounts; it takes some ten seconds to act.
     *
     * @param product {@code SPOT}, {@code DERIVATIVES} or {@code OPTIONS}
     * @param windowSeconds 3 to 300
     */
    public CompletableFuture<Void> setDisconnectProtection(String product, int windowSeconds) {
        return Rest.published(settings.setDisconnectProtection(product, windowSeconds));
    }

    /** Empty where the venue does not offer it to this account. */
    public CompletableFuture<List<DisconnectProtectionSetting>> disconnectProtection() {
        return Rest.published(settings.disconnectProtection());
    }

    /** What this key may do, from where, and until when. */
    public CompletableFuture<KeyInfo> keyInfo() {
        return Rest.published(settings.keyInfo());
    }

    public CompletableFuture<AccountInfo> accountInfo() {
        return Rest.published(settings.accountInfo());
    }

    /**
     * Cancels every order of a category, conditional ones too, as often as it takes, and looks whether they are gone. It ends when
     * nothing is open, or when the venue has made no progress for three rounds; then the report names what is left.
     */
    public CompletableFuture<CancelReport> cancelAll(Category category) {
        return Rest.published(cancelling.run(category, symbol -> true));
    }

    /** The same for one symbol. */
    public CompletableFuture<CancelReport> cancelAll(Symbol symbol) {
        return Rest.published(cancelling.run(symbol.category(), symbol::equals));
    }
}

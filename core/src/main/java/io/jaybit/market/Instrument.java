package io.jaybit.market;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one symbol, as the venue states them by REST. Immutable.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/market/instrument">Get Instruments Info</a>. Which kind of contract
 * it is stands in {@link #kind}, never in the shape of its name. Null where the venue states nothing.
 *
 * @param settleCoin coin of profit and loss; on spot the quote coin
 * @param tickSize prices are multiples of it
 * @param sizeStep sizes are multiples of it; on spot the precision of the base coin
 * @param minSize smallest size of an order; base coin, contracts of 1 USD on inverse
 * @param maxSize largest size of a limit order; the venue re-sets it twice a month
 * @param maxMarketSize largest size of a market order
 * @param minNotional smallest value of an order, in the quote coin
 * @param launchEpochMillis when it was, or will be, listed
 * @param deliveryEpochMillis when it ends; empty on spot and on perpetuals without an announced end
 * @param fundingIntervalMinutes perpetuals only
 * @param preListing it is in the phases before continuous trading, in which there are no books and no trades
 * @param displayName the venue's other name for it; may be empty
 */
public record Instrument(
        Symbol symbol,
        Coded<Kind> kind,
        Coded<Status> status,
        String baseCoin,
        String quoteCoin,
        String settleCoin,
        @Nullable Decimal tickSize,
        @Nullable Decimal sizeStep,
        @Nullable BigDecimal minSize,
        @Nullable BigDecimal maxSize,
        @Nullable BigDecimal maxMarketSize,
        @Nullable BigDecimal minNotional,
        OptionalLong launchEpochMillis,
        OptionalLong deliveryEpochMillis,
        OptionalInt fundingIntervalMinutes,
        boolean preListing,
        String displayName) {
    public Instrument {
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(status, "status");
    }

    /** Whether orders can be placed now. */
    public boolean isTrading() {
        return status.value() == Status.TRADING;
    }

    /** What is traded. */
    public enum Kind {
        SPOT,
        LINEAR_PERPETUAL,
        LINEAR_FUTURES,
        INVERSE_PERPETUAL,
        INVERSE_FUTURES,
        CALL,
        PUT,
        UNRECOGNISED;

        /** Reads the venue's {@code contractType} or {@code optionsType}. */
        public static Coded<Kind> parse(String text) {
            Kind kind = switch (text) {
                case "LinearPerpetual" -> LINEAR_PERPETUAL;
                case "LinearFutures" -> LINEAR_FUTURES;
                case "InversePerpetual" -> INVERSE_PERPETUAL;
                case "InverseFutures" -> INVERSE_FUTURES;
                case "Call" -> CALL;
                case "Put" -> PUT;
                default -> UNRECOGNISED;
            };
            return new Coded<>(kind, text);
        }

        public boolean isPerpetual() {
            return this == LINEAR_PERPETUAL || this == INVERSE_PERPETUAL;
        }
    }

    /** How far its life has come. */
    public enum Status {
        PRE_LAUNCH,
        TRADING,
        DELIVERING,
        CLOSED,
        UNRECOGNISED;

        /** Reads the venue's word; spot answers of 2023 say {@code 1} for trading. */
        public static Coded<Status> parse(String text) {
            Status status = switch (text) {
                case "PreLaunch" -> PRE_LAUNCH;
                case "Trading", "1" -> TRADING;
                case "Delivering" -> DELIVERING;
                case "Closed" -> CLOSED;
                default -> UNRECOGNISED;
            };
            return new Coded<>(status, text);
        }
    }
}

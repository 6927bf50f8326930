package io.jaybit.market;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which currency a symbol's notional is in, read from its name alone, so that a stream can be read without instrument data. Safe
 * for any thread.
 */
public final class Currencies {
    /** Quote coins of the venue's spot market; of two that fit, the longer wins. */
    private static final List<String> SPOT_QUOTES = List.of(
            "USDT", "USDC", "USDE", "USD1", "USDQ", "USDR", "RLUSD", "FDUSD", "DAI", "EUR", "BRL", "PLN", "TRY", "GBP",
            "BTC", "ETH", "SOL", "MNT", "BRZ");

    private Currencies() {}

    /** The currency, or null where the name does not tell. */
    public static @Nullable String notionalCurrency(Symbol symbol) {
        String name = symbol.name();
        return switch (symbol.category()) {
            case INVERSE -> "USD";
            case OPTION -> name.endsWith("-USDT") ? "USDT" : "USDC";
            case LINEAR -> linear(name);
            case SPOT -> quote(name);
            case SPREAD -> spread(name);
        };
    }

    /** The coin of a symbol's profit and loss: of inverse the base coin, else the notional's; null where the name does not tell. */
    public static @Nullable String pnlCurrency(Symbol symbol) {
        if (symbol.category() != Category.INVERSE) {
            return notionalCurrency(symbol);
        }
        int usd = symbol.name().indexOf("USD");
        return usd > 0 ? symbol.name().substring(0, usd) : null;
    }

    /** Whether a coin counts as a dollar in thresholds: USD, USDT and USDC, one for one. */
    public static boolean isDollar(String currency) {
        return currency.equals("USDT") || currency.equals("USDC") || currency.equals("USD");
    }

    /** {@code BTCUSDT} and {@code BTCUSDT-25DEC26} settle in USDT; {@code BTCPERP}, {@code BTCUSDC} and {@code BTC-25DEC26} in USDC. */
    private static @Nullable String linear(String name) {
        int dash = name.indexOf('-');
        String head = dash < 0 ? name : name.substring(0, dash);
        if (head.endsWith("USDT")) {
            return "USDT";
        }
        if (dash >= 0 || head.endsWith("PERP") || head.endsWith("USDC")) {
            return "USDC";
        }
        return null;
    }

    private static @Nullable String quote(String name) {
        String found = null;
        for (String coin : SPOT_QUOTES) {
            boolean fits = name.endsWith(coin) && name.length() > coin.length();
            if (fits && (found == null || coin.length() > found.length())) {
                found = coin;
            }
        }
        return found;
    }

    /** {@code SOLUSDT_SOL/USDT}: the leg after the slash. */
    private static @Nullable String spread(String name) {
        int underscore = name.indexOf('_');
        if (underscore < 0) {
            return null;
        }
        int slash = name.indexOf('/', underscore);
        return slash >= 0 ? name.substring(slash + 1) : linear(name.substring(0, underscore));
    }
}

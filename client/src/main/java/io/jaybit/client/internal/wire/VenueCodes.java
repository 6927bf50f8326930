package io.jaybit.client.internal.wire;

import java.util.regex.Pattern;

/**
 * What the venue's numbers mean for who gave a command. Stateless.
 *
 * <p>Venue page: <a href="https://bybit-exchange.github.io/docs/v5/error">Error Codes</a>.
 */
public final class VenueCodes {
    /** The node restarts: it ends what it has begun and takes nothing new. */
    public static final int NODE_RESTARTS = 10_019;

    public static final int TOO_MANY_VISITS = 10_006;
    public static final int CLOCK = 10_002;
    public static final int UNKNOWN_KEY = 10_003;

    private static final Pattern SIGNED_TEXT = Pattern.compile("origin_string\\[[^\\]]*]?");

    private VenueCodes() {}

    /** Whether a command so answered may have been carried out all the same. */
    public static boolean isAmbiguous(int code) {
        return switch (code) {
            // 10000 timeout, 10016 internal error or restart; the others are their like on spot.
            case 10_000, 10_016, 170_007, 170_032, 170_146, 170_147 -> true;
            default -> false;
        };
    }

    /** Whether a setting so answered stands already as it was wanted. */
    public static boolean isUnchanged(int code) {
        return switch (code) {
            case 110_025, 110_026, 110_043, 34_040 -> true;
            default -> false;
        };
    }

    /** The venue's text without the key, which it repeats after a bad signature, and with what it leaves out where that is known. */
    public static String explained(int code, String said) {
        String text = SIGNED_TEXT.matcher(said).replaceAll("origin_string[…]");
        String meaning = meaning(code);
        return meaning.isEmpty() ? text : text + " " + meaning;
    }

    private static String meaning(int code) {
        return switch (code) {
            case CLOCK -> "This computer's clock and the venue's are too far apart, or the request took too long";
            case UNKNOWN_KEY ->
                "The host does not know this key: it was deleted, has expired, or belongs to another family of hosts"
                        + " (mainnet, testnet and demo trading have keys of their own)";
            case 10_004 -> "The secret is not that of the key";
            case 10_005 -> "The key lacks the permission, or the account does";
            case 10_010 -> "The key is bound to other addresses than this computer's";
            case 33_004 -> "The key has expired";
            default -> "";
        };
    }
}

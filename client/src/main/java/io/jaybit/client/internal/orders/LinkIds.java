package io.jaybit.client.internal.orders;

/**
 * Makes ids for orders, no two alike: a prefix, the second in which the program started, eight characters of chance, a
 * number. Confined to one thread.
 */
public final class LinkIds {
    private static final int MOST_PREFIX = 12;
    private static final int RADIX = 36;

    private final String start;
    private long last;

    /**
     * @param prefix letters, digits, {@code -} and {@code _}, 12 characters at most; may be empty
     * @param epochMillis when the program started
     * @param chance drawn for this program alone
     */
    public LinkIds(String prefix, long epochMillis, long chance) {
        if (prefix.length() > MOST_PREFIX || !prefix.matches("[A-Za-z0-9_-]*")) {
            throw new IllegalArgumentException(
                    "a prefix is at most " + MOST_PREFIX + " letters, digits, - and _, not \"" + prefix + "\"");
        }
        String time = Long.toString(epochMillis / 1000, RADIX);
        String word = Long.toString(Long.remainderUnsigned(chance, 2_821_109_907_456L), RADIX);
        this.start = prefix + (prefix.isEmpty() ? "" : "-") + time + word + "-";
    }

    /** At most 36 characters. */
    public String next() {
        last++;
        return start + Long.toString(last, RADIX);
    }
}

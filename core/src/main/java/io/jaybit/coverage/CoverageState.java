package io.jaybit.coverage;

/** How well one instant of a topic is known. In rising order: of two feeds, the higher state wins. */
public enum CoverageState {
    /** Nothing was received, or what was received was lost before its consumer: not connected, refused, dropped. */
    UNSEEN,
    /** Something was received, and it is known to be incomplete or wrong: a broken sequence, silence against the rhythm. */
    SUSPECT,
    /** Connected and alive. Nothing is known to be missing; nothing proves it either: trades, liquidations, tickers, level 1. */
    SEEN,
    /** Fetched again afterwards, from the last id known before to the first one known after. */
    RECOVERED,
    /** Checked afterwards against a figure of the venue's own: trades whose minute adds up to its confirmed kline. */
    AUDITED,
    /** An unbroken sequence proves that nothing is missing: the depths of a book. */
    VERIFIED;

    /** Whether the instant counts as seen: {@link #SEEN} or better. */
    public boolean isSeen() {
        return compareTo(SEEN) >= 0;
    }

    /** Whether completeness is proven: {@link #VERIFIED} or {@link #AUDITED}. */
    public boolean isProven() {
        return compareTo(AUDITED) >= 0;
    }

    static CoverageState worse(CoverageState left, CoverageState right) {
        return left.compareTo(right) <= 0 ? left : right;
    }

    static CoverageState better(CoverageState left, CoverageState right) {
        return left.compareTo(right) >= 0 ? left : right;
    }
}

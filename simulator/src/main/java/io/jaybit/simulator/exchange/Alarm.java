package io.jaybit.simulator.exchange;

/** The prices at which an account has to be looked at again. Confined to the exchange's thread; owned by {@link PriceAlarms}. */
final class Alarm {
    static final long NEVER_BELOW = Long.MIN_VALUE;
    static final long NEVER_ABOVE = Long.MAX_VALUE;

    final Account account;
    long low = NEVER_BELOW;
    long high = NEVER_ABOVE;

    Alarm(Account account) {
        this.account = account;
    }
}

package io.jaybit.account;

/**
 * Whether the venue would cancel the orders of a product if this process vanished now. Immutable.
 *
 * <p>Armed is what can be shown: the venue's setting is on, our {@code dcp} topic is acknowledged, and no other private connection of the same
 * key is known that would have to be gone, too. Other processes are not known: what runs elsewhere with this account and has subscribed
 * the topic keeps the venue from acting.
 *
 * @param windowSeconds after how long the venue acts; 0 where it is not known
 * @param reason why it is not proven; empty when it is armed
 */
public record DisconnectProtection(ProtectedProduct product, boolean armed, int windowSeconds, String reason) {
    /** {@code DERIVATIVES: armed, after 10 s}, or why not. */
    @Override
    public String toString() {
        return product + (armed ? ": armed, after " + windowSeconds + " s" : ": not proven: " + reason);
    }
}

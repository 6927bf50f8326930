package io.jaybit.orders;

import io.jaybit.account.AccountEvent;
import io.jaybit.feed.Frame;
import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;

/**
 * An own account that is told again what a client took in and sent, in that order, and comes to know what the client's account knew. It sends
 * nothing: commands are taken from what was sent, and questions are answered by the replies that were recorded. Confined to one thread; time
 * is an argument.
 *
 * <p>Use: {@link #at} before every other call; the calls of {@link io.jaybit.feed.InputSink} of the same names; the private streams' events by
 * {@link #onEvent}; {@link #doWork} after each of them, and when the deadline it returned has come.
 */
public interface RecordedAccount {
    /** Makes the account of one run of a client. */
    @FunctionalInterface
    interface Maker {
        /**
         * @param memory what was known when the run before ended
         * @param epochNanos our wall clock when the run began
         * @param nanos the monotonic clock then
         */
        RecordedAccount make(AccountPlan plan, AccountMemory memory, AccountNews news, long epochNanos, long nanos);
    }

    /** What follows happened then: our wall clock, and the monotonic clock of the run. */
    void at(long epochNanos, long nanos);

    /** What was known of the venue's clock, minus ours. */
    void onClock(long offsetNanos);

    /** An event of the private streams. */
    void onEvent(AccountEvent event);

    /** Any notice of the session. */
    void onNotice(Notice notice);

    /** A private frame that could not be read. */
    void onUnreadable(String complaint);

    /** A frame of the trade socket. */
    void onTradeFrame(Frame frame);

    void onSent(int connectionId, Channel channel, String text);

    void onRequest(long id, String request);

    void onReply(long id, int status, String text);

    /**
     * Does what is due.
     *
     * @return when to come back at the latest, monotonic; {@link Long#MAX_VALUE} for never
     */
    long doWork();

    /** The run ended cleanly: what was not answered will not be any more. */
    void close();

    /** What is known. */
    AccountLine line();

    /** How many commands were sent that could not be read again; what they did is known by the streams alone. */
    long unreadableCommands();
}

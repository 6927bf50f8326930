package io.jaybit.recorder.play;

import io.jaybit.account.AccountEvent;
import io.jaybit.feed.Frame;
import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.orders.AccountLine;
import io.jaybit.orders.AccountMemory;
import io.jaybit.orders.AccountNews;
import io.jaybit.orders.AccountPlan;
import io.jaybit.orders.RecordedAccount;
import java.util.List;

/**
 * The own account of a recording: orders, positions and balances as the client's account knew them at the record that was played last, by the
 * same code. Handed to a {@link Playback}, which drives it. Confined to one thread.
 *
 * <p>What the log has, it takes: private frames, notices, commands as they were sent and what was answered to them, replies to questions. So
 * after the same records it knows what the client knew, uncertain orders among it: a command without an answer is {@linkplain
 * io.jaybit.orders.OrderState#UNKNOWN unknown} and is settled by the replies that settled it then.
 *
 * <p>What the log has not, it cannot know:
 *
 * <ul>
 *   <li>a command that never left, because the client refused it itself;
 *   <li>the middle of the book when an order was sent, and with it slippage; mark prices of tickers;
 *   <li>what the account remembered of the time before the first run that is played. Each later run begins with what the run before knew, as an
 *       account with a memory does; one without has forgotten closed orders that are still known here;
 *   <li>when exactly an answer was taken up: here at once, live a moment after its reply, when events of a stream may have come before it. What is
 *       known in the end is the same, what is told on the way may come in another order;
 *   <li>whether a POST that got no reply had left: here its commands are unknown, where the client knew that they had not;
 *   <li>anything but what streams told, where the client that recorded followed no account and so asked nothing: then {@link AccountLine#status}
 *       never becomes {@code IN_SYNC}, and positions that never changed are not known.
 * </ul>
 */
public final class AccountPlayback {
    private final RecordedAccount.Maker maker;
    private final AccountPlan plan;
    private final AccountNews news;
    private RecordedAccount account;
    private boolean started;
    private boolean due;
    private long nextNanos = Long.MIN_VALUE;
    private long nanos;
    private long unreadableBefore;

    /**
     * @param maker makes the account of a run; the client has it
     * @param plan that of the account that was recorded
     */
    public AccountPlayback(RecordedAccount.Maker maker, AccountPlan plan, AccountNews news) {
        this.maker = maker;
        this.plan = plan;
        this.news = news;
        this.account = maker.make(plan, AccountMemory.NONE, news, 0, 0);
    }

    /** What is known after the last record; another one after each begin of a run. */
    public AccountLine line() {
        work();
        return account.line();
    }

    /** The monotonic clock of the run, as of the last record; for what {@link #line} wants to know the time for. */
    public long nanos() {
        return nanos;
    }

    /** How many commands were sent that could not be read again. */
    public long unreadableCommands() {
        return unreadableBefore + account.unreadableCommands();
    }

    /** Comes before everything a record leads to: what was due before it is done now. */
    void onRecord(long epochNanos, long recordNanos) {
        if (!started) {
            begin(AccountMemory.NONE, epochNanos, recordNanos);
        }
        work();
        nanos = recordNanos;
        account.at(epochNanos, recordNanos);
        due = recordNanos - nextNanos >= 0;
    }

    private void work() {
        if (due) {
            due = false;
            nextNanos = account.doWork();
        }
    }

    /** The monotonic clock is another one from here on. */
    void onStarted(long epochNanos, long recordNanos) {
        AccountMemory memory = AccountMemory.of(line().toBytes(), List.of());
        unreadableBefore += account.unreadableCommands();
        begin(memory, epochNanos, recordNanos);
    }

    private void begin(AccountMemory memory, long epochNanos, long recordNanos) {
        started = true;
        nanos = recordNanos;
        account = maker.make(plan, memory, news, epochNanos, recordNanos);
        account.at(epochNanos, recordNanos);
        due = true;
    }

    void onClosed() {
        account.close();
    }

    void onClock(long offsetNanos) {
        account.onClock(offsetNanos);
    }

    void onEvent(AccountEvent event) {
        account.onEvent(event);
        due = true;
    }

    void onNotice(Notice notice) {
        account.onNotice(notice);
        due = true;
    }

    void onUnreadable(String complaint) {
        account.onUnreadable(complaint);
        due = true;
    }

    void onTradeFrame(Frame frame) {
        account.onTradeFrame(frame);
        due = true;
    }

    void onSent(int connectionId, Channel channel, String text) {
        account.onSent(connectionId, channel, text);
        due = true;
    }

    void onRequest(long id, String request) {
        account.onRequest(id, request);
        due = true;
    }

    void onReply(long id, int status, String text) {
        account.onReply(id, status, text);
        due = true;
    }
}

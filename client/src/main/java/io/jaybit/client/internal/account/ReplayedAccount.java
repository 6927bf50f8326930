package io.jaybit.client.internal.account;

import io.jaybit.account.AccountEvent;
import io.jaybit.client.internal.rest.AccountApi;
import io.jaybit.client.internal.wire.Control;
import io.jaybit.client.internal.wire.UnreadableFrame;
import io.jaybit.client.internal.wire.WireDecoder;
import io.jaybit.feed.Frame;
import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import io.jaybit.orders.AccountLine;
import io.jaybit.orders.AccountMemory;
import io.jaybit.orders.AccountNews;
import io.jaybit.orders.AccountPlan;
import io.jaybit.orders.AccountQuestion;
import io.jaybit.orders.Moment;
import io.jaybit.orders.RecordedAccount;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The desk of a live account, told again what a client took in: its questions are answered by the recorded replies, and commands are those
 * that were sent.
 */
public final class ReplayedAccount implements RecordedAccount {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final String ORDERS = "POST /v5/order/";
    private static final Set<String> COMMANDS =
            Set.of("create", "amend", "cancel", "create-batch", "amend-batch", "cancel-batch");

    private final RecordedRequests requests = new RecordedRequests();
    private final Deque<Runnable> answers = new ArrayDeque<>();
    private final Clock clock;
    private final AccountApi api;
    private final TradeDesk trade;
    private final RestRoute byRest;
    private final WireDecoder tradeFrames;
    private final AccountDesk desk;
    private CommandRoute route;
    private int connection;
    private long unreadableCommands;

    /**
     * @param topics the private topics that must all live for the account to be in sync
     * @param patience for an answer to a command
     * @param receiveWindow how old a command may be when the venue reads it
     * @throws IllegalArgumentException if {@code memory} is of another version, or torn
     */
    public ReplayedAccount(
            AccountPlan plan,
            AccountMemory memory,
            Set<Topic> topics,
            Duration patience,
            Duration receiveWindow,
            AccountNews news,
            long epochNanos,
            long nanos) {
        this.clock = new Clock(epochNanos, nanos);
        this.api = new AccountApi(requests, () -> clock.epochNanos);
        this.trade = new TradeDesk(new Sent(), patience, receiveWindow, "");
        this.byRest = new RestRoute(requests, answers::add);
        this.route = trade;
        this.tradeFrames = new WireDecoder(Channel.TRADE, this::onControl);
        this.desk = new AccountDesk(
                plan,
                memory,
                new LinkedHashSet<>(topics),
                api,
                (together, to, nowNanos, now) -> route.send(together, to, nowNanos, now),
                AccountLog.NONE,
                news,
                clock,
                answers::add);
    }

    /** The moment of the record that is being told. */
    private static final class Clock implements AccountClock {
        private long epochNanos;
        private long nanos;
        private long offsetNanos;
        /** What a command carried; 0 for none. */
        private long carriedMillis;

        private Clock(long epochNanos, long nanos) {
            this.epochNanos = epochNanos;
            this.nanos = nanos;
        }

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public Moment moment() {
            long venue = carriedMillis != 0 ? carriedMillis : (epochNanos + offsetNanos) / NANOS_PER_MILLI;
            return new Moment(venue, epochNanos);
        }
    }

    /** The socket as it was: what goes there has gone already. */
    private final class Sent implements TradeDesk.Port {
        @Override
        public int connection() {
            return connection;
        }

        @Override
        public void send(int connectionId, String text) {
            // That is where it was read from.
        }

        @Override
        public void replace(int connectionId, String reason) {
            // The recording says what became of it.
        }
    }

    @Override
    public void at(long epochNanos, long nanos) {
        clock.epochNanos = epochNanos;
        clock.nanos = nanos;
    }

    @Override
    public void onClock(long offsetNanos) {
        clock.offsetNanos = offsetNanos;
    }

    @Override
    public void onEvent(AccountEvent event) {
        desk.onEvent(event);
    }

    @Override
    public void onNotice(Notice notice) {
        desk.onNotice(notice);
        if (notice instanceof Notice.Disconnected gone) {
            trade.onLost(gone.connectionId(), gone.reason());
        }
    }

    @Override
    public void onUnreadable(String complaint) {
        desk.onUnreadable(complaint);
    }

    @Override
    public void onTradeFrame(Frame frame) {
        connection = frame.connectionId();
        tradeFrames.decode(frame, NoMarket.INSTANCE);
    }

    private void onControl(Control control) {
        trade.onControl(connection, control, clock.nanos);
    }

    @Override
    public void onSent(int connectionId, Channel channel, String text) {
        if (channel != Channel.TRADE) {
            return;
        }
        try {
            SentCommands.Sent sent = SentCommands.ofFrame(text);
            if (sent != null) {
                connection = connectionId;
                send(trade, sent);
            }
        } catch (UnreadableFrame e) {
            unreadableCommands++;
        }
    }

    @Override
    public void onRequest(long id, String request) {
        if (request.startsWith("GET ")) {
            asked(id, request.substring("GET ".length()));
        } else if (request.startsWith(ORDERS)) {
            int end = request.indexOf('\n');
            String word = request.substring(ORDERS.length(), end < 0 ? request.length() : end);
            if (COMMANDS.contains(word)) {
                commanded(id, word, end < 0 ? "" : request.substring(end + 1));
            }
        }
    }

    private void commanded(long id, String word, String body) {
        try {
            SentCommands.Sent sent = SentCommands.ofBody(word, "request-" + id, body);
            requests.bindNext(id, "/v5/order/" + word);
            send(byRest, sent);
        } catch (UnreadableFrame e) {
            unreadableCommands++;
        }
    }

    private void send(CommandRoute by, SentCommands.Sent sent) {
        route = by;
        clock.carriedMillis = sent.venueEpochMillis().orElse(0);
        try {
            desk.send(sent.commands(), null, (command, outcome) -> {});
        } finally {
            clock.carriedMillis = 0;
        }
    }

    /** What nobody here has asked was asked by the user of the client, or by another plan: its answer is true all the same. */
    private void asked(long id, String target) {
        if (requests.onRequest(id, target)) {
            return;
        }
        AccountQuestion question = RecordedQuestions.of(target);
        if (question == null) {
            return;
        }
        Moment asked = clock.moment();
        requests.bindNext(id, target);
        api.ask(question)
                .whenCompleteAsync(
                        (answer, failure) -> {
                            if (answer != null) {
                                desk.line().answered(question, answer.rows(), asked, clock.nanos, clock.moment());
                            }
                        },
                        answers::add);
    }

    @Override
    public void onReply(long id, int status, String text) {
        requests.onReply(id, status, text, clock.epochNanos);
    }

    @Override
    public long doWork() {
        long next;
        do {
            for (Runnable answer = answers.poll(); answer != null; answer = answers.poll()) {
                answer.run();
            }
            next = Math.min(desk.doWork(), trade.doWork(clock.nanos));
        } while (!answers.isEmpty());
        return next;
    }

    @Override
    public void close() {
        trade.close("the run that was recorded ended");
        desk.close();
    }

    @Override
    public AccountLine line() {
        return desk.line();
    }

    @Override
    public long unreadableCommands() {
        return unreadableCommands;
    }
}

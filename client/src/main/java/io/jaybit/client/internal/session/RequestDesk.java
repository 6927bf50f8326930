package io.jaybit.client.internal.session;

import io.jaybit.client.internal.wire.Control;
import io.jaybit.client.internal.wire.Requests;
import io.jaybit.market.TopicKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for topics on one socket and reads the answers. Confined to the session's thread.
 *
 * <p>An answer finds its request by id, else by the topics it names, else as the oldest one (the venue answers in order). Option
 * and spread answers have no id, so there, and wherever an answer without id was met, one request at a time is under way. Venue
 * page: <a href="https://bybit-exchange.github.io/docs/v5/ws/connect">Connect</a>.
 */
final class RequestDesk {
    private final World world;
    private final Connection connection;
    private final List<PendingRequest> inFlight = new ArrayList<>();
    private final long patience;
    private boolean oneAtATime;
    private int most;
    private long lastAnswer;

    RequestDesk(World world, Connection connection) {
        this.world = world;
        this.connection = connection;
        this.patience = world.config.timeouts().answer().toNanos();
        this.most = world.config.limits().argsPerRequest();
        this.oneAtATime = switch (connection.channel) {
            case SPOT, LINEAR, INVERSE, PRIVATE, TRADE -> false;
            case OPTION, SPREAD, STATUS, RFQ, EARN -> true;
        };
    }

    /** Sends what is due, as far as unanswered requests leave room. */
    void send() {
        while (hasRoom()) {
            List<TopicSession> batch = SubscribeBatcher.leaving(connection.topics(), most);
            boolean subscribe = batch.isEmpty();
            if (subscribe) {
                batch = SubscribeBatcher.coming(connection.topics(), most);
            }
            if (batch.isEmpty() || (!inFlight.isEmpty() && lacksId(batch))) {
                return;
            }
            send(subscribe, batch);
        }
    }

    /** Unsubscribes what came without being wanted. */
    void dismiss(String topic) {
        if (hasRoom()) {
            String id = world.requestIds.next("unsub");
            inFlight.add(new PendingRequest(id, false, List.of(), world.now()));
            world.out.send(connection.id(), Requests.unsubscribe(id, List.of(topic)));
        }
    }

    long deadline() {
        long first = World.NEVER;
        for (PendingRequest request : inFlight) {
            first = Math.min(first, request.sent() + patience);
        }
        return first == World.NEVER ? first : world.fair(first);
    }

    /**
     * Gives up on requests that were not answered in time: they are sent once more.
     *
     * @return why the socket must be replaced; null if that would not help
     */
    @Nullable
    String giveUpWaiting() {
        String reason = null;
        for (PendingRequest request : List.copyOf(inFlight)) {
            if (!world.isOver(request.sent() + patience)) {
                continue;
            }
            inFlight.remove(request);
            world.touch();
            boolean deaf = lastAnswer < request.sent();
            int together = deaf ? 0 : world.newGroup();
            for (TopicSession topic : request.topics()) {
                if (!request.isAwaitedBy(topic)) {
                    continue;
                }
                int times = topic.countUnanswered();
                if (!request.isSubscribe()) {
                    leaveUnanswered(topic, times);
                } else if (times == 1) {
                    topic.askAgain(deaf ? topic.group() : together);
                } else if (request.topics().size() > 1 && connection.hasLiveTopics()) {
                    topic.askAgain(world.newGroup());
                } else if (connection.hasLiveTopics()) {
                    topic.refused(unanswered("subscribe"), true);
                } else {
                    topic.askAgain(topic.group());
                    reason = unanswered("subscribe");
                }
            }
        }
        return reason;
    }

    /** Takes an ack or an error; true if it belonged to something. */
    boolean answer(Control answer) {
        PendingRequest request = find(answer);
        if (request == null) {
            return lateVerdict(answer);
        }
        lastAnswer = world.now();
        if (request.id().equals(answer.requestId())) {
            // Known to a pong's standard before the first ping, and where pongs stay away.
            world.clock.roundTrip(world.now() - request.sent());
        }
        inFlight.remove(request);
        world.touch();
        if (request.isSubscribe()) {
            subscribed(request, answer);
        } else {
            unsubscribed(request, answer);
        }
        return true;
    }

    /** The socket is gone: nothing that was asked will be answered. */
    void clear() {
        inFlight.clear();
    }

    private boolean hasRoom() {
        return inFlight.size() < (oneAtATime ? 1 : world.config.limits().requestsInFlight())
                && inFlight.stream().noneMatch(request -> lacksId(request.topics()));
    }

    private static boolean lacksId(List<TopicSession> batch) {
        return !batch.isEmpty() && batch.get(0).topic.kind() == TopicKind.RPI_ORDER_BOOK;
    }

    private void send(boolean subscribe, List<TopicSession> batch) {
        String id = world.requestIds.next(subscribe ? "sub" : "unsub");
        PendingRequest request = new PendingRequest(id, subscribe, List.copyOf(batch), world.now());
        inFlight.add(request);
        List<String> names = batch.stream().map(topic -> topic.topic.name()).toList();
        batch.forEach(topic -> topic.requested(request));
        world.out.send(connection.id(), subscribe ? Requests.subscribe(id, names) : Requests.unsubscribe(id, names));
    }

    private @Nullable PendingRequest find(Control answer) {
        String id = answer.requestId();
        if (id != null) {
            for (PendingRequest request : inFlight) {
                if (request.id().equals(id)) {
                    return request;
                }
            }
            return null;
        }
        for (PendingRequest request : inFlight) {
            if (fits(answer, request)
                    && request.topics().stream().anyMatch(topic -> Refusal.names(answer, topic.topic.name()))) {
                return request;
            }
        }
        if (!answer.failedTopics().isEmpty() || !answer.succeededTopics().isEmpty()) {
            // It names topics, and none of those that wait for an answer: an answer that came too late.
            return inFlight.stream()
                    .filter(request -> fits(answer, request) && request.topics().isEmpty())
                    .findFirst()
                    .orElse(null);
        }
        PendingRequest oldest = inFlight.stream()
                .filter(request -> fits(answer, request))
                .findFirst()
                .orElse(null);
        oneAtATime |= oldest != null && !lacksId(oldest.topics());
        return oldest;
    }

    private static boolean fits(Control answer, PendingRequest request) {
        return switch (answer.kind()) {
            case SUBSCRIBE_ACK -> request.isSubscribe();
            case UNSUBSCRIBE_ACK -> !request.isSubscribe();
            default -> true;
        };
    }

    private void subscribed(PendingRequest request, Control answer) {
        boolean already = Refusal.isAlreadySubscribed(answer);
        boolean everything = answer.success()
                && !already
                && answer.failedTopics().isEmpty()
                && answer.succeededTopics().isEmpty();
        List<TopicSession> undecided = new ArrayList<>();
        boolean named = false;
        for (TopicSession topic : request.topics()) {
            String name = topic.topic.name();
            if (already && Refusal.names(answer, name)) {
                named = true;
                topic.wasSubscribedBefore();
            } else if (!request.isAwaitedBy(topic)) {
                // Its data was faster than the answer.
                named |= answer.succeededTopics().contains(name);
            } else if (everything || answer.succeededTopics().contains(name)) {
                named = true;
                topic.accepted();
            } else if (Refusal.refuses(answer, name)) {
                named = true;
                topic.refused(Refusal.reason(answer), Refusal.isPassing(answer));
            } else {
                undecided.add(topic);
            }
        }
        if (undecided.isEmpty()) {
            return;
        }
        if (answer.success() && !named) {
            // A yes that lists names we did not ask for: the venue writes ours in another way.
            undecided.forEach(TopicSession::accepted);
        } else {
            decideLater(undecided, request.topics().size(), named, answer);
        }
    }

    /** A refusal that names none of these topics, though it was an answer to a request with them. */
    private void decideLater(List<TopicSession> undecided, int requested, boolean named, Control answer) {
        if (named) {
            int group = world.newGroup();
            undecided.forEach(topic -> topic.askAgain(group));
        } else if (Refusal.isTooLarge(answer) && requested > 1) {
            most = Math.max(1, Math.min(most - 1, requested > 10 ? 10 : requested / 2));
            undecided.forEach(topic -> topic.askAgain(topic.group()));
        } else if (Refusal.isPassing(answer) || undecided.size() == 1) {
            undecided.forEach(topic -> topic.refused(Refusal.reason(answer), Refusal.isPassing(answer)));
        } else {
            int half = undecided.size() / 2;
            int one = world.newGroup();
            int other = world.newGroup();
            for (int i = 0; i < undecided.size(); i++) {
                undecided.get(i).askAgain(i < half ? one : other);
            }
        }
    }

    private void unsubscribed(PendingRequest request, Control answer) {
        for (TopicSession topic : request.topics()) {
            if (!request.isAwaitedBy(topic)) {
                continue;
            }
            boolean refused = !answer.success() && request.topics().size() > 1;
            if (refused && !answer.succeededTopics().contains(topic.topic.name())) {
                // One of them was refused and took the others with it.
                topic.leaveAgain();
            } else {
                // Refused alone: it was not subscribed.
                topic.left();
            }
        }
    }

    /** A verdict on topics that do not wait for one any more, e.g. because a matching by order was wrong. */
    private boolean lateVerdict(Control answer) {
        boolean known = answer.success();
        for (TopicSession topic : List.copyOf(connection.topics())) {
            String name = topic.topic.name();
            if (Refusal.refuses(answer, name) && topic.state() == TopicState.LIVE && topic.isUnheard()) {
                topic.refused(Refusal.reason(answer), Refusal.isPassing(answer));
                known = true;
            } else {
                known |= Refusal.names(answer, name);
            }
        }
        return known;
    }

    private void leaveUnanswered(TopicSession topic, int times) {
        if (times < 2) {
            topic.leaveAgain();
        } else {
            // If it was subscribed all the same, its data will show it.
            topic.left();
        }
    }

    private String unanswered(String what) {
        return "no answer to " + what + " within "
                + world.config.timeouts().answer().toSeconds() + " s";
    }
}

package io.jaybit.client.internal.orders;

import io.jaybit.orders.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes commands, tells the {@link CommandListener} of each, and sends them. Confined to the I/O thread.
 *
 * <p>Several at once go in batches of one kind and category, each of at most ten: the venue's pages do not agree whether it takes more.
 */
public final class OrderDesk {
    static final int MOST_LEGS = 10;

    private final OrderWay way;
    private final CommandListener listener;

    public OrderDesk(OrderWay way, CommandListener listener) {
        this.way = way;
        this.listener = listener;
    }

    /**
     * Sends commands, those of a kind and category in their order.
     *
     * @param done takes the outcomes in the order of the commands, once, when all are there
     */
    public void submit(List<Command> commands, long nowNanos, Clock clock, Consumer<List<Outcome>> done) {
        Results results = new Results(commands.size(), done);
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < commands.size(); i++) {
            Command command = commands.get(i);
            groups.computeIfAbsent(command.op() + " " + command.order().symbol().category(), key -> new ArrayList<>())
                    .add(i);
        }
        for (List<Integer> group : groups.values()) {
            for (int from = 0; from < group.size(); from += MOST_LEGS) {
                List<Integer> places = group.subList(from, Math.min(group.size(), from + MOST_LEGS));
                submit(commands, List.copyOf(places), nowNanos, clock, results);
            }
        }
        results.tellIfComplete();
    }

    /** Our wall clock, epoch nanoseconds. */
    @FunctionalInterface
    public interface Clock {
        long epochNanos();
    }

    private void submit(List<Command> all, List<Integer> places, long nowNanos, Clock clock, Results results) {
        List<Command> wanted = places.stream().map(all::get).toList();
        String obstacle = way.obstacle(new Parcel(wanted, outcomes -> {}), nowNanos);
        List<Command> sent = new ArrayList<>();
        List<Integer> sentPlaces = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            String refusal = obstacle == null ? listener.sending(wanted.get(i), clock.epochNanos()) : obstacle;
            if (refusal == null) {
                sent.add(wanted.get(i));
                sentPlaces.add(places.get(i));
            } else {
                results.put(places.get(i), new Outcome.Rejected(0, refusal));
            }
        }
        if (!sent.isEmpty()) {
            Parcel parcel = new Parcel(sent, outcomes -> {
                for (int i = 0; i < sent.size(); i++) {
                    listener.outcome(sent.get(i), outcomes.get(i), clock.epochNanos());
                    results.put(sentPlaces.get(i), outcomes.get(i));
                }
                results.tellIfComplete();
            });
            way.send(parcel, nowNanos, clock.epochNanos());
        }
    }

    /** Gathers the outcomes of one call. */
    private static final class Results {
        private final @Nullable Outcome[] outcomes;
        private final Consumer<List<Outcome>> done;
        private boolean told;

        private Results(int size, Consumer<List<Outcome>> done) {
            this.outcomes = new Outcome[size];
            this.done = done;
        }

        private void put(int place, Outcome outcome) {
            if (outcomes[place] == null) {
                outcomes[place] = outcome;
            }
        }

        private void tellIfComplete() {
            List<Outcome> all = new ArrayList<>();
            for (Outcome outcome : outcomes) {
                if (outcome == null) {
                    return;
                }
                all.add(outcome);
            }
            if (!told) {
                told = true;
                done.accept(all);
            }
        }
    }
}

package io.jaybit.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.account.AccountEvent;
import io.jaybit.account.Execution;
import io.jaybit.account.FastExecution;
import io.jaybit.account.OrderSide;
import io.jaybit.account.OrderUpdate;
import io.jaybit.account.Origin;
import io.jaybit.account.TriggerBy;
import io.jaybit.coverage.Seeds;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Quotient;
import io.jaybit.market.Symbol;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random lives of orders at a venue that knows the truth; its words reach the tracker late, shuffled, twice or not at all, requests and
 * answers are lost on the way, and our program is started again in the middle. At the end the tracker knows the truth.
 */
class OrderLivesSeedsTest {
    private static final long NANOS = 1_000_000;
    /** Orders of others are on another symbol, so that the risk of ours can be told apart. */
    private static final Symbol OTHERS = new Symbol(Category.LINEAR, "ETHUSDT");

    /** As little patience as may be: what is decided too early is decided wrongly. */
    private static final ResolverPlan HASTY = new ResolverPlan(
            Duration.ofMillis(500), Duration.ofSeconds(1), 4, Duration.ofMillis(50), Duration.ofMillis(500));

    private static final long END_OF_LIFE = 60_000;
    private static final long END_OF_REPAIR = 400_000;

    @Test
    void theRecordsComeToEqualTheTruth() {
        Seeds.each(random -> {
            World world = new World(random);

            world.live();
            world.repair();

            world.check();
        });
    }

    private static final class World {
        private record Event(long millis, long serial, Runnable what) {}

        private final Random random;
        private final PriorityQueue<Event> events =
                new PriorityQueue<>(Comparator.comparingLong(Event::millis).thenComparingLong(Event::serial));
        private final List<String> story = new ArrayList<>();
        private final Map<String, Integer> fillsTold = new HashMap<>();
        private final Set<String> created = new HashSet<>();
        /** Creates on their way to the venue, by link id. */
        private final Map<String, Integer> travelling = new HashMap<>();

        private final VenueTruth venue;
        private OrderTracker tracker = new OrderTracker(TrackerSettings.DEFAULT, new Watch());
        private Resolver resolver = resolver();
        private long serial;
        private long now = 1_000;
        private long workAt = Long.MAX_VALUE;
        private int commands;
        private int incarnation;
        private boolean calm;

        World(Random random) {
            this.random = random;
            this.venue = new VenueTruth(random, this::push);
        }

        private final class Watch implements OrderListener {
            @Override
            public void onChange(OrderChange change) {
                story.add(now + " " + change.text());
                OrderState state = change.after().state();
                String linkId = change.after().ref().orderLinkId();
                if (state == OrderState.NOT_PLACED || state == OrderState.REFUSED) {
                    assertThat(venue.byLink(linkId))
                            .as("%s is %s, but the venue has it; %s", linkId, state.text(), story)
                            .isNull();
                    assertThat(state == OrderState.NOT_PLACED ? travelling.getOrDefault(linkId, 0) : 0)
                            .as("%s may still be placed; %s", linkId, story)
                            .isZero();
                }
                assertThat(state).as("%s", story).isNotEqualTo(OrderState.GONE);
            }

            @Override
            public void onFill(OrderRecord order, OrderFill fill) {
                assertThat(fillsTold.merge(fill.execId(), 1, Integer::sum))
                        .as("fill %s; %s", fill.execId(), story)
                        .isEqualTo(1);
            }

            @Override
            public void onAnomaly(Anomaly anomaly) {
                throw new AssertionError(anomaly + "; " + story);
            }
        }

        private Resolver resolver() {
            int mine = ++incarnation;
            return new Resolver(tracker, HASTY, question -> ask(question, mine));
        }

        private Moment moment() {
            return Told.at(now);
        }

        private void later(long delay, Runnable what) {
            events.add(new Event(now + delay, serial++, what));
        }

        /** The venue's word, on its way to us: dropped, late, or twice. */
        private void push(VenueTruth.Push push) {
            if (random.nextInt(4) == 0) {
                return;
            }
            int copies = random.nextInt(4) == 0 ? 2 : 1;
            for (int i = 0; i < copies; i++) {
                later(random.nextInt(3) == 0 ? random.nextInt(8_000) : random.nextInt(300), () -> take(push.event()));
            }
        }

        private void take(AccountEvent event) {
            if (event instanceof OrderUpdate update) {
                tracker.onOrder(stamped(update));
            } else if (event instanceof Execution execution) {
                tracker.onExecution(execution);
            } else if (event instanceof FastExecution fast) {
                tracker.onFastExecution(fast);
            }
        }

        /** The same update, received now. */
        private OrderUpdate stamped(OrderUpdate told) {
            return new OrderUpdate(
                    new Origin(told.origin().source(), told.origin().pushedEpochMillis(), now * NANOS),
                    told.symbol(),
                    told.orderId(),
                    told.orderLinkId(),
                    told.parentOrderLinkId(),
                    told.side(),
                    told.orderType(),
                    told.timeInForce(),
                    told.price(),
                    told.qty(),
                    told.positionIdx(),
                    told.reduceOnly(),
                    told.closeOnTrigger(),
                    told.status(),
                    told.createType(),
                    told.cancelType(),
                    told.rejectReason(),
                    told.progress(),
                    told.trigger(),
                    told.exits(),
                    told.selfMatch(),
                    told.details(),
                    told.createdEpochMillis(),
                    told.updatedEpochMillis(),
                    told.otherFields());
        }

        private void ask(AccountQuestion question, int asker) {
            long there = random.nextInt(500);
            later(there, () -> {
                List<AccountEvent> rows = venue.answer(question, now);
                boolean lost = !calm && random.nextInt(4) == 0;
                later(random.nextInt(500), () -> answered(question, rows, lost, asker));
            });
        }

        private void answered(AccountQuestion question, List<AccountEvent> rows, boolean lost, int asker) {
            if (asker != incarnation) {
                return;
            }
            if (lost) {
                resolver.failed(question, "connection reset", now * NANOS);
                return;
            }
            rows.forEach(this::take);
            resolver.answered(question, rows, now * NANOS, moment());
        }

        void live() {
            for (int i = 0; i < 40; i++) {
                later(random.nextInt((int) END_OF_LIFE), this::something);
            }
            later(random.nextInt((int) END_OF_LIFE), this::restart);
            run(END_OF_LIFE);
        }

        private void something() {
            switch (random.nextInt(10)) {
                case 0, 1 -> create();
                case 2, 5 -> amend();
                case 3 -> cancel();
                case 4 ->
                    venue.place(
                            OTHERS,
                            random.nextBoolean() ? "" : "hand-" + venue.orders.size(),
                            random.nextBoolean() ? OrderSide.BUY : OrderSide.SELL,
                            Decimal.of(1 + random.nextInt(20), 0),
                            Decimal.of(100, 0),
                            random.nextInt(3) == 0,
                            now);
                default -> {
                    List<VenueTruth.Order> all = new ArrayList<>(venue.orders.values());
                    if (!all.isEmpty()) {
                        venue.live(all.get(random.nextInt(all.size())), now);
                    }
                }
            }
        }

        private void create() {
            boolean again = !created.isEmpty() && random.nextInt(4) == 0;
            String linkId = again ? anyCreated() : "algo-" + (created.size() + 1);
            OrderRecord held = tracker.find(Told.link(linkId));
            if (again && (held == null || held.state() != OrderState.UNKNOWN)) {
                return;
            }
            NewOrder.Builder builder = again
                    ? Objects.requireNonNull(held.asked()).toBuilder()
                    : NewOrder.limit(
                                    Told.BTC,
                                    random.nextBoolean() ? OrderSide.BUY : OrderSide.SELL,
                                    Decimal.of(1 + random.nextInt(20), 0),
                                    Decimal.of(100, 0))
                            .linkId(linkId);
            if (!again && random.nextInt(4) == 0) {
                builder.trigger(new NewOrder.Trigger(Decimal.of(150, 0), 1, TriggerBy.LAST_PRICE, ""));
            }
            NewOrder order = builder.build();
            created.add(linkId);
            String id = "c" + commands++;
            tracker.creating(id, order, moment(), Decimal.of(101, 0));
            send(OrderCommand.CREATE, id, new OrderRef(Told.BTC, "", linkId), () -> venue.create(order, now));
        }

        private String anyCreated() {
            List<String> all = created.stream().sorted().toList();
            return all.get(random.nextInt(all.size()));
        }

        private void amend() {
            OrderRecord open = anyOpen();
            if (open == null) {
                return;
            }
            Decimal qty = random.nextBoolean() ? Decimal.of(1 + random.nextInt(30), 0) : null;
            Decimal price = qty == null || random.nextBoolean() ? Decimal.of(95 + random.nextInt(10), 0) : null;
            Amendment amendment = new Amendment(open.ref(), qty, price, null, null, null);
            String id = "a" + commands++;
            tracker.amending(id, amendment, moment());
            send(OrderCommand.AMEND, id, open.ref(), () -> venue.amend(amendment, now));
        }

        private void cancel() {
            OrderRecord open = anyOpen();
            if (open == null) {
                return;
            }
            String id = "x" + commands++;
            tracker.cancelling(id, open.ref(), moment());
            send(OrderCommand.CANCEL, id, open.ref(), () -> venue.cancel(open.ref(), now));
        }

        private @Nullable OrderRecord anyOpen() {
            List<OrderRecord> open = tracker.open().stream()
                    .filter(record -> record.symbol().equals(Told.BTC))
                    .toList();
            return open.isEmpty() ? null : open.get(random.nextInt(open.size()));
        }

        /** A request that may be lost, and its answer, which may be lost or come after we gave it up. */
        private void send(OrderCommand kind, String id, OrderRef ref, IntSupplier venueTakes) {
            boolean lost = random.nextInt(5) == 0;
            boolean answerLost = random.nextInt(4) == 0;
            long there = random.nextInt(random.nextInt(4) == 0 ? 9_900 : 2_000);
            if (random.nextInt(10) > 0) {
                later(
                        1_000 + random.nextInt(4_000),
                        () -> tracker.outcome(id, new Outcome.Unknown("no answer"), moment()));
            }
            if (lost) {
                return;
            }
            if (kind == OrderCommand.CREATE) {
                travelling.merge(ref.orderLinkId(), 1, Integer::sum);
            }
            later(there, () -> {
                if (kind == OrderCommand.CREATE) {
                    travelling.merge(ref.orderLinkId(), -1, Integer::sum);
                }
                int code = venueTakes.getAsInt();
                VenueTruth.Order order = venue.find(ref);
                boolean vague = random.nextInt(8) == 0;
                Outcome outcome = vague
                        ? VenueCodes.outcome(kind, 10_016, "server error")
                        : code != 0
                                ? VenueCodes.outcome(kind, code, "refused")
                                : new Outcome.Accepted(new OrderRef(
                                        ref.symbol(), Objects.requireNonNull(order).orderId, order.linkId));
                if (!answerLost) {
                    later(random.nextInt(3_000), () -> tracker.outcome(id, outcome, moment()));
                }
            });
        }

        private void restart() {
            byte[] all = tracker.toBytes();
            tracker = OrderTracker.restore(TrackerSettings.DEFAULT, new Watch(), all, List.of(), moment());
            resolver = resolver();
            story.add(now + " restarted");
        }

        /** What a reconciliation does after the streams live again: all lists, taken one after the other. */
        void repair() {
            calm = true;
            boolean all = random.nextBoolean();
            later(10_000, () -> list(new AccountQuestion.OpenOrders(Category.LINEAR, "USDT")));
            if (all) {
                later(11_000, () -> list(new AccountQuestion.ClosedOrders(Category.LINEAR, 0)));
                later(12_000, () -> list(new AccountQuestion.Executions(Category.LINEAR, 0)));
            }
            run(END_OF_REPAIR);
        }

        private void list(AccountQuestion question) {
            Moment askedAt = moment();
            int asker = incarnation;
            later(random.nextInt(300), () -> {
                List<AccountEvent> rows = venue.answer(question, now);
                later(random.nextInt(300), () -> {
                    rows.forEach(this::take);
                    if (question instanceof AccountQuestion.OpenOrders open && asker == incarnation) {
                        Set<String> ids = new HashSet<>();
                        rows.forEach(row -> ids.add(((OrderUpdate) row).orderId()));
                        tracker.missingFrom(open, askedAt, ids);
                    }
                });
            });
        }

        private void run(long until) {
            while (true) {
                Event next = events.peek();
                long at = Math.min(next == null ? Long.MAX_VALUE : next.millis, workAt);
                if (at > until) {
                    now = until;
                    return;
                }
                now = Math.max(now, at);
                if (next != null && next.millis <= now) {
                    events.remove().what.run();
                }
                long deadline = resolver.doWork(now * NANOS, moment());
                workAt = deadline == Long.MAX_VALUE
                        ? Long.MAX_VALUE
                        : Math.max(now + 1, -Math.floorDiv(-deadline, NANOS));
                checkRisk();
            }
        }

        /** Whatever has been heard so far: what we hold for possible is never less than what stands at the venue. */
        private void checkRisk() {
            Map<OrderSide, BigDecimal> possible = new HashMap<>();
            for (MoneyAtRisk risk : tracker.atRisk()) {
                if (risk.symbol().equals(Told.BTC)) {
                    possible.merge(OrderSide.BUY, risk.buyQty(), BigDecimal::add);
                    possible.merge(OrderSide.SELL, risk.sellQty(), BigDecimal::add);
                }
            }
            Set<Long> uncertain = new HashSet<>();
            tracker.store.unsettled().stream()
                    .filter(RiskSum::isUncertain)
                    .forEach(entry -> uncertain.add(entry.number));
            for (OrderRecord record : tracker.open()) {
                if (record.symbol().equals(Told.BTC) && !uncertain.contains(record.number())) {
                    possible.merge(
                            Objects.requireNonNull(record.side()),
                            Objects.requireNonNull(record.remaining()),
                            BigDecimal::add);
                }
            }
            for (OrderSide side : OrderSide.values()) {
                BigDecimal open = venue.orders.values().stream()
                        .filter(order -> order.symbol.equals(Told.BTC) && order.side == side)
                        .map(VenueTruth::open)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(possible.getOrDefault(side, BigDecimal.ZERO))
                        .as("%s: %s", side, story)
                        .isGreaterThanOrEqualTo(open);
            }
        }

        void check() {
            assertThat(tracker.unsettled()).as("%s", story).isEmpty();
            assertThat(tracker.atRisk()).isEmpty();
            Map<String, OrderRecord> records = new HashMap<>();
            for (OrderRecord record : tracker.all()) {
                if (record.ref().orderId().isEmpty()) {
                    assertThat(record.state())
                            .as("%s; %s", record, story)
                            .isIn(OrderState.NOT_PLACED, OrderState.REFUSED);
                } else {
                    assertThat(records.put(record.ref().orderId(), record)).isNull();
                }
            }
            for (String linkId : created) {
                assertThat(tracker.find(Told.link(linkId))).isNotNull();
            }
            for (VenueTruth.Order order : venue.orders.values()) {
                OrderRecord record = records.remove(order.orderId);
                if (record == null) {
                    assertThat(order.isOpen() || created.contains(order.linkId))
                            .as("order %s was never learned; %s", order.orderId, story)
                            .isFalse();
                } else {
                    check(order, record);
                }
            }
            assertThat(records).isEmpty();
        }

        private void check(VenueTruth.Order order, OrderRecord record) {
            String what = order.orderId + ": " + story;
            assertThat(record.state().text()).as(what).isEqualTo(order.status);
            assertThat(record.ref().orderLinkId()).as(what).isEqualTo(order.linkId);
            assertThat(record.external()).as(what).isNotEqualTo(created.contains(order.linkId));
            assertThat(record.qty()).as(what).isEqualTo(Decimal.of(order.qty, 0));
            assertThat(record.price()).as(what).isEqualTo(Decimal.of(order.price, 0));
            assertThat(record.filled()).as(what).isEqualByComparingTo(BigDecimal.valueOf(order.filled));
            assertThat(record.fillsAgree()).as(what).isTrue();
            assertThat(record.isCommandOpen()).as(what).isFalse();
            assertThat(tracker.fills(record.ref()))
                    .extracting(OrderFill::execId)
                    .as(what)
                    .containsExactlyInAnyOrderElementsOf(
                            order.fills.stream().map(Execution::execId).toList());
            if (order.filled > 0) {
                assertThat(record.averagePrice())
                        .as(what)
                        .isEqualTo(new Quotient(BigDecimal.valueOf(order.value), BigDecimal.valueOf(order.filled)));
                assertThat(record.fees().get("USDT"))
                        .as(what)
                        .isEqualByComparingTo(new BigDecimal("0.1").multiply(BigDecimal.valueOf(order.fills.size())));
            }
        }
    }
}

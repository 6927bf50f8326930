package io.jaybit.client.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaybit.account.AccountEvent;
import io.jaybit.account.OrderSide;
import io.jaybit.account.Origin;
import io.jaybit.account.WalletUpdate;
import io.jaybit.market.Category;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.orders.AccountLine;
import io.jaybit.orders.AccountMemory;
import io.jaybit.orders.AccountPlan;
import io.jaybit.orders.AccountQuestion;
import io.jaybit.orders.AccountStatus;
import io.jaybit.orders.Anomaly;
import io.jaybit.orders.Moment;
import io.jaybit.orders.NewOrder;
import io.jaybit.orders.OrderListener;
import io.jaybit.orders.OrderRecord;
import io.jaybit.orders.OrderRef;
import io.jaybit.orders.OrderState;
import io.jaybit.orders.Outcome;
import io.jaybit.orders.Reconciliation;
import io.jaybit.positions.PositionListener;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Private frames that came from the venue bring orders into the states they tell of. */
class CapturedOrdersTest {
    private static final Path PRIVATE =
            Path.of(System.getProperty("jaybit.shared", "none")).resolve("data/bybit/private");
    private static final Symbol SOL = new Symbol(Category.LINEAR, "SOLUSDT");
    private static final String LINK_ID = "1759432560816495533";

    private final List<Anomaly> anomalies = new ArrayList<>();
    private AccountLine line = line();

    private AccountLine line() {
        return new AccountLine(
                AccountPlan.usual(),
                AccountMemory.NONE,
                new OrderListener() {
                    @Override
                    public void onAnomaly(Anomaly anomaly) {
                        anomalies.add(anomaly);
                    }
                },
                new PositionListener() {},
                new AccountLine.Port() {
                    @Override
                    public void ask(AccountQuestion question) {}

                    @Override
                    public void onStatus(AccountStatus status, String reason, long epochNanos) {}

                    @Override
                    public void onReconciled(Reconciliation report) {}

                    @Override
                    public void onWallet(WalletUpdate update, List<String> changedCoins) {}
                },
                0,
                new Moment(1_700_000_000_000L, 1_700_000_000_000_000_000L));
    }

    @Test
    void anOrderAndItsFillAreTheSameInWhateverOrderTheyCome() throws Exception {
        List<AccountEvent> events = events("linear_order_fill_SOLUSDT_20251002.jsonl");
        Moment sent = new Moment(1_759_432_560_816L, 1_759_432_560_816_000_000L);
        List<Runnable> facts = new ArrayList<>();
        facts.add(() -> line.orders()
                .creating(
                        "command-1",
                        NewOrder.limit(SOL, OrderSide.BUY, Decimal.parse("0.2"), Decimal.parse("240"))
                                .linkId(LINK_ID)
                                .build(),
                        sent,
                        Decimal.parse("233.00")));
        facts.add(() -> line.orders()
                .outcome(
                        "command-1",
                        new Outcome.Accepted(new OrderRef(SOL, "373b6927-71ff-4bde-a8a6-c3de21838f20", LINK_ID)),
                        new Moment(1_759_432_560_940L, 1_759_432_560_940_000_000L)));
        events.forEach(event -> facts.add(() -> line.take(event, 0)));
        assertThat(facts).hasSize(6);
        for (List<Runnable> order : permutations(facts)) {
            line = line();
            order.forEach(Runnable::run);
            OrderRecord record = line.orders().find(OrderRef.byLinkId(SOL, LINK_ID));
            assertThat(record).isNotNull();
            assertThat(record.state()).isEqualTo(OrderState.FILLED);
            assertThat(record.ref().orderId()).isEqualTo("373b6927-71ff-4bde-a8a6-c3de21838f20");
            assertThat(record.filled()).isEqualByComparingTo("0.2");
            assertThat(record.remaining()).isEqualByComparingTo("0");
            assertThat(record.averagePrice()).hasToString("233.02");
            assertThat(record.fees())
                    .as("the fee and the tax on it")
                    .isEqualTo(Map.of("USDT", new BigDecimal("0.0256322").add(new BigDecimal("0.004613796"))));
            assertThat(record.fillsAgree()).isTrue();
            assertThat(record.isCommandOpen()).isFalse();
            assertThat(line.orders().all()).hasSize(1);
            assertThat(line.orders().unsettled()).isEmpty();
        }
        assertThat(anomalies).isEmpty();
    }

    @Test
    void twoFillsOfOneFrameCountOnceEachHoweverOftenItComes() throws Exception {
        List<AccountEvent> events = events("testnet_linear_XRPUSDT_20250124.jsonl");
        for (int times = 0; times < 3; times++) {
            events.forEach(event -> line.take(event, 0));
        }
        Symbol symbol = new Symbol(Category.LINEAR, "XRPUSDT");
        OrderRecord resting = line.orders().find(OrderRef.byOrderId(symbol, "e09b7733-3df0-4684-b866-f5a802fb7ee2"));
        assertThat(resting).isNotNull();
        assertThat(resting.state()).isEqualTo(OrderState.NEW);
        assertThat(resting.external()).isTrue();
        assertThat(resting.remaining()).isEqualByComparingTo("10");
        OrderRecord taken = line.orders().find(OrderRef.byOrderId(symbol, "c7cffe92-d5e1-403a-9e8b-3cb3508f7dcc"));
        assertThat(taken).isNotNull();
        assertThat(taken.state()).as("only fills were told").isEqualTo(OrderState.PLACED);
        assertThat(taken.fills().count()).isEqualTo(2);
        assertThat(taken.filled()).isEqualByComparingTo("10");
        assertThat(taken.fills().averagePrice().round(6)).isEqualByComparingTo("3.14267");
        assertThat(taken.fees()).isEqualTo(Map.of("USDT", new BigDecimal("0.01257068")));
        assertThat(line.orders().counters().repeatedFills()).isEqualTo(4);
    }

    @Test
    void conditionalOrdersWaitAndTheOthersHaveEndedAsTheyTell() throws Exception {
        events("fixtures_nautilus_order.jsonl").forEach(event -> line.take(event, 0));
        Map<String, OrderState> states = line.orders().all().stream()
                .collect(Collectors.toMap(record -> record.ref().orderLinkId(), OrderRecord::state));
        assertThat(states)
                .containsEntry("client-1", OrderState.CANCELLED)
                .containsEntry("test-client-order-001", OrderState.FILLED)
                .hasSize(8);
        assertThat(states.values().stream()
                        .filter(OrderState.UNTRIGGERED::equals)
                        .count())
                .isEqualTo(6);
        OrderRecord filled =
                line.orders().find(OrderRef.byLinkId(new Symbol(Category.LINEAR, "BTCUSDT"), "test-client-order-001"));
        assertThat(filled).isNotNull();
        assertThat(filled.fillsAgree()).as("its fills were not in the capture").isFalse();
        assertThat(filled.filled()).isEqualByComparingTo("0.1");
        assertThat(filled.averagePrice().round(4)).isEqualByComparingTo("30000.5");
    }

    @Test
    void aFillAloneTellsOfItsOrder() throws Exception {
        events("testnet_linear_execution_20240120.jsonl").forEach(event -> line.take(event, 0));
        events("fixtures_nautilus_execution_position_wallet.jsonl").forEach(event -> line.take(event, 0));
        assertThat(line.orders().all())
                .extracting(
                        OrderRecord::state,
                        record -> record.fills().count(),
                        record -> record.fills().provisional())
                .containsExactly(
                        tuple(OrderState.PLACED, 1, 0), tuple(OrderState.PLACED, 1, 0), tuple(OrderState.PLACED, 1, 1));
        assertThat(line.orders().unsettled())
                .as("whether they still stand must be asked")
                .hasSize(3);
    }

    private static List<AccountEvent> events(String file) throws Exception {
        assumeTrue(Files.isDirectory(PRIVATE), "no captures at " + PRIVATE);
        List<AccountEvent> events = new ArrayList<>();
        for (String text : Files.readAllLines(PRIVATE.resolve(file))) {
            byte[] bytes = text.getBytes(UTF_8);
            Node frame = Node.parse(bytes, 0, bytes.length);
            String topic = frame.get("topic").textOrEmpty();
            if (!topic.isEmpty()) {
                long pushed = Long.parseLong(frame.get("creationTime").textOrEmpty());
                for (Node row : frame.get("data").items()) {
                    events.add(read(topic, row, pushed));
                }
            }
        }
        return events;
    }

    private static AccountEvent read(String topic, Node row, long pushed) throws UnreadableFrame {
        boolean fast = topic.equals("execution.fast");
        Origin origin = new Origin(
                fast ? Origin.Source.FAST_STREAM : Origin.Source.STREAM, pushed, pushed * 1_000_000 + 1_000_000);
        return switch (topic) {
            case "order" -> AccountReader.order(row, origin, null);
            case "execution" -> AccountReader.execution(row, origin, null);
            case "execution.fast" -> AccountReader.fastExecution(row, origin, null);
            case "position" -> AccountReader.position(row, origin, null);
            default -> AccountReader.wallet(row, origin);
        };
    }

    private static <T> List<List<T>> permutations(List<T> of) {
        if (of.isEmpty()) {
            return List.of(Collections.emptyList());
        }
        List<List<T>> all = new ArrayList<>();
        for (int i = 0; i < of.size(); i++) {
            List<T> rest = new ArrayList<>(of);
            T first = rest.remove(i);
            for (List<T> others : permutations(rest)) {
                List<T> one = new ArrayList<>();
                one.add(first);
                one.addAll(others);
                all.add(one);
            }
        }
        return all;
    }
}

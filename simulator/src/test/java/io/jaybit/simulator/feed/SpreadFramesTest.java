package io.jaybit.simulator.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaybit.simulator.exchange.Category;
import io.jaybit.simulator.exchange.Ids;
import io.jaybit.simulator.exchange.Market;
import io.jaybit.simulator.exchange.Side;
import io.jaybit.simulator.wire.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an account is told of a combination that it trades, and of its legs. */
class SpreadFramesTest {
    private static final Path SHARED = Path.of(System.getProperty("jaybit.shared", "../../shared"));

    private static final List<String> ORDER = List.of(
            "category",
            "symbol",
            "parentOrderId",
            "orderId",
            "orderLinkId",
            "side",
            "orderStatus",
            "cancelType",
            "rejectReason",
            "timeInForce",
            "price",
            "qty",
            "avgPrice",
            "leavesQty",
            "leavesValue",
            "cumExecQty",
            "cumExecValue",
            "cumExecFee",
            "orderType",
            "isLeverage",
            "createdTime",
            "updatedTime",
            "feeCurrency",
            "createType",
            "closedPnl",
            "cumFeeDetail");

    private static final List<String> EXECUTION = List.of(
            "category",
            "symbol",
            "closedSize",
            "execFee",
            "execId",
            "parentExecId",
            "execPrice",
            "execQty",
            "execType",
            "execValue",
            "feeRate",
            "markPrice",
            "leavesQty",
            "orderId",
            "orderLinkId",
            "orderPrice",
            "orderQty",
            "orderType",
            "side",
            "execTime",
            "isLeverage",
            "isMaker",
            "seq",
            "createType",
            "execPnl",
            "execFeeV2",
            "feeCoin");

    private final FeedWorld world = new FeedWorld();
    private final PrivateFeeds feeds = new PrivateFeeds(world.exchange, new Ids(9), PrivateFeeds.USUAL_ORDER);
    private final Market combination = world.market(Category.SPREAD, "SOLUSDT_SOL/USDT");
    private final Inbox orders = watch("spread.order");
    private final Inbox executions = watch("spread.execution");

    @Test
    void aCombinationAndBothLegsAreToldInOneFrameOfOrders() {
        trade(10, 10);

        assertThat(orders.frames).hasSize(1);
        List<Json> rows = rows(orders);
        assertThat(rows)
                .extracting(row -> text(row, "category") + ' ' + text(row, "symbol") + ' ' + text(row, "side"))
                .containsExactly("combination SOLUSDT_SOL/USDT Buy", "future_leg SOLUSDT Buy", "spot_leg SOLUSDT Sell");
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.fields().keySet()).containsExactlyElementsOf(ORDER);
            assertThat(text(row, "orderStatus")).isEqualTo("Filled");
        });
        String parent = text(rows.get(0), "orderId");
        assertThat(rows).extracting(row -> text(row, "parentOrderId")).containsExactly("", parent, parent);
        assertThat(rows).extracting(row -> text(row, "orderId")).doesNotHaveDuplicates();
        assertThat(rows)
                .extracting(row -> text(row, "createType"))
                .containsExactly("CreateByUser", "CreateByFutureSpread", "CreateByFutureSpread");
        assertThat(rows.get(0).get("cumFeeDetail").fields()).containsOnlyKeys("USDT");
        assertThat(number(rows.get(0).get("cumFeeDetail"), "USDT"))
                .isEqualByComparingTo(number(rows.get(1).get("cumFeeDetail"), "USDT")
                        .add(number(rows.get(2).get("cumFeeDetail"), "USDT")));
    }

    @Test
    void theLegsExecutionsFollowThatOfTheirCombinationInAFrameOfTheirOwn() {
        trade(10, 10);

        assertThat(executions.frames).hasSize(2);
        Json whole = items(executions.frames.get(0)).get(0);
        List<Json> legs = items(executions.frames.get(1));
        assertThat(whole.fields().keySet()).containsExactlyElementsOf(EXECUTION);
        assertThat(legs).hasSize(2).allSatisfy(leg -> {
            assertThat(leg.fields().keySet()).containsExactlyElementsOf(EXECUTION);
            assertThat(text(leg, "execType")).isEqualTo("FutureSpread");
            assertThat(text(leg, "createType")).isEqualTo("CreateByFutureSpread");
            assertThat(text(leg, "parentExecId")).isEqualTo(text(whole, "execId"));
            assertThat(text(leg, "orderId")).isEmpty();
        });
        assertThat(text(whole, "execType")).isEqualTo("Trade");
        for (String empty : List.of(
                "closedSize",
                "execFee",
                "parentExecId",
                "execValue",
                "feeRate",
                "markPrice",
                "execPnl",
                "execFeeV2",
                "feeCoin")) {
            assertThat(text(whole, empty)).as(empty).isEmpty();
        }
        Json future = legs.get(0);
        Json pair = legs.get(1);
        assertThat(text(future, "category")).isEqualTo("future_leg");
        assertThat(number(future, "execFee")).isPositive();
        assertThat(text(future, "execFeeV2")).isEmpty();
        assertThat(text(pair, "category")).isEqualTo("spot_leg");
        assertThat(text(pair, "execFee")).isEmpty();
        assertThat(number(pair, "execFeeV2")).isPositive();
        assertThat(text(pair, "feeCoin")).isEqualTo("USDT");
        assertThat(number(future, "execPrice").subtract(number(pair, "execPrice")))
                .isCloseTo(number(whole, "execPrice"), org.assertj.core.data.Offset.offset(new BigDecimal("0.005")));
    }

    @Test
    void theLegsAreToldOnTheTopicsOfTheirOwnMarketsToo() {
        Inbox linearOrders = watch("order.linear");
        Inbox spotOrders = watch("order.spot");
        Inbox linear = watch("execution.linear");
        Inbox spot = watch("execution.spot");
        Inbox fast = watch("execution.fast");
        Inbox positions = watch("position");
        trade(10, 10);

        List<Json> legs = items(executions.frames.get(1));
        assertThat(text(rows(linear).get(0), "execType")).isEqualTo("FutureSpread");
        assertThat(text(rows(linear).get(0), "execId")).isEqualTo(text(legs.get(0), "execId"));
        assertThat(text(rows(spot).get(0), "execId")).isEqualTo(text(legs.get(1), "execId"));
        assertThat(text(rows(linear).get(0), "orderId"))
                .isEqualTo(text(rows(linearOrders).get(0), "orderId"))
                .isEqualTo(text(rows(orders).get(1), "orderId"));
        assertThat(text(rows(linearOrders).get(0), "createType")).isEqualTo("CreateByFutureSpread");
        assertThat(text(rows(spotOrders).get(0), "orderId"))
                .isEqualTo(text(rows(orders).get(2), "orderId"));
        assertThat(fast.frames).isEmpty();
        assertThat(text(rows(positions).get(0), "symbol")).isEqualTo("SOLUSDT");
        assertThat(number(rows(positions).get(0), "size")).isEqualByComparingTo("1");
    }

    @Test
    void aPartOfACombinationIsAPartOfEachLegAndTheRestEndsWithIt() {
        world.limit(world.bob, combination, Side.SELL, 4, 1_204);
        var bought = world.limit(world.alice, combination, Side.BUY, 10, 1_204);
        world.run(1);
        assertThat(rows(orders))
                .extracting(row -> text(row, "orderStatus")
                        + ' '
                        + number(row, "leavesQty").stripTrailingZeros())
                .containsOnly("PartiallyFilled 0.6");
        world.cancel(bought);
        world.run(1);

        assertThat(rows(orders))
                .extracting(
                        row -> text(row, "category") + ' ' + text(row, "orderStatus") + ' ' + text(row, "cancelType"))
                .containsExactly(
                        "combination Cancelled CancelByUser",
                        "future_leg Cancelled CancelByUser",
                        "spot_leg PartiallyFilledCanceled CancelByUser");
        assertThat(executions.frames).hasSize(2);
    }

    @Test
    void everyRowOfTheVenuesExamplesHasItsCounterpart() throws IOException {
        Path file = SHARED.resolve("data/bybit/docs_examples/ws_topics_without_captures.jsonl");
        assumeTrue(Files.exists(file), () -> "no " + file);
        trade(10, 10);
        List<Json> ours = new ArrayList<>();
        Stream.concat(orders.frames.stream(), executions.frames.stream()).forEach(frame -> {
            // Younger than the examples.
            String older = frame.replaceAll(",\"execFeeV2\":\"[^\"]*\",\"feeCoin\":\"[^\"]*\"", "");
            ours.addAll(items(older));
        });
        int compared = 0;
        try (Stream<String> lines = Files.lines(file)) {
            for (String line :
                    lines.filter(one -> one.startsWith("{\"topic\":\"spread.")).toList()) {
                Json frame = Inbox.json(line);
                Inbox same = text(frame, "topic").equals("spread.order") ? orders : executions;
                assertThat(same.lastJson().fields().keySet())
                        .containsExactlyInAnyOrderElementsOf(frame.fields().keySet());
                for (Json row : frame.get("data").items()) {
                    assertThat(ours).as("as %s", line).anySatisfy(own -> {
                        assertThat(text(own, "category")).isEqualTo(text(row, "category"));
                        assertThat(text(own, "createType")).isEqualTo(text(row, "createType"));
                        assertThat(withoutFees(own).keySet())
                                .containsExactlyElementsOf(withoutFees(row).keySet());
                        withoutFees(row).forEach((name, value) -> {
                            assertThat(own.get(name).kind()).as(name).isEqualTo(value.kind());
                            if (value.is(Json.Kind.TEXT)) {
                                assertThat(own.get(name).text().isEmpty())
                                        .as("%s is empty", name)
                                        .isEqualTo(value.text().isEmpty());
                            }
                        });
                    });
                    compared++;
                }
            }
        }
        assertThat(compared).isEqualTo(4);
    }

    /** Fees are paid in whatever coin the venue takes. */
    private static java.util.Map<String, Json> withoutFees(Json row) {
        var fields = new java.util.LinkedHashMap<>(row.fields());
        fields.remove("cumFeeDetail");
        return fields;
    }

    /** Alice buys from bob. */
    private void trade(long sold, long bought) {
        world.limit(world.bob, combination, Side.SELL, sold, 1_204);
        world.limit(world.alice, combination, Side.BUY, bought, 1_204);
        world.run(1);
    }

    private Inbox watch(String name) {
        Inbox inbox = new Inbox();
        Objects.requireNonNull(feeds.find(world.alice, name), name).join(inbox);
        return inbox;
    }

    private static List<Json> rows(Inbox inbox) {
        return inbox.lastJson().get("data").items();
    }

    private static List<Json> items(String frame) {
        return Inbox.json(frame).get("data").items();
    }

    private static String text(Json row, String field) {
        return row.get(field).text();
    }

    private static BigDecimal number(Json row, String field) {
        return new BigDecimal(text(row, field));
    }
}

package io.jaybit.client.internal.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.account.OrderSide;
import io.jaybit.client.internal.session.NoMarket;
import io.jaybit.client.internal.wire.WireDecoder;
import io.jaybit.feed.Frame;
import io.jaybit.market.Category;
import io.jaybit.market.Channel;
import io.jaybit.market.Decimal;
import io.jaybit.market.Symbol;
import io.jaybit.orders.Moment;
import io.jaybit.orders.NewOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands on a trade socket that does what the test says. */
class TradeDeskTest {
    private static final Symbol BTC = new Symbol(Category.LINEAR, "BTCUSDT");
    private static final long SECOND = 1_000_000_000L;
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration WINDOW = Duration.ofSeconds(5);

    private final List<String> sent = new ArrayList<>();
    private final List<String> replaced = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private int connection = 7;
    private long nanos = SECOND;

    private final TradeDesk desk = new TradeDesk(
            new TradeDesk.Port() {
                @Override
                public int connection() {
                    return connection;
                }

                @Override
                public void send(int connectionId, String text) {
                    sent.add(connectionId + " " + text);
                }

                @Override
                public void replace(int connectionId, String reason) {
                    replaced.add(connectionId + ": " + reason);
                    connection = 0;
                }
            },
            PATIENCE,
            WINDOW,
            "");

    @Test
    void aCommandCarriesTheVenuesTimeAndItsAnswerIsTold() {
        place(1);
        assertThat(sent)
                .containsExactly("7 {\"reqId\":\"c1\",\"header\":{\"X-BAPI-TIMESTAMP\":\"1784900000123\","
                        + "\"X-BAPI-RECV-WINDOW\":\"5000\"},\"op\":\"order.create\",\"args\":[{\"category\":\"linear\","
                        + "\"symbol\":\"BTCUSDT\",\"side\":\"Buy\",\"orderType\":\"Limit\",\"qty\":\"1\",\"price\":\"2\","
                        + "\"timeInForce\":\"GTC\",\"orderLinkId\":\"o1\"}]}");

        reply("c1", 0, "\"data\":{\"orderId\":\"77\",\"orderLinkId\":\"o1\"}");

        assertThat(told).containsExactly("c1 Accepted[order=linear:BTCUSDT o1]");
        assertThat(desk.underWay()).isZero();
    }

    @Test
    void nothingIsSentOrQueuedWhileTheSocketIsNotLoggedIn() {
        connection = 0;
        place(1);

        assertThat(sent).isEmpty();
        assertThat(told).containsExactly("c1 Rejected[code=0, text=not sent: the trade socket is not logged in]");
    }

    @Test
    void whatWasNotAnsweredOnALostSocketIsUnknown() {
        place(1);
        desk.onLost(8, "another one");
        assertThat(told).isEmpty();

        desk.onLost(7, "reset by peer");

        assertThat(told)
                .containsExactly("c1 Unknown[reason=the trade socket was lost before the answer: reset by peer]");
    }

    @Test
    void whatIsNotAnsweredInTimeIsUnknownAndALateAnswerIsToldAllTheSame() {
        place(1);
        nanos += PATIENCE.toNanos() - 1;
        assertThat(desk.doWork(nanos)).isEqualTo(nanos + 1);
        assertThat(told).isEmpty();
        nanos++;
        assertThat(desk.doWork(nanos)).isEqualTo(Long.MAX_VALUE);
        assertThat(told).containsExactly("c1 Unknown[reason=no answer within 8000 ms]");

        reply("c1", 110_007, "\"data\":{}");

        assertThat(told).last().asString().startsWith("c1 Rejected[code=110007");
    }

    @Test
    void whatIsUnderWayWhenItIsClosedIsUnknown() {
        place(1);
        desk.close("the account is not followed any more");
        reply("c1", 0, "\"data\":{\"orderId\":\"77\",\"orderLinkId\":\"o1\"}");

        assertThat(told)
                .containsExactly("c1 Unknown[reason=not answered yet, and the account is not followed any more]");
    }

    @Test
    void anAmbiguousCodeIsNoRefusal() {
        place(1);
        reply("c1", 10_016, "\"data\":{}");

        assertThat(told).singleElement().asString().startsWith("c1 Unknown[reason=the venue answered 10016");
    }

    @Test
    void aRestartingNodeFinishesWhatItHasBegunAndIsThenLeft() {
        place(1);
        place(2);
        reply("c2", 10_019, "\"data\":{}");
        assertThat(told).singleElement().asString().startsWith("c2 Rejected[code=10019");
        assertThat(replaced).as("one is still under way").isEmpty();

        place(3);
        assertThat(told).last().asString().contains("c3 Rejected[code=0, text=not sent: the venue's node restarts");
        reply("c1", 0, "\"data\":{\"orderId\":\"77\",\"orderLinkId\":\"o1\"}");

        assertThat(replaced).containsExactly("7: the venue's node restarts (10019)");
        assertThat(told).last().asString().startsWith("c1 Accepted");
        connection = 9;
        place(4);
        assertThat(sent).last().asString().startsWith("9 ");
    }

    @Test
    void whenTheVenueTakesNoMoreNoMoreIsSentUntilItDoes() {
        place(1);
        reply(
                "c1",
                0,
                "\"data\":{\"orderId\":\"77\",\"orderLinkId\":\"o1\"},\"header\":{\"X-Bapi-Limit-Status\":\"0\","
                        + "\"X-Bapi-Limit-Reset-Timestamp\":\"1784900000700\",\"Timenow\":\"1784900000200\"}");
        place(2);
        assertThat(told).last().asString().contains("c2 Rejected[code=0, text=not sent: the venue takes no more");

        nanos += SECOND / 2;
        place(3);
        assertThat(sent).last().asString().contains("\"reqId\":\"c3\"");
    }

    @Test
    void ofABatchEachOrderHasItsOwnOutcome() {
        desk.send(
                List.of(create(1), create(2)),
                (command, outcome) -> told.add(command.id() + " " + outcome),
                nanos,
                now());
        assertThat(sent).singleElement().asString().contains("\"op\":\"order.create-batch\"");

        reply(
                "c1",
                0,
                "\"data\":{\"list\":[{\"orderId\":\"77\",\"orderLinkId\":\"o1\"},{\"orderId\":\"\",\"orderLinkId\":\"o2\"}]},"
                        + "\"retExtInfo\":{\"list\":[{\"code\":0,\"msg\":\"OK\"},{\"code\":110007,\"msg\":\"no money\"}]}");

        assertThat(told)
                .containsExactly("c1 Accepted[order=linear:BTCUSDT o1]", "c2 Rejected[code=110007, text=no money]");
    }

    @Test
    void anAnswerToABatchThatNamesTooFewLeavesAllUnknown() {
        desk.send(
                List.of(create(1), create(2)),
                (command, outcome) -> told.add(command.id() + " " + outcome),
                nanos,
                now());
        reply(
                "c1",
                0,
                "\"data\":{\"list\":[{\"orderId\":\"77\",\"orderLinkId\":\"o1\"}]},\"retExtInfo\":{\"list\":[{\"code\":0}]}");

        assertThat(told).hasSize(2).allMatch(text -> text.contains(" Unknown["));
    }

    @Test
    void whoGivesUpBeforeTheVenueMustNotBeBelieved() {
        assertThatThrownBy(() -> new TradeDesk(
                        new TradeDesk.Port() {
                            @Override
                            public int connection() {
                                return 0;
                            }

                            @Override
                            public void send(int connectionId, String text) {}

                            @Override
                            public void replace(int connectionId, String reason) {}
                        },
                        WINDOW,
                        WINDOW,
                        ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("receive window");
    }

    private void place(int number) {
        desk.send(List.of(create(number)), (command, outcome) -> told.add(command.id() + " " + outcome), nanos, now());
    }

    private TradeCommand create(int number) {
        return new TradeCommand.Create(
                "c" + number,
                NewOrder.limit(BTC, OrderSide.BUY, Decimal.parse("1"), Decimal.parse("2"))
                        .linkId("o" + number)
                        .build());
    }

    private Moment now() {
        return new Moment(1_784_900_000_123L, nanos);
    }

    private void reply(String id, int code, String rest) {
        byte[] text = ("{\"reqId\":\"" + id + "\",\"retCode\":" + code + ",\"retMsg\":\"text\",\"op\":\"order.create\","
                        + rest + "}")
                .getBytes(UTF_8);
        Frame frame = new Frame();
        frame.set(text, 0, text.length, Channel.TRADE, 7, 1, nanos, nanos);
        new WireDecoder(Channel.TRADE, control -> desk.onControl(7, control, nanos)).decode(frame, NoMarket.INSTANCE);
    }
}

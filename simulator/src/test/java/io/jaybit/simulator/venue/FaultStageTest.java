package io.jaybit.simulator.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.simulator.wire.HttpAnswer;
import io.jaybit.simulator.wire.HttpQuestion;
import io.jaybit.simulator.wire.Json;
import io.jaybit.simulator.wire.StreamPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every fault, as a client sees it. */
class FaultStageTest {
    private static final String BOOK = "orderbook.50.BTCUSDT";
    private static final String SNAPSHOT = "{\"topic\":\"orderbook.50.BTCUSDT\",\"type\":\"snapshot\",\"u\":1}";
    private static final String TRADES = "publicTrade.BTCUSDT";
    private static final String CREATE = "{\"op\":\"order.create\",\"args\":[{}]}";

    private final PlainVenue plain = new PlainVenue(VenueConfig.USUAL);
    private final PlainTopic book = plain.topic(StreamPath.LINEAR, BOOK, SNAPSHOT);
    private final PlainTopic trades = plain.topic(StreamPath.LINEAR, TRADES, "");
    private final PlainVenue.Client client = plain.client(StreamPath.LINEAR);

    private void subscribed() {
        client.subscribe(BOOK, TRADES);
        client.got();
    }

    private static String delta(int u) {
        return "{\"topic\":\"orderbook.50.BTCUSDT\",\"type\":\"delta\",\"u\":" + u + "}";
    }

    @Test
    void soManyFramesOfATopicAreDropped() {
        subscribed();
        plain.fault("at 10s drop orderbook.50.* 2");

        book.say("a");
        plain.run(10_000);
        book.say("b");
        trades.say("t");
        book.say("c");
        book.say("d");

        assertThat(client.got()).containsExactly("a", "t", "d");
    }

    @Test
    void aFaultOfAWhileEnds() {
        subscribed();
        plain.fault("from 1s for 2s drop publicTrade.*");
        trades.say("a");
        plain.run(1_000);
        trades.say("b");
        trades.say("c");
        plain.run(2_000);
        trades.say("d");

        assertThat(client.got()).containsExactly("a", "d");
        assertThat(plain.venue.faults().running()).isEmpty();
        assertThat(plain.venue.faults().strikes()).containsEntry(FaultAction.DROP, 2L);
    }

    @Test
    void whoListensIsToldWhatIsSentAndNotWhatWasSaid() {
        List<String> sent = new ArrayList<>();
        plain.venue.listen((connection, label, frame) -> {
            assertThat(connection).isSameAs(client.connection);
            sent.add(label + " " + new String(frame, StandardCharsets.UTF_8));
        });
        subscribed();
        plain.fault("drop publicTrade.* 1");
        trades.say("a");
        plain.fault("duplicate publicTrade.*");
        trades.say("b");

        assertThat(sent.get(0)).startsWith("answer.subscribe {");
        assertThat(sent.subList(1, sent.size())).containsExactly(BOOK + " " + SNAPSHOT, TRADES + " b", TRADES + " b");
    }

    @Test
    void aFrameIsDoubled() {
        subscribed();
        plain.fault("duplicate publicTrade.*");

        trades.say("a");
        trades.say("b");

        assertThat(client.got()).containsExactly("a", "a", "b");
    }

    @Test
    void aFrameIsOvertakenByTheNextOfItsTopic() {
        subscribed();
        plain.fault("reorder publicTrade.*");

        trades.say("a");
        book.say("book");
        trades.say("b");
        trades.say("c");

        assertThat(client.got()).containsExactly("book", "b", "a", "c");
    }

    @Test
    void aFrameThatNoneOvertakesComesLate() {
        subscribed();
        plain.fault("reorder publicTrade.*");

        trades.say("a");
        plain.run(999);
        assertThat(client.got()).isEmpty();
        plain.run(1);

        assertThat(client.got()).containsExactly("a");
    }

    @Test
    void delayedFramesOfATopicStayInOrder() {
        subscribed();
        plain.fault("delay 200ms publicTrade.*");

        trades.say("a");
        trades.say("b");
        book.say("book");
        assertThat(client.got()).containsExactly("book");
        plain.run(200);

        assertThat(client.got()).containsExactly("a", "b");
        trades.say("c");
        assertThat(client.got()).containsExactly("c");
    }

    @Test
    void deltasAreSkippedAndSnapshotsAreNot() {
        plain.fault("skip-u orderbook.*");
        client.subscribe(BOOK);
        assertThat(client.got()).isEmpty();
        book.say(SNAPSHOT);
        book.say(delta(2));
        book.say(delta(3));

        assertThat(client.got()).containsExactly(SNAPSHOT, delta(3));
    }

    @Test
    void aSilentSocketSaysNothingAndStays() {
        subscribed();
        plain.fault("from 0s for 5s silence linear:*");

        trades.say("a");
        assertThat(client.ask("{\"op\":\"ping\"}")).isEmpty();
        assertThat(client.connection.onPing()).isFalse();
        assertThat(client.outlet.end).isEmpty();
        plain.run(5_000);

        trades.say("b");
        assertThat(client.got()).containsExactly("b");
        assertThat(client.connection.onPing()).isTrue();
    }

    @Test
    void pongsAloneAreMissing() {
        subscribed();
        plain.fault("from 0s for 5s no-pong");

        assertThat(client.ask("{\"op\":\"ping\"}")).isEmpty();
        trades.say("a");
        assertThat(client.got()).containsExactly("a");
    }

    @Test
    void aPathIsCutOrClosedAndOthersAreNot() {
        PlainVenue.Client other = plain.client(StreamPath.SPOT);

        plain.fault("reset linear:*\nclose 1001 spot:*");

        assertThat(client.outlet.end).isEqualTo("reset");
        assertThat(other.outlet.end).isEqualTo("closed 1001");
        plain.run(0);
        assertThat(plain.venue.connections()).isEmpty();
    }

    @Test
    void upgradesAreRefusedSoManyTimes() throws UpgradeRefused {
        plain.fault("refuse-upgrade 429 private:* 1");

        plain.client(StreamPath.LINEAR, "10.0.0.1");
        assertThatThrownBy(() -> plain.client(StreamPath.PRIVATE, "10.0.0.1"))
                .isInstanceOfSatisfying(
                        UpgradeRefused.class,
                        refused -> assertThat(refused.httpStatus()).isEqualTo(429));
        plain.client(StreamPath.PRIVATE, "10.0.0.1");
    }

    @Test
    void noMoreConnectionsAreLetIn() {
        plain.fault("from 0s for 1s connection-limit 1");

        assertThatThrownBy(() -> plain.client(StreamPath.SPOT, "10.0.0.1")).isInstanceOf(UpgradeRefused.class);
        plain.run(1_000);
        plain.client(StreamPath.SPOT);
    }

    @Test
    void aConnectionLimitOfOnePathCountsTheConnectionsOfThatPath() throws Exception {
        plain.fault("from 0s for 1s connection-limit 1 spot:*");

        plain.client(StreamPath.SPOT, "10.0.0.1");
        assertThatThrownBy(() -> plain.client(StreamPath.SPOT, "10.0.0.1")).isInstanceOf(UpgradeRefused.class);
        plain.client(StreamPath.LINEAR, "10.0.0.1");
    }

    @Test
    void aRandomScheduleIsOverAtItsHorizonEvenIfThereWasNobodyToStrike() {
        for (long seed = 1; seed <= 20; seed++) {
            PlainVenue empty = new PlainVenue(VenueConfig.USUAL);
            empty.fault(FaultSchedule.random(seed, 10_000).toString());
            empty.run(10_000);

            assertThat(empty.venue.faults().running()).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void aTopicIsUnknownForAWhile() {
        plain.fault("from 0s for 1s refuse-topic linear:publicTrade.*");

        assertThat(client.subscribe(TRADES).get(0)).contains("error:handler not found,topic:publicTrade.BTCUSDT");
        plain.run(1_000);
        assertThat(client.subscribe(TRADES).get(0)).contains("\"success\":true");
    }

    @Test
    void anAckIsLostAndTheOrderIsExecuted() {
        PlainVenue.Client trader = plain.client(StreamPath.TRADE).logIn();
        plain.fault("lose-ack");

        assertThat(trader.ask(CREATE)).isEmpty();
        assertThat(plain.done).containsExactly("order.create");
        assertThat(trader.ask(CREATE)).hasSize(1);
    }

    @Test
    void thePushComesBeforeTheAck() {
        PlainVenue.Client trader = plain.client(StreamPath.TRADE).logIn();
        PlainVenue.Client watcher = plain.client(StreamPath.PRIVATE).logIn();
        plain.privateTopic("order");
        watcher.subscribe("order");
        watcher.got();
        plain.fault("push-before-ack");

        assertThat(trader.ask(CREATE)).isEmpty();
        plain.privateTopic("order").say("push");
        assertThat(watcher.got()).containsExactly("push");
        plain.run(50);

        assertThat(trader.got()).hasSize(1);
    }

    @Test
    void anOrderIsAnsweredWithTroubleAndNotCarriedOutOrCarriedOut() {
        PlainVenue.Client trader = plain.client(StreamPath.TRADE).logIn();
        plain.fault("answer 10019 1\nanswer-executed 10016 1");

        assertThat(trader.ask(CREATE).get(0)).contains("\"retCode\":10019", "\"op\":\"order.create\"");
        assertThat(plain.done).isEmpty();
        assertThat(trader.ask(CREATE).get(0)).contains("\"retCode\":10016");
        assertThat(plain.done).containsExactly("order.create");
    }

    @Test
    void anExecutionIsPushedTwice() {
        PlainVenue.Client watcher = plain.client(StreamPath.PRIVATE).logIn();
        plain.privateTopic("execution.linear");
        watcher.subscribe("execution.linear");
        watcher.got();
        plain.fault("duplicate-execution");

        plain.privateTopic("execution.linear").say("fill");

        assertThat(watcher.got()).containsExactly("fill", "fill");
    }

    @Test
    void theClockIsWrongForAWhile() {
        plain.fault("from 0s for 10s skew 5s");

        assertThat(plain.client(StreamPath.PRIVATE).ask("{\"op\":\"ping\"}").get(0))
                .contains(Long.toString(PlainVenue.START + 5_000));
        assertThat(plain.client(StreamPath.PRIVATE)
                        .ask(
                                "{\"op\":\"auth\",\"args\":[\"demoKey0123456789\",1784900000000,\"cb38ac67968daaee6991aecd6221b71df11733c5d9e4246268d813d96aafe337\"]}")
                        .get(0))
                .contains("\"success\":false");
        plain.run(10_000);
        assertThat(plain.venue.now()).isEqualTo(PlainVenue.START + 10_000);
    }

    @Test
    void maintenanceIsAnnouncedAndOrdersAreNotTaken() {
        PlainVenue.Client trader = plain.client(StreamPath.TRADE).logIn();
        plain.fault("from 1s for 5s maintenance");

        plain.run(1_000);
        assertThat(trader.ask(CREATE).get(0)).contains("\"retCode\":10016");
        assertThat(rest("POST", "/v5/order/create").orElseThrow().body()).contains("\"retCode\":10016");
        plain.run(5_000);

        assertThat(trader.ask(CREATE).get(0)).doesNotContain("10016");
        assertThat(plain.done).containsExactly("maintenance begins", "maintenance ends", "order.create");
    }

    @Test
    void booksRestart() {
        plain.fault("at 1s restart");
        plain.run(1_000);

        assertThat(plain.done).containsExactly("restart");
    }

    @Test
    void allFaultsCanBeEnded() {
        subscribed();
        plain.fault("silence\nskew 1s\nmaintenance");
        plain.fault("clear");

        trades.say("a");

        assertThat(client.got()).containsExactly("a");
        assertThat(plain.venue.faults().running()).isEmpty();
        assertThat(plain.done).containsExactly("maintenance begins", "maintenance ends");
    }

    @Test
    void restAnswersAreLostOrReplaced() {
        plain.fault("drop rest./v5/order/create 1");

        assertThat(rest("POST", "/v5/order/create")).isEmpty();
        assertThat(plain.done).containsExactly("POST /v5/order/create");
        plain.fault("answer 403 rest./v5/order/cancel 1\nanswer-executed 10016 rest./v5/order/amend 1");
        assertThat(rest("POST", "/v5/order/cancel").orElseThrow().status()).isEqualTo(403);
        assertThat(rest("POST", "/v5/order/amend").orElseThrow().body()).contains("\"retCode\":10016");
        assertThat(plain.done).containsExactly("POST /v5/order/create", "POST /v5/order/amend");
        assertThat(rest("GET", "/nope").orElseThrow().status()).isEqualTo(404);
    }

    @Test
    void theTruthCountsWhatWasPublishedAndWhatWasSent() throws Exception {
        client.subscribe(BOOK);
        plain.fault("drop orderbook.* 1");
        book.say(delta(2));
        book.say(delta(3));

        Json frames = json(plain.truth.frames());
        Json sent = frames.get("connections").items().get(0).get("sent").get(BOOK);

        assertThat(frames.get("published").get("linear " + BOOK).get("frames").text())
                .isEqualTo("3");
        assertThat(sent.get("frames").text()).isEqualTo("2");
        assertThat(sent.get("sha256").text()).isEqualTo(sha256(SNAPSHOT + "\n" + delta(3) + "\n"));
        assertThat(frames.get("strikes").get("drop").text()).isEqualTo("1");
    }

    private Optional<HttpAnswer> rest(String method, String path) {
        return plain.venue.answer(new HttpQuestion(method, path, "", Map.of(), Map.of(), "", "10.0.0.1"));
    }

    private static Json json(String text) throws IOException {
        return Json.parse(text);
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}

package io.jaybit.station.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.client.Health;
import io.jaybit.feed.Frame;
import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicCheckTest {
    private final List<String> lines = new ArrayList<>();
    private final Findings findings = new Findings(lines::add);

    @Test
    void aKindThatMayBeQuietPassesWithAnAckAlone() {
        List<Topic> quiet = List.of(
                Topic.of(Channel.LINEAR, "allLiquidation.BTCUSDT"),
                Topic.of(Channel.LINEAR, "insurance.USDT"),
                Topic.of(Channel.LINEAR, "adlAlert.USDT"),
                Topic.of(Channel.OPTION, "publicTrade.BTC"),
                Topic.of(Channel.SPREAD, "publicTrade.SOLUSDT_SOL/USDT"),
                Topic.of(Channel.STATUS, "system.status"));
        TopicCheck check = new TopicCheck(quiet);
        assertThat(check.isComplete()).isFalse();

        quiet.forEach(topic -> check.onClientNotice(new Notice.TopicLive(topic, 1, 0)));

        assertThat(check.isComplete()).isTrue();
        check.report(findings, health());
        assertThat(lines)
                .hasSize(quiet.size())
                .allMatch(line -> line.startsWith("  ok    ") && line.contains("acked, nothing happened"));
    }

    @Test
    void aKindThatMustSpeakFailsWithAnAckAlone() {
        Topic ticker = Topic.of(Channel.LINEAR, "tickers.BTCUSDT");
        Topic unanswered = Topic.of(Channel.SPREAD, "tickers.SOLUSDT_SOL/USDT");
        TopicCheck check = new TopicCheck(List.of(ticker, unanswered));

        check.onClientNotice(new Notice.TopicLive(ticker, 1, 0));

        assertThat(check.isComplete()).isFalse();
        check.report(findings, health());
        assertThat(findings.failures()).hasSize(2);
        assertThat(findings.failures().get(1)).isEqualTo(unanswered + ": no ack");
    }

    @Test
    void aSpreadNobodyKnowsIsNoFailure() {
        Topic refused = Topic.of(Channel.SPREAD, "orderbook.25.X_Y");
        Topic silent = Topic.of(Channel.SPREAD, "tickers.X_Y");
        TopicCheck check = new TopicCheck(List.of(refused, silent));

        check.onClientNotice(new Notice.TopicRefused(refused, "in failTopics", null, 0));
        check.onClientNotice(new Notice.TopicLive(silent, 1, 0));

        check.report(findings, health());
        assertThat(findings.failures()).isEmpty();
        assertThat(lines.get(0))
                .isEqualTo(
                        "  note  " + refused + ": not tried: no such symbol (in failTopics); --spread names another");
        assertThat(lines.get(1)).startsWith("  note  " + silent).contains("no data: perhaps no such symbol");
    }

    @Test
    void fieldsAndWordsThatAreNewAreNamed() {
        Topic limit = Topic.of(Channel.LINEAR, "priceLimit.BTCUSDT");
        TopicCheck check = new TopicCheck(List.of(limit));

        check.onFrame(
                frame("{\"topic\":\"priceLimit.BTCUSDT\",\"type\":\"patch\",\"data\":{\"buyLmtV2\":\"1\"},\"ts\":1}"),
                limit);

        check.report(findings, health());
        assertThat(findings.failures()).isEmpty();
        assertThat(lines)
                .contains(
                        "  note  " + limit + ": fields that are new to this version: [buyLmtV2]",
                        "  note  " + limit + ": words that are new to this version: [patch]");
    }

    @Test
    void acksAreShownAsTheVenueWordsThem() {
        AckShapes acks = new AckShapes();
        acks.onFrame(
                frame("{\"success\":true,\"ret_msg\":\"\",\"conn_id\":\"1\",\"req_id\":\"7\",\"op\":\"subscribe\"}"));
        acks.onFrame(
                frame("{\"success\":true,\"ret_msg\":\"\",\"conn_id\":\"1\",\"req_id\":\"8\",\"op\":\"subscribe\"}"));
        acks.onFrame(frame("{\"success\":true,\"ret_msg\":\"pong\",\"conn_id\":\"1\",\"node\":\"9\",\"op\":\"ping\"}"));
        acks.onFrame(frame("{\"topic\":\"priceLimit.BTCUSDT\",\"data\":{},\"ts\":1}"));

        acks.report(findings);

        assertThat(lines)
                .containsExactly(
                        "  ok    /v5/public/linear: ack {success, ret_msg, conn_id, req_id, op}",
                        "  ok    /v5/public/linear: pong {success, ret_msg, conn_id, node, op}",
                        "  note  /v5/public/linear: fields that are new to this version: [node]");
    }

    private static Frame frame(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Frame().set(bytes, 0, bytes.length, Channel.LINEAR, 1, 1, 0, 0);
    }

    private static Health health() {
        return new Health(
                0,
                false,
                "NIO",
                List.of(),
                List.of(),
                0,
                0,
                0,
                0,
                List.of(),
                List.of(),
                null,
                new Health.DeliveryHealth(0, 1, 0, 0, 0, 0, 0, 0));
    }
}

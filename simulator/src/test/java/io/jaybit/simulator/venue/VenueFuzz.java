package io.jaybit.simulator.venue;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.simulator.wire.Json;
import io.jaybit.simulator.wire.StreamPath;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a client sends, it gets the venue's answer, which is JSON, and the exchange goes on. */
class VenueFuzz {
    private static final int SEEDS = Boolean.getBoolean("jaybit.long") ? 10_000 : 200;
    private static final List<String> GOOD = List.of(
            "{\"op\":\"ping\"}",
            "{\"req_id\":\"1\",\"op\":\"subscribe\",\"args\":[\"publicTrade.BTCUSDT\",\"orderbook.50.BTCUSDT\"]}",
            "{\"op\":\"unsubscribe\",\"args\":[\"publicTrade.BTCUSDT\"]}",
            "{\"op\":\"auth\",\"args\":[\"demoKey0123456789\",1784900000000,\"cb38ac67968daaee6991aecd6221b71df11733c5d9e4246268d813d96aafe337\"]}",
            "{\"reqId\":\"a\",\"header\":{\"X-BAPI-TIMESTAMP\":\"1784900015207\"},\"op\":\"order.create\",\"args\":[{\"category\":\"linear\",\"qty\":1e5}]}");

    @ParameterizedTest
    @EnumSource
    void mutatedRequestsAreAnswered(StreamPath path) {
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom dice = new SplittableRandom(seed);
            PlainVenue plain = new PlainVenue(VenueConfig.USUAL);
            plain.topic(path, "publicTrade.BTCUSDT", "");
            PlainVenue.Client client = plain.client(path);
            for (int i = 0; i < 30; i++) {
                answersOnce(client, mutated(dice), path + " seed " + seed);
            }
            assertThat(client.ask("{\"op\":\"ping\"}")).as("seed " + seed).hasSize(1);
        }
    }

    private static void answersOnce(PlainVenue.Client client, String text, String where) {
        List<String> answers = client.ask(text);
        assertThat(answers).as("%s: %s", where, text).hasSize(1);
        try {
            assertThat(Json.parse(answers.get(0)).is(Json.Kind.OBJECT)).isTrue();
        } catch (java.io.IOException e) {
            throw new AssertionError(where + ": " + text + " -> " + answers.get(0), e);
        }
    }

    private static String mutated(SplittableRandom dice) {
        StringBuilder text = new StringBuilder(GOOD.get(dice.nextInt(GOOD.size())));
        int changes = dice.nextInt(6);
        for (int i = 0; i < changes && text.length() > 0; i++) {
            int at = dice.nextInt(text.length());
            switch (dice.nextInt(6)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, (char) dice.nextInt(0x10000));
                case 2 -> text.setCharAt(at, "{}[]\",:0\\\u0000".charAt(dice.nextInt(10)));
                case 3 -> text.setLength(at);
                case 4 -> text.insert(at, text.substring(dice.nextInt(at + 1), at));
                default -> text.insert(at, GOOD.get(dice.nextInt(GOOD.size())));
            }
        }
        return text.toString();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsTooMuchIsAnswered(StreamPath path) {
        PlainVenue.Client client = new PlainVenue(VenueConfig.USUAL).client(path);
        String huge = "x".repeat(1 << 20);

        for (String text : List.of(
                "[".repeat(100_000),
                "{\"op\":".repeat(10_000),
                "{\"op\":\"" + huge + "\"}",
                "{\"op\":\"subscribe\",\"args\":[\"" + huge + "\"]}",
                "{\"op\":\"subscribe\",\"args\":[" + "\"a\",".repeat(50_000) + "\"a\"]}",
                "{\"op\":\"ping\",\"req_id\":" + "9".repeat(100_000) + "}",
                "{\"op\":\"auth\",\"args\":[\"k\"," + "9".repeat(900) + ",\"s\"]}",
                huge)) {
            answersOnce(client, text, path.text());
        }
    }

    @Test
    void opsThatAreMadeUpLeaveNothingBehind() {
        PlainVenue.Client client = new PlainVenue(VenueConfig.USUAL).client(StreamPath.LINEAR);
        for (int i = 0; i < 10_000; i++) {
            client.ask("{\"op\":\"op" + i + "\"}");
        }

        assertThat(client.connection.sent().counts()).containsOnlyKeys("answer.other");
    }
}

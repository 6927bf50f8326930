package io.jaybit.simulator.venue;

import io.jaybit.simulator.desk.ApiKey;
import io.jaybit.simulator.desk.ApiKeys;
import io.jaybit.simulator.desk.DisconnectProtection;
import io.jaybit.simulator.exchange.Account;
import io.jaybit.simulator.exchange.Exchange;
import io.jaybit.simulator.exchange.Ids;
import io.jaybit.simulator.exchange.Instruments;
import io.jaybit.simulator.exchange.Timeline;
import io.jaybit.simulator.wire.HttpAnswer;
import io.jaybit.simulator.wire.HttpQuestion;
import io.jaybit.simulator.wire.Json;
import io.jaybit.simulator.wire.JsonText;
import io.jaybit.simulator.wire.StreamPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A venue in virtual time whose topics and orders are a test's. */
final class PlainVenue implements FaultReach {
    static final long START = 1_784_899_999_000L;
    static final String KEY = "demoKey0123456789";
    static final String SECRET = "demoSecret9876543210";

    final Timeline timeline = new Timeline(START);
    final Exchange exchange =
            new Exchange(timeline, new Ids(1), List.of(Instruments.btcUsdt(), Instruments.spotBtcUsdt()));
    final Account account = exchange.openAccount("demo");
    final DisconnectProtection protection = new DisconnectProtection(exchange);
    final ApiKeys keys = new ApiKeys();
    final Map<String, PlainTopic> topics = new LinkedHashMap<>();
    final Map<String, PlainTopic> privateTopics = new LinkedHashMap<>();
    final Venue venue;
    final Truth truth;
    /** What was done to the world: {@code order.create}, {@code POST /v5/order/create}, {@code restart}, … */
    final List<String> done = new ArrayList<>();

    PlainVenue(VenueConfig config) {
        keys.add(new ApiKey(KEY, account, SECRET, null));
        venue = new Venue(
                timeline,
                config,
                new VenueParts(
                        (path, name) -> topics.get(path.text() + ' ' + name),
                        (owner, name) -> owner == account ? privateTopics.get(name) : null,
                        keys,
                        (key, connectionName, remote, request) -> answer(connectionName, request),
                        List.of(this::rest),
                        protection,
                        this),
                new Ids(7));
        truth = new Truth(exchange, venue);
    }

    @Override
    public void restartFeeds() {
        done.add("restart");
    }

    @Override
    public void announceMaintenance(boolean ongoing) {
        done.add(ongoing ? "maintenance begins" : "maintenance ends");
    }

    private @Nullable HttpAnswer rest(HttpQuestion question) {
        if (!question.path().startsWith("/v5/order/")) {
            return null;
        }
        done.add(question.method() + ' ' + question.path());
        return HttpAnswer.ok("{}", venue.now());
    }

    void fault(String script) {
        venue.faults().begin(FaultSchedule.parse(script));
    }

    void run(long millis) {
        timeline.advanceTo(timeline.now() + millis);
    }

    private String answer(String connectionName, Json request) {
        done.add(request.get("op").text());
        return new JsonText()
                .begin()
                .text("op", request.get("op").text())
                .text("connId", connectionName)
                .end()
                .toString();
    }

    PlainTopic topic(StreamPath path, String name, String snapshot) {
        return topics.computeIfAbsent(path.text() + ' ' + name, key -> new PlainTopic(name, snapshot));
    }

    PlainTopic privateTopic(String name) {
        return privateTopics.computeIfAbsent(name, key -> new PlainTopic(name, ""));
    }

    Client client(StreamPath path) {
        return client(path, Map.of());
    }

    Client client(StreamPath path, Map<String, String> parameters) {
        try {
            return new Client(path, parameters, "10.0.0.1");
        } catch (UpgradeRefused refused) {
            throw new AssertionError(refused);
        }
    }

    Client client(StreamPath path, String remote) throws UpgradeRefused {
        return new Client(path, Map.of(), remote);
    }

    /** One client of the venue, and what it got. */
    final class Client {
        final RecordingOutlet outlet = new RecordingOutlet();
        final StreamConnection connection;

        private Client(StreamPath path, Map<String, String> parameters, String remote) throws UpgradeRefused {
            connection = venue.connect(path, parameters, remote, outlet);
        }

        /** Sends a text and gives what came back at once, with the connection's own name as {@code ID}. */
        List<String> ask(String text) {
            connection.onText(text);
            return got();
        }

        List<String> subscribe(String... names) {
            return ask("{\"op\":\"subscribe\",\"args\":[\"" + String.join("\",\"", names) + "\"]}");
        }

        Client logIn() {
            String expires = "1784900000000";
            String signature = "cb38ac67968daaee6991aecd6221b71df11733c5d9e4246268d813d96aafe337";
            ask("{\"op\":\"auth\",\"args\":[\"" + KEY + "\"," + expires + ",\"" + signature + "\"]}");
            Objects.requireNonNull(connection.key(), "logged in");
            return this;
        }

        /** Logs in however late it is. */
        Client logInAgain() {
            connection.logIn(Objects.requireNonNull(keys.find(KEY)));
            return this;
        }

        List<String> got() {
            return outlet.take().stream()
                    .map(frame -> frame.replace(connection.name(), "ID"))
                    .toList();
        }
    }
}

package io.jaybit.simulator.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.simulator.wire.StreamPath;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is let in, who is cut off. */
class VenueTest {
    private static final String TRADES = "publicTrade.BTCUSDT";

    private final PlainVenue plain = new PlainVenue(VenueConfig.USUAL);

    @Test
    void whoNeitherPingsNorGetsDataIsCutAfterTenMinutes() {
        PlainVenue.Client quiet = plain.client(StreamPath.LINEAR);
        PlainVenue.Client pinging = plain.client(StreamPath.LINEAR);
        plain.timeline.after(300_000, () -> pinging.ask("{\"op\":\"ping\"}"));

        plain.timeline.advanceTo(PlainVenue.START + 599_999);
        assertThat(quiet.outlet.end).isEmpty();
        plain.timeline.advanceTo(PlainVenue.START + 600_000);

        assertThat(quiet.outlet.end).isEqualTo("closed 1000");
        assertThat(pinging.outlet.end).isEmpty();
        assertThat(plain.venue.connections()).containsExactly(pinging.connection);
    }

    @Test
    void pushedDataKeepsAConnectionOpen() {
        PlainTopic trades = plain.topic(StreamPath.LINEAR, TRADES, "");
        PlainVenue.Client client = plain.client(StreamPath.LINEAR);
        client.subscribe(TRADES);
        plain.timeline.after(590_000, () -> trades.say("trade"));

        plain.timeline.advanceTo(PlainVenue.START + 1_100_000);

        assertThat(client.outlet.end).isEmpty();
    }

    @Test
    void privateConnectionsMayChooseAShorterPatience() {
        PlainVenue.Client half = plain.client(StreamPath.PRIVATE, Map.of("max_active_time", "30s"));
        PlainVenue.Client minute = plain.client(StreamPath.TRADE, Map.of("max_active_time", "1m"));
        PlainVenue.Client wrong = plain.client(StreamPath.PRIVATE, Map.of("max_active_time", "5s"));
        PlainVenue.Client market = plain.client(StreamPath.LINEAR, Map.of("max_active_time", "30s"));

        plain.timeline.advanceTo(PlainVenue.START + 30_000);
        assertThat(half.outlet.end).isEqualTo("closed 1000");
        assertThat(minute.outlet.end).isEmpty();
        plain.timeline.advanceTo(PlainVenue.START + 60_000);

        assertThat(minute.outlet.end).isEqualTo("closed 1000");
        assertThat(wrong.outlet.end).isEmpty();
        assertThat(market.outlet.end).isEmpty();
    }

    @Test
    void whoDoesNotReadIsCutAndCounted() {
        PlainTopic trades = plain.topic(StreamPath.LINEAR, TRADES, "");
        PlainVenue.Client slow = plain.client(StreamPath.LINEAR);
        PlainVenue.Client quick = plain.client(StreamPath.LINEAR);
        slow.subscribe(TRADES);
        quick.subscribe(TRADES);
        slow.outlet.pendingBytes = (8L << 20) + 1;

        trades.say("trade");
        trades.say("another");
        plain.timeline.advanceTo(PlainVenue.START);

        assertThat(slow.outlet.end).isEqualTo("reset");
        assertThat(plain.venue.slowClients()).isEqualTo(1);
        assertThat(quick.got()).contains("trade", "another");
        assertThat(slow.got()).contains("trade").doesNotContain("another");
        assertThat(trades.subscriberCount()).as("the quick one and the truth").isEqualTo(2);
    }

    @Test
    void aClosedConnectionLeavesItsTopics() {
        PlainTopic trades = plain.topic(StreamPath.LINEAR, TRADES, "");
        PlainVenue.Client client = plain.client(StreamPath.LINEAR);
        client.subscribe(TRADES);

        client.connection.onClosed();
        client.connection.onClosed();
        trades.say("trade");

        assertThat(trades.subscriberCount()).isZero();
        assertThat(plain.venue.connections()).isEmpty();
        assertThat(client.ask("{\"op\":\"ping\"}")).doesNotContain("trade").isEmpty();
    }

    @Test
    void anAddressMayOpenSoManyConnectionsInFiveMinutes() throws UpgradeRefused {
        PlainVenue few = new PlainVenue(VenueConfig.USUAL.withConnectionLimits(3, 1_000));
        for (int i = 0; i < 3; i++) {
            few.client(StreamPath.LINEAR).connection.onClosed();
        }

        assertThatThrownBy(() -> few.client(StreamPath.PRIVATE, "10.0.0.1"))
                .isInstanceOfSatisfying(
                        UpgradeRefused.class,
                        refused -> assertThat(refused.httpStatus()).isEqualTo(403));
        few.client(StreamPath.LINEAR, "10.0.0.2");
        few.timeline.advanceTo(PlainVenue.START + 300_000);
        few.client(StreamPath.LINEAR, "10.0.0.1");
    }

    @Test
    void anAddressMayHaveSoManyMarketDataConnectionsOpenOnEachPath() throws UpgradeRefused {
        PlainVenue few = new PlainVenue(VenueConfig.USUAL.withConnectionLimits(500, 1));
        PlainVenue.Client first = few.client(StreamPath.LINEAR);

        assertThatThrownBy(() -> few.client(StreamPath.LINEAR, "10.0.0.1"))
                .isInstanceOfSatisfying(
                        UpgradeRefused.class,
                        refused -> assertThat(refused.httpStatus()).isEqualTo(429));
        few.client(StreamPath.SPOT, "10.0.0.1");
        few.client(StreamPath.PRIVATE, "10.0.0.1");
        few.client(StreamPath.PRIVATE, "10.0.0.1");
        first.connection.onClosed();
        few.client(StreamPath.LINEAR, "10.0.0.1");
    }
}

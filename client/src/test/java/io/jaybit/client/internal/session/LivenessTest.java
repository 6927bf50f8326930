package io.jaybit.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whether a socket lives: pings, pongs and what else comes. */
class LivenessTest {
    private static final Topic QUIET = Topic.of(Channel.LINEAR, "allLiquidation.BTCUSDT");
    private static final Topic BOOK = Topic.of(Channel.LINEAR, "orderbook.50.BTCUSDT");

    private final ScriptedVenue venue = ScriptedVenue.plain();

    @Test
    void pingsGoOutEveryTwentySecondsOrALittleEarlier() {
        venue.subscribe(BOOK);

        venue.run(Duration.ofMinutes(10));

        assertThat(venue.sent("ping")).hasSizeBetween(30, 34);
        assertThat(venue.health().connections()).singleElement().satisfies(row -> {
            assertThat(row.pongs()).isEqualTo(row.pings());
            assertThat(row.missedPongs()).isZero();
            assertThat(row.roundTripNanos()).hasValue(Duration.ofMillis(40).toNanos());
        });
    }

    @Test
    void pongsOfEveryChannelKeepAQuietConnectionOpen() {
        for (Channel channel : new Channel[] {Channel.SPOT, Channel.LINEAR, Channel.OPTION, Channel.SPREAD}) {
            Topic topic = Topic.of(channel, "earthquakes");
            venue.silent.add(topic.name());
            venue.subscribe(topic);
        }

        venue.run(Duration.ofHours(1));

        assertThat(venue.opens).hasSize(4);
        assertThat(venue.closes).isEmpty();
    }

    @Test
    void aPongThatNeverComesOnAQuietConnectionMeansItIsDead() {
        venue.silent.add(QUIET.name());
        venue.subscribe(QUIET);
        venue.run(Duration.ofSeconds(1));
        venue.pongs = false;

        venue.run(Duration.ofSeconds(41));

        assertThat(venue.closes).singleElement().asString().startsWith("no pong and nothing else for");
        venue.pongs = true;
        venue.run(Duration.ofSeconds(5));
        assertThat(venue.isLive(QUIET)).isTrue();
    }

    @Test
    void aMissingPongWhileDataFlowsIsOnlyReported() {
        venue.subscribe(BOOK);
        venue.run(Duration.ofSeconds(1));
        venue.pongs = false;

        venue.run(Duration.ofMinutes(5));

        assertThat(venue.closes).isEmpty();
        assertThat(venue.notices(Notice.PongMissed.class)).hasSize(1);
        assertThat(venue.health().connections().get(0).missedPongs()).isGreaterThan(10);
    }

    @Test
    void aHalfOpenSocketIsReplacedAndTheLossIsBackDated() {
        venue.subscribe(BOOK, QUIET);
        venue.run(Duration.ofSeconds(30));
        VenueSocket socket = venue.socket();
        long lastWord = venue.epoch();

        socket.mute = true;
        socket.deaf = true;
        venue.run(Duration.ofSeconds(45));

        assertThat(venue.notices(Notice.Disconnected.class)).singleElement().satisfies(lost -> {
            assertThat(lost.lastHeardEpochNanos())
                    .isBetween(lastWord - 2_000_000_000L, lastWord + venue.latency.toNanos());
            assertThat(lost.epochNanos() - lastWord).isLessThan(41_000_000_000L);
        });
        venue.run(Duration.ofSeconds(5));
        assertThat(venue.isLive(BOOK)).isTrue();
        assertThat(venue.books.get(BOOK)).isTrue();
    }

    @Test
    void aPauseOfOurOwnThreadIsNotBlamedOnTheVenue() {
        venue.subscribe(BOOK, QUIET);
        venue.run(Duration.ofMinutes(2));

        venue.freeze(Duration.ofMinutes(3));
        venue.run(Duration.ofMinutes(1));

        assertThat(venue.closes).isEmpty();
        assertThat(venue.notices(Notice.TopicSilent.class)).isEmpty();
        assertThat(venue.opens).hasSize(1);
    }

    @Test
    void unreadableFramesAreASignOfLifeAndCounted() {
        venue.silent.add(QUIET.name());
        venue.subscribe(QUIET);
        venue.run(Duration.ofSeconds(1));
        venue.pongs = false;
        int socket = venue.socket().id;

        for (int i = 0; i < 60; i++) {
            venue.session.onUnreadable(socket, venue.now(), venue.epoch());
            venue.run(Duration.ofSeconds(1));
        }

        assertThat(venue.closes).isEmpty();
        assertThat(venue.health().unreadable()).isEqualTo(60);
    }

    @Test
    void aReportOnOddFramesDoesNotBecomeAFlood() {
        venue.subscribe(BOOK);
        venue.run(Duration.ofSeconds(1));
        int socket = venue.socket().id;

        for (int i = 0; i < 1_000; i++) {
            venue.session.onControl(
                    socket, VenueAnswers.failure("", "who are you?", java.util.List.of()), venue.now(), venue.epoch());
        }

        assertThat(venue.notices(Notice.Unexpected.class)).hasSize(1);
        assertThat(venue.health().unexpected()).isEqualTo(1_000);
    }
}

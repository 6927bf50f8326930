package io.jaybit.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StateTest {
    private static final Topic BOOK = Topic.of(Channel.LINEAR, "orderbook.50.BTCUSDT");

    @Test
    void whatIsClosedStaysClosedAndNothingFollowsItself() {
        assertThat(ConnectionState.values()).noneMatch(ConnectionState.CLOSED::mayBecome);
        assertThat(TopicState.values()).noneMatch(TopicState.CLOSED::mayBecome);
        assertThat(ConnectionState.values()).noneMatch(state -> state.mayBecome(state));
        assertThat(TopicState.values()).noneMatch(state -> state.mayBecome(state));
    }

    @Test
    void everyStateCanEnd() {
        assertThat(Arrays.stream(ConnectionState.values()).filter(state -> state != ConnectionState.CLOSED))
                .allMatch(state -> state.mayBecome(ConnectionState.CLOSED));
        assertThat(Arrays.stream(TopicState.values()).filter(state -> state != TopicState.CLOSED))
                .allMatch(state -> state.mayBecome(TopicState.CLOSED));
    }

    @Test
    void aStepThatIsNotAllowedIsABugThatNamesItself() {
        ScriptedVenue venue = ScriptedVenue.plain();
        venue.subscribe(BOOK);
        venue.run(Duration.ofSeconds(1));
        World world = new World(
                SessionConfig.defaults(),
                venue,
                venue.random,
                new ConnectionBudget(SessionConfig.Limits.defaults(), venue.random));
        TopicSession topic = new TopicSession(BOOK, world);
        topic.placed(new Connection(world, Channel.LINEAR, null));

        assertThatThrownBy(() -> topic.placed(new Connection(world, Channel.LINEAR, null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("linear/orderbook.50.BTCUSDT is WAITING");
    }

    @Test
    void settingsThatContradictEachOtherAreRefusedAllAtOnce() {
        assertThatThrownBy(() -> new SessionConfig.Timeouts(
                        Duration.ZERO,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("open must be positive")
                .hasMessageContaining("pong must be shorter than ping");
        assertThatThrownBy(() -> new SessionConfig.Limits(
                        0, 2_000, 21_000, 10, 8, 450, Duration.ofMinutes(5), Duration.ofMillis(50)))
                .hasMessageContaining("topicsPerConnection must be at least 1, is 0");
    }
}

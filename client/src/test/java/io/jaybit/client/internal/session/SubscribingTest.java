package io.jaybit.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SubscribingTest {
    private static final Topic BOOK = Topic.of(Channel.LINEAR, "orderbook.50.BTCUSDT");
    private static final Topic TRADES = Topic.of(Channel.LINEAR, "publicTrade.BTCUSDT");

    private final ScriptedVenue venue = ScriptedVenue.plain();

    @Test
    void aTopicBecomesLiveOnAConnectionOpenedForIt() {
        venue.subscribe(BOOK, TRADES);

        venue.run(Duration.ofSeconds(1));

        assertThat(venue.notices(Notice.Connected.class)).hasSize(1);
        assertThat(venue.notices(Notice.TopicLive.class))
                .extracting(Notice.TopicLive::topic)
                .containsExactlyInAnyOrder(BOOK, TRADES);
        assertThat(venue.notices(Notice.FirstData.class)).hasSize(2);
        assertThat(venue.health().connections()).singleElement().satisfies(row -> {
            assertThat(row.state()).isEqualTo(ConnectionState.LIVE);
            assertThat(row.topics()).isEqualTo(2);
        });
    }

    @Test
    void everythingIsBackAfterTheSocketIsLost() {
        venue.subscribe(BOOK, TRADES);
        venue.run(Duration.ofSeconds(10));

        venue.drop(venue.socket(), "reset by peer");
        venue.run(Duration.ofSeconds(5));

        assertThat(venue.isLive(BOOK)).isTrue();
        assertThat(venue.isLive(TRADES)).isTrue();
        assertThat(venue.books.get(BOOK)).isTrue();
        assertThat(venue.notices(Notice.Disconnected.class)).singleElement().satisfies(lost -> {
            assertThat(lost.reason()).isEqualTo("reset by peer");
            assertThat(lost.lastHeardEpochNanos()).isLessThanOrEqualTo(lost.epochNanos());
            assertThat(lost.retryIn()).isLessThan(Duration.ofSeconds(1));
        });
    }
}

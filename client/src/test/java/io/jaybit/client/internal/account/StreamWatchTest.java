package io.jaybit.client.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StreamWatchTest {
    private static final Topic ORDER = Topic.of(Channel.PRIVATE, "order");
    private static final Topic WALLET = Topic.of(Channel.PRIVATE, "wallet");
    private static final Topic OTHER = Topic.of(Channel.LINEAR, "publicTrade.BTCUSDT");

    private final StreamWatch watch = new StreamWatch(Set.of(ORDER, WALLET));

    @Test
    void allLiveWhenEachIs() {
        watch.onNotice(new Notice.TopicLive(ORDER, 1, 0));
        assertThat(watch.allLive()).isFalse();
        assertThat(watch.allLive()).isFalse();
        watch.onNotice(new Notice.TopicLive(OTHER, 2, 0));
        assertThat(watch.allLive()).isFalse();
        watch.onNotice(new Notice.TopicLive(WALLET, 1, 0));
        assertThat(watch.allLive()).isTrue();
    }

    @Test
    void aLostConnectionTakesItsTopicsAlongAndNoOthers() {
        watch.onNotice(new Notice.TopicLive(ORDER, 1, 0));
        watch.onNotice(new Notice.TopicLive(WALLET, 3, 0));
        watch.onNotice(new Notice.Disconnected(2, "another one", 0, Duration.ZERO, 0));
        assertThat(watch.allLive()).isTrue();

        watch.onNotice(new Notice.Disconnected(3, "reset by peer", 0, Duration.ZERO, 0));
        assertThat(watch.allLive()).isFalse();
        assertThat(watch.why()).isEqualTo("reset by peer");
    }

    @Test
    void aRefusedOrClosedTopicIsMissing() {
        watch.onNotice(new Notice.TopicLive(ORDER, 1, 0));
        watch.onNotice(new Notice.TopicLive(WALLET, 1, 0));
        watch.onNotice(new Notice.TopicRefused(WALLET, "no permission", null, 0));
        assertThat(watch.why()).isEqualTo("wallet refused: no permission");
        watch.onNotice(new Notice.TopicLive(WALLET, 1, 0));
        watch.onNotice(new Notice.TopicClosed(ORDER, 0));
        assertThat(watch.allLive()).isFalse();
        assertThat(watch.why()).isEqualTo("order closed");
    }
}

package io.jaybit.client.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.account.DisconnectProtection;
import io.jaybit.account.DisconnectProtectionSetting;
import io.jaybit.account.ProtectedProduct;
import io.jaybit.client.internal.rest.RestFailure;
import io.jaybit.feed.Notice;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ProtectionDeskTest {
    private static final Topic FUTURE = Topic.of(Channel.PRIVATE, "dcp.future");
    private static final Topic SPOT = Topic.of(Channel.PRIVATE, "dcp.spot");
    private static final long SECOND = 1_000_000_000L;

    private final List<String> told = new ArrayList<>();
    private final List<CompletableFuture<List<DisconnectProtectionSetting>>> questions = new ArrayList<>();
    private int known = 1;
    private long now;
    private final ProtectionDesk desk = new ProtectionDesk(
            List.of(ProtectedProduct.DERIVATIVES),
            () -> {
                CompletableFuture<List<DisconnectProtectionSetting>> question = new CompletableFuture<>();
                questions.add(question);
                return question;
            },
            () -> known,
            Runnable::run,
            protection -> told.add(protection.toString()));

    @Test
    void armedIsWhatTheSettingTheTopicAndTheConnectionsShowTogether() {
        assertThat(desk.topics()).containsExactly(FUTURE);
        work();
        assertThat(reason()).isEqualTo("the venue has not said yet whether it is on");
        answer(new DisconnectProtectionSetting("DERIVATIVES", true, 10));
        assertThat(reason()).isEqualTo("dcp.future is not subscribed yet");
        desk.onNotice(new Notice.TopicLive(SPOT, 1, 0));
        assertThat(reason()).isEqualTo("dcp.future is not subscribed yet");
        desk.onNotice(new Notice.TopicLive(FUTURE, 1, 0));
        assertThat(desk.standing())
                .containsExactly(new DisconnectProtection(ProtectedProduct.DERIVATIVES, true, 10, ""));

        known = 2;
        assertThat(reason()).startsWith("1 other private connection of this key is known here");
        known = 3;
        assertThat(reason()).startsWith("2 other private connections of this key");
        known = 1;
        work();
        assertThat(told)
                .containsExactly(
                        "DERIVATIVES: not proven: the venue has not said yet whether it is on",
                        "DERIVATIVES: armed, after 10 s");
    }

    @Test
    void aLostConnectionIsNoProtection() {
        work();
        answer(new DisconnectProtectionSetting("DERIVATIVES", true, 10));
        desk.onNotice(new Notice.TopicLive(FUTURE, 4, 0));
        desk.onNotice(new Notice.Disconnected(3, "another one", 0, Duration.ZERO, 0));
        assertThat(reason()).isEmpty();
        desk.onNotice(new Notice.Disconnected(4, "reset by peer", 0, Duration.ZERO, 0));
        assertThat(reason()).isEqualTo("the connection of dcp.future is lost: reset by peer");
        desk.onNotice(new Notice.TopicLive(FUTURE, 5, 0));
        assertThat(reason()).isEmpty();
        desk.onNotice(new Notice.TopicRefused(FUTURE, "no permission", null, 0));
        assertThat(reason()).isEqualTo("dcp.future was refused: no permission");
        desk.onNotice(new Notice.TopicClosed(FUTURE, 0));
        assertThat(reason()).isEqualTo("dcp.future was closed");
    }

    @Test
    void whatTheVenueSaysOfItsSettingIsAskedEveryMinute() {
        desk.onNotice(new Notice.TopicLive(FUTURE, 1, 0));
        work();
        answer(new DisconnectProtectionSetting("DERIVATIVES", false, 10));
        assertThat(reason()).isEqualTo("the venue's setting is off");
        now = 59 * SECOND;
        assertThat(work()).isEqualTo(60 * SECOND);
        assertThat(questions).hasSize(1);
        now = 60 * SECOND;
        work();
        assertThat(questions).hasSize(2);
        answer(new DisconnectProtectionSetting("SPOT", true, 10));
        assertThat(reason()).isEqualTo("the venue names no setting for it");
        now = 120 * SECOND;
        work();
        answer();
        assertThat(reason()).isEqualTo("not available for this account: the venue names no setting");
    }

    @Test
    void aQuestionThatFailsIsAskedAgainSoonAndNothingIsProvenMeanwhile() {
        desk.onNotice(new Notice.TopicLive(FUTURE, 1, 0));
        work();
        answer(new DisconnectProtectionSetting("DERIVATIVES", true, 10));
        assertThat(reason()).isEmpty();
        now = 60 * SECOND;
        work();
        questions.get(1).completeExceptionally(new RestFailure("/v5/account/query-dcp-info", 0, 0, "no answer"));
        assertThat(reason()).isEqualTo("whether the venue's setting is on could not be asked: no answer");
        assertThat(work()).isEqualTo(70 * SECOND);
        now = 70 * SECOND;
        work();
        questions
                .get(2)
                .completeExceptionally(new RestFailure("/v5/account/query-dcp-info", 200, 10_005, "Permission denied"));
        assertThat(reason()).isEqualTo("not available for this account: Permission denied");
        assertThat(work()).isEqualTo(130 * SECOND);
    }

    private long work() {
        return desk.doWork(now);
    }

    private void answer(DisconnectProtectionSetting... rows) {
        questions.get(questions.size() - 1).complete(List.of(rows));
    }

    private String reason() {
        return desk.standing().get(0).reason();
    }
}

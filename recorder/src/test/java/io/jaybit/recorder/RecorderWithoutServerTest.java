package io.jaybit.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.jaybit.feed.Frame;
import io.jaybit.feed.FrameDecoder;
import io.jaybit.feed.ReplyDecoder;
import io.jaybit.market.Channel;
import io.jaybit.recorder.database.DatabaseAddress;
import io.jaybit.recorder.log.RawLogOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A recording whose server is not there. */
@Timeout(60)
class RecorderWithoutServerTest {
    @TempDir
    Path temporary;

    private static FrameDecoder nothing(Object what) {
        throw new AssertionError(what);
    }

    @Test
    void whatIsNotYetARowIsNotDeletedForItsAge() throws Exception {
        List<String> messages = new CopyOnWriteArrayList<>();
        RecorderSettings settings = RecorderSettings.in(new RecordingFolder(temporary.resolve("data")))
                .withLog(RawLogOptions.DEFAULT.withSegmentBytes(1024).withCompressionLevel(0))
                .withServer(DatabaseAddress.parse("http://me@127.0.0.1:1", "secret"));
        try (Recorder recorder = Recorder.open(
                settings,
                RecorderWithoutServerTest::nothing,
                RecorderWithoutServerTest::nothing,
                ReplyDecoder.NONE,
                messages::add)) {
            while (recorder.status().awayNanos() == 0) {
                LockSupport.parkNanos(1_000_000);
            }
            byte[] pong = "{\"op\":\"pong\"}".getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 100; i++) {
                recorder.inputs().onFrame(new Frame().set(pong, 0, pong.length, Channel.LINEAR, 1, 0, i, i));
            }
            while (recorder.log().flushed() < 100) {
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(recorder.deleteLogOlderThan(Duration.ofNanos(1))).isZero();
            assertThat(recorder.log().deleteOlderThan(Duration.ofNanos(1)))
                    .as("files that are old enough")
                    .isPositive();
        }
        assertThat(messages)
                .filteredOn(message -> message.startsWith("THE DATABASE IS AWAY"))
                .hasSize(1);
        assertThat(messages.toString()).doesNotContain("secret");
    }
}

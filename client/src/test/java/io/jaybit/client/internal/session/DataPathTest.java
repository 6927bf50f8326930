package io.jaybit.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.jaybit.market.Channel;
import io.jaybit.market.Topic;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the session costs each data frame. */
class DataPathTest {
    private static final int FRAMES = 2_000_000;

    @Test
    void aDataFrameOfALiveTopicAllocatesNothing() {
        ScriptedVenue venue = ScriptedVenue.plain();
        List<Topic> topics = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            topics.add(Topic.of(Channel.LINEAR, "orderbook.50.S" + i + "USDT"));
        }
        venue.subscribe(topics);
        venue.run(Duration.ofSeconds(5));
        int socket = venue.socket().id;
        feed(venue, socket, topics, 200_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        long before = threads.getCurrentThreadAllocatedBytes();
        long began = threads.getCurrentThreadCpuTime();
        feed(venue, socket, topics, FRAMES);
        long nanos = threads.getCurrentThreadCpuTime() - began;
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;

        System.out.println(
                "session: " + nanos / FRAMES + " ns of CPU for a data frame, " + bytes + " bytes for " + FRAMES);
        assertThat(bytes).isLessThan(FRAMES / 100);
    }

    private static void feed(ScriptedVenue venue, int socket, List<Topic> topics, int frames) {
        long now = venue.now();
        long epoch = venue.epoch();
        for (int i = 0; i < frames; i++) {
            now += 1_000;
            epoch += 1_000;
            venue.session.onData(socket, topics.get(i % topics.size()), epoch / 1_000_000 - 5, now, epoch);
        }
    }
}

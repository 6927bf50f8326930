package io.jaybit.client.internal.session;

import java.time.Duration;

/**
 * Deals with what comes unasked on one connection: unsubscribes topics that go on although nobody wants them, and keeps the
 * reports of odd frames few. Confined to the session's thread.
 */
final class StrayWatch {
    /** What comes this soon after an unsubscribe was under way already. */
    private static final long UNDER_WAY_NANOS = Duration.ofSeconds(5).toNanos();

    private static final long FORGET_NANOS = Duration.ofSeconds(60).toNanos();
    private static final long REPORT_SPACING_NANOS = Duration.ofSeconds(10).toNanos();

    private final World world;
    private final RequestDesk desk;
    private String topic = "";
    private long first;
    private long nextReport;

    StrayWatch(World world, RequestDesk desk) {
        this.world = world;
        this.desk = desk;
    }

    /** Data of a topic came that is not wanted here. One topic is looked after at a time; the others' turn comes. */
    void came(String unwanted) {
        long since = world.now() - first;
        if (!topic.equals(unwanted)) {
            if (topic.isEmpty() || since > UNDER_WAY_NANOS * 2) {
                topic = unwanted;
                first = world.now();
            }
        } else if (since > FORGET_NANOS) {
            first = world.now();
        } else if (since > UNDER_WAY_NANOS) {
            topic = "";
            desk.dismiss(unwanted);
            world.touch();
        }
    }

    /** Whether an odd frame may be reported, or was one just now. */
    boolean mayReport() {
        if (world.now() < nextReport) {
            return false;
        }
        nextReport = world.now() + REPORT_SPACING_NANOS;
        return true;
    }
}

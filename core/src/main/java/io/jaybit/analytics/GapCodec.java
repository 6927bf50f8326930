package io.jaybit.analytics;

import io.jaybit.coverage.Cause;
import io.jaybit.coverage.FeedGap;
import io.jaybit.market.Topic;
import io.jaybit.state.StateReader;
import io.jaybit.state.StateWriter;
import java.util.EnumSet;
import java.util.Set;

/** Gaps in a snapshot. */
final class GapCodec {
    private GapCodec() {}

    static void write(FeedGap gap, StateWriter to) {
        to.writeTopic(gap.topic());
        to.writeLong(gap.fromEpochMillis()).writeLong(gap.toEpochMillis());
        to.writeInt(gap.causes().size());
        gap.causes().forEach(cause -> to.writeText(cause.name()));
    }

    static FeedGap read(StateReader from) {
        Topic topic = from.readTopic();
        long start = from.readLong();
        long end = from.readLong();
        Set<Cause> causes = EnumSet.noneOf(Cause.class);
        for (int i = from.readInt(); i > 0; i--) {
            causes.add(Cause.valueOf(from.readText()));
        }
        return new FeedGap(topic, start, end, causes);
    }
}

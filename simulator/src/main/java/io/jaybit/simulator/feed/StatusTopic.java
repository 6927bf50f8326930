package io.jaybit.simulator.feed;

import io.jaybit.simulator.exchange.Timeline;
import io.jaybit.simulator.wire.JsonText;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the venue announces about itself, when it does; a frame without {@code type}. */
final class StatusTopic extends FeedTopic {
    private static final int MOST = 50;

    private final Timeline timeline;
    private final Map<String, Maintenance> announced = new LinkedHashMap<>();

    StatusTopic(Timeline timeline) {
        super("system.status");
        this.timeline = timeline;
    }

    @Override
    void joined(Subscriber subscriber, boolean first) {
        // An event, and no state: what was announced before is to be had over REST.
    }

    void announce(Maintenance maintenance) {
        announced.put(maintenance.id(), maintenance);
        if (announced.size() > MOST) {
            announced.remove(announced.keySet().iterator().next());
        }
        JsonText text = new JsonText()
                .begin()
                .text("topic", name())
                .number("ts", timeline.now())
                .array("data");
        write(maintenance, text);
        publish(text.endArray().end().bytes());
    }

    Collection<Maintenance> announced() {
        return List.copyOf(announced.values());
    }

    static void write(Maintenance maintenance, JsonText to) {
        to.begin()
                .text("id", maintenance.id())
                .text("title", maintenance.title())
                .text("state", maintenance.state())
                .quoted("begin", maintenance.beginEpochMillis())
                .quoted("end", maintenance.endEpochMillis())
                .text("href", "")
                .array("serviceTypes");
        maintenance.serviceTypes().forEach(to::item);
        to.endArray().array("product");
        maintenance.products().forEach(to::item);
        to.endArray()
                .array("uidSuffix")
                .endArray()
                .number("maintainType", maintenance.maintainType())
                .number("env", 1)
                .end();
    }
}

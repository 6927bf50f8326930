package io.jaybit.recorder.log;

import io.jaybit.feed.Notice;
import org.jspecify.annotations.Nullable;

/** Notices as lines: the name of the type, then its fields in their order without the time, which stands in the record's head. */
final class NoticeText {
    private NoticeText() {}

    /** Null for what is not recorded: what a line finds out by itself again, and what went wrong in a user's callback. */
    static @Nullable String write(Notice notice) {
        Fields.Line line = new Fields.Line().add(notice.getClass().getSimpleName());
        if (notice instanceof Notice.Connected n) {
            line.add(n.connectionId()).add(n.url());
        } else if (notice instanceof Notice.Disconnected n) {
            line.add(n.connectionId())
                    .add(n.reason())
                    .add(n.lastHeardEpochNanos())
                    .add(n.retryIn());
        } else if (notice instanceof Notice.ConnectFailed n) {
            line.add(n.connectionId()).add(n.reason()).add(n.attempt()).add(n.retryIn());
        } else if (notice instanceof Notice.TopicLive n) {
            line.add(n.topic()).add(n.connectionId());
        } else if (notice instanceof Notice.FirstData n) {
            line.add(n.topic()).add(n.connectionId());
        } else if (notice instanceof Notice.TopicRefused n) {
            line.add(n.topic()).add(n.reason()).add(n.retryIn());
        } else if (notice instanceof Notice.TopicClosed n) {
            line.add(n.topic());
        } else if (notice instanceof Notice.TopicSilent n) {
            line.add(n.topic()).add(n.silentFor()).add(n.expectedWithin()).add(n.lastHeardEpochNanos());
        } else if (notice instanceof Notice.Curing n) {
            line.add(n.topic()).add(n.rung()).add(n.attempt());
        } else if (notice instanceof Notice.Dropped n) {
            line.add(n.topic()).add(n.count()).add(n.fromEpochMillis()).add(n.toEpochMillis());
        } else if (notice instanceof Notice.Unreadable n) {
            line.add(n.connectionId()).add(n.complaint()).add(n.excerpt());
        } else if (notice instanceof Notice.UnknownTopic n) {
            line.add(n.topic());
        } else if (notice instanceof Notice.PongMissed n) {
            line.add(n.connectionId()).add(n.inARow());
        } else if (notice instanceof Notice.LoginRefused n) {
            line.add(n.connectionId()).add(n.reason());
        } else if (notice instanceof Notice.Unexpected n) {
            line.add(n.connectionId()).add(n.text());
        } else if (notice instanceof Notice.RestPaused n) {
            line.add(n.pause()).add(n.reason());
        } else {
            return null;
        }
        return line.toString();
    }

    /** @throws IllegalArgumentException if it is no notice that this program knows */
    static Notice read(String text, long at) {
        Fields f = Fields.of(text);
        String name = f.text();
        return switch (name) {
            case "Connected" -> new Notice.Connected(f.integer(), f.text(), at);
            case "Disconnected" -> new Notice.Disconnected(f.integer(), f.text(), f.number(), f.durationOrNull(), at);
            case "ConnectFailed" ->
                new Notice.ConnectFailed(f.integer(), f.text(), f.integer(), f.durationOrNull(), at);
            case "TopicLive" -> new Notice.TopicLive(f.topic(), f.integer(), at);
            case "FirstData" -> new Notice.FirstData(f.topic(), f.integer(), at);
            case "TopicRefused" -> new Notice.TopicRefused(f.topic(), f.text(), f.durationOrNull(), at);
            case "TopicClosed" -> new Notice.TopicClosed(f.topic(), at);
            case "TopicSilent" -> new Notice.TopicSilent(f.topic(), f.duration(), f.duration(), f.number(), at);
            case "Curing" -> new Notice.Curing(f.topic(), f.text(), f.integer(), at);
            case "Dropped" -> new Notice.Dropped(f.topic(), f.number(), f.number(), f.number(), at);
            case "Unreadable" -> new Notice.Unreadable(f.integer(), f.text(), f.text(), at);
            case "UnknownTopic" -> new Notice.UnknownTopic(f.topic(), at);
            case "PongMissed" -> new Notice.PongMissed(f.integer(), f.integer(), at);
            case "LoginRefused" -> new Notice.LoginRefused(f.integer(), f.text(), at);
            case "Unexpected" -> new Notice.Unexpected(f.integer(), f.text(), at);
            case "RestPaused" -> new Notice.RestPaused(f.duration(), f.text(), at);
            default -> throw new IllegalArgumentException("no notice is called \"" + name + "\"");
        };
    }
}

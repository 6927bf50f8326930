package io.jaybit.station.cli;

import io.jaybit.market.Category;
import io.jaybit.market.Symbol;
import io.jaybit.market.Topic;
import io.jaybit.station.pipeline.Listed;
import io.jaybit.station.pipeline.Selection;
import io.jaybit.station.pipeline.Wish;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Follows what the venue lists and delists while a watcher runs. Takes time as an argument; confined to the main thread, but for the
 * names, which any thread may read.
 */
final class Listings {
    static final long EVERY_MILLIS = 600_000;

    /** What the venue lists now. */
    @FunctionalInterface
    interface Source {
        List<Listed> read() throws Universe.Unavailable;
    }

    /** Who acts on what changed. */
    interface Follower {
        void join(List<Topic> topics);

        void leave(List<Topic> topics);

        void say(String text);
    }

    private final Category category;
    private final Selection selection;
    private final Objection objection;
    private final Set<String> names;
    private final Source source;
    private final Follower follower;
    private long nextMillis = EVERY_MILLIS;

    /**
     * @param objection to symbols that are not to be joined
     * @param names what is watched; kept up to date
     */
    Listings(
            Category category,
            Selection selection,
            Objection objection,
            Set<String> names,
            Source source,
            Follower follower) {
        this.category = category;
        this.selection = selection;
        this.objection = objection;
        this.names = names;
        this.source = source;
        this.follower = follower;
    }

    /**
     * Reads the list again when that is due; never where every wish is a plain name.
     *
     * @param nowMillis since the watcher began
     * @param wishes kinds of topic in use
     */
    void doWork(long nowMillis, List<Wish> wishes) {
        if (selection.isPlain() || nowMillis < nextMillis) {
            return;
        }
        nextMillis = nowMillis + EVERY_MILLIS;
        try {
            List<Listed> listed = source.read();
            leave(Listed.missing(names, listed), wishes);
            join(listed, wishes);
        } catch (Universe.Unavailable e) {
            follower.say("the list of instruments is not to be had: " + e.getMessage());
        }
    }

    private void leave(Set<String> delisted, List<Wish> wishes) {
        if (!delisted.isEmpty()) {
            names.removeAll(delisted);
            List<Topic> gone = topics(delisted, wishes);
            // Trades of options come by coin: others may still need the topic.
            gone.removeAll(topics(names, wishes));
            follower.leave(gone);
            follower.say("delisted: " + String.join(", ", delisted));
        }
    }

    /** What fell behind in a ranking stays. */
    private void join(List<Listed> listed, List<Wish> wishes) {
        List<String> added = selection.among(listed).names().stream()
                .filter(name -> !names.contains(name) && objection.to(new Symbol(category, name)) == null)
                .toList();
        if (!added.isEmpty()) {
            List<Topic> more = topics(added, wishes);
            more.removeAll(topics(names, wishes));
            names.addAll(added);
            follower.join(more);
            follower.say("new: " + String.join(", ", added));
        }
    }

    private List<Topic> topics(Collection<String> symbols, List<Wish> wishes) {
        return topics(category, symbols, wishes);
    }

    /** What has to be subscribed for some symbols, each topic once. */
    static List<Topic> topics(Category category, Collection<String> symbols, List<Wish> wishes) {
        Set<Topic> topics = new LinkedHashSet<>();
        for (String symbol : symbols) {
            wishes.forEach(wish -> topics.add(wish.topic(category, symbol)));
        }
        return new ArrayList<>(topics);
    }
}

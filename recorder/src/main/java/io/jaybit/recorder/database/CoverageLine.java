package io.jaybit.recorder.database;

import io.jaybit.coverage.CoverageState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the rows of {@code coverage} say of one topic, each moment once. What an import has recovered lies in rows of its own beside those of
 * the recording, which it does not change: here it takes the place of the hole below it, and nothing takes the place of what was seen.
 * Confined to one thread.
 */
public final class CoverageLine {
    /**
     * A time in one state.
     *
     * @param causes as the row has them
     */
    public record Stretch(Span span, CoverageState state, String causes) {}

    private final List<Stretch> seen = new ArrayList<>();
    private final List<Stretch> holes = new ArrayList<>();
    private final List<Span> recovered = new ArrayList<>();
    private boolean lastSeen;

    /**
     * Takes a row, of a topic by rising begin; an empty one says nothing. What was told of a time while it was recorded ends at the latest where the next
     * begins, which was told later and knows better.
     */
    public void add(long from, long until, CoverageState state, String causes) {
        if (from >= until) {
            return;
        }
        Span span = new Span(from, until);
        if (state == CoverageState.RECOVERED) {
            recovered.add(span);
        } else {
            List<Stretch> before = lastSeen ? seen : holes;
            if (!before.isEmpty() && before.get(before.size() - 1).span().until() > from) {
                Stretch last = before.remove(before.size() - 1);
                if (last.span().from() < from) {
                    before.add(new Stretch(new Span(last.span().from(), from), last.state(), last.causes()));
                }
            }
            lastSeen = state.isSeen();
            (lastSeen ? seen : holes).add(new Stretch(span, state, causes));
        }
    }

    /** Oldest first, without overlaps. */
    public List<Stretch> stretches() {
        List<Span> filled = new ArrayList<>();
        List<Span> before = spansSeen();
        for (Span span : Span.united(recovered)) {
            filled.addAll(span.without(before));
        }
        List<Stretch> all = new ArrayList<>(seen);
        filled.forEach(span -> all.add(new Stretch(span, CoverageState.RECOVERED, "")));
        for (Stretch hole : holes) {
            for (Span left : hole.span().without(filled)) {
                all.add(new Stretch(left, hole.state(), hole.causes()));
            }
        }
        all.sort(Comparator.comparingLong(stretch -> stretch.span().from()));
        return all;
    }

    /** The parts of a time that were neither seen nor recovered, or of which nothing is said; oldest first. */
    public List<Span> missing(Span of) {
        return of.without(known());
    }

    /** The time that was seen or recovered: oldest first, and no two stretches that touch. */
    public List<Span> known() {
        List<Span> known = new ArrayList<>(spansSeen());
        known.addAll(recovered);
        return Span.united(known);
    }

    private List<Span> spansSeen() {
        return Span.united(seen.stream().map(Stretch::span).toList());
    }
}

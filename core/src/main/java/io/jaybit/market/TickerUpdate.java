package io.jaybit.market;

import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The content of one ticker frame: only what it carried. Mutable and reused by the decoder; valid during the call. A field that
 * is absent is unchanged; a field whose text is empty says that there is no value.
 */
public final class TickerUpdate {
    private static final int FIELDS = TickerField.values().length;

    private Topic topic;
    private Symbol symbol;
    private boolean snapshot;
    private long pushedEpochMillis;
    private long receivedEpochNanos;
    private long crossSequence;
    private boolean hasCrossSequence;
    private final @Nullable String[] texts = new @Nullable String[FIELDS];

    public TickerUpdate(Topic topic, Symbol symbol) {
        this.topic = topic;
        this.symbol = symbol;
    }

    /** Begins a new frame: everything of the one before is forgotten. */
    public void begin(Topic newTopic, Symbol newSymbol, long receiptEpochNanos) {
        topic = newTopic;
        symbol = newSymbol;
        receivedEpochNanos = receiptEpochNanos;
        snapshot = false;
        pushedEpochMillis = 0;
        hasCrossSequence = false;
        Arrays.fill(texts, null);
    }

    public Topic topic() {
        return topic;
    }

    public Symbol symbol() {
        return symbol;
    }

    public boolean isSnapshot() {
        return snapshot;
    }

    public long pushedEpochMillis() {
        return pushedEpochMillis;
    }

    public long receivedEpochNanos() {
        return receivedEpochNanos;
    }

    /** The venue's {@code cs}. */
    public OptionalLong crossSequence() {
        return hasCrossSequence ? OptionalLong.of(crossSequence) : OptionalLong.empty();
    }

    /** The text of a field, or null where this frame does not carry it. */
    public @Nullable String text(TickerField field) {
        return texts[field.ordinal()];
    }

    public void setSnapshot(boolean isSnapshot) {
        snapshot = isSnapshot;
    }

    public void setPushedEpochMillis(long millis) {
        pushedEpochMillis = millis;
    }

    public void setCrossSequence(long cs) {
        crossSequence = cs;
        hasCrossSequence = true;
    }

    public void set(TickerField field, String text) {
        texts[field.ordinal()] = text;
    }

    /**
     * What is known after this frame.
     *
     * @param before the ticker so far; null before the first snapshot
     * @return the merged ticker, or null for a delta without a snapshot before it, which must be dropped
     */
    public @Nullable Ticker mergeInto(@Nullable Ticker before) {
        if (before == null && !snapshot) {
            return null;
        }
        @Nullable String[] merged = before == null || snapshot ? texts.clone() : before.mergedWith(texts);
        return new Ticker(
                topic, symbol, merged, crossSequence(), pushedEpochMillis, pushedEpochMillis, receivedEpochNanos);
    }
}

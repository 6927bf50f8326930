package io.jaybit.recorder;

import java.io.IOException;

/** A store that knows what was read or written last, also when it cannot be reached any more. Safe for any thread, as far as {@link #last} goes. */
final class KeptPosition implements FeedPosition.Store {
    private final FeedPosition.Store store;
    private volatile FeedPosition last = FeedPosition.NONE;

    KeptPosition(FeedPosition.Store store) {
        this.store = store;
    }

    @Override
    public FeedPosition read() throws IOException {
        FeedPosition found = store.read();
        last = found;
        return found;
    }

    @Override
    public void write(FeedPosition position) throws IOException {
        store.write(position);
        last = position;
    }

    /** {@link FeedPosition#NONE} before the first. */
    FeedPosition last() {
        return last;
    }
}

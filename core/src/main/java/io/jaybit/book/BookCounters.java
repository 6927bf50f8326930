package io.jaybit.book;

/**
 * What a book has been through since it was made. Immutable.
 *
 * @param frames all that came
 * @param snapshots of them those that replaced the book, frames with {@code u == 1} among them
 * @param deltas the rest; each was applied or is one of {@link #ignored}
 * @param gaps breaks of the sequence met while the book was live
 * @param repeats frames with the {@code u} of the frame before
 * @param ignored deltas not applied: before a snapshot, while stale, repeats, and those that made the book stale
 * @param restarts snapshots with {@code u == 1} after others
 * @param crossings frames after which best bid was at or above best ask
 * @param unrepresentable frames with a number that does not fit
 */
public record BookCounters(
        long frames,
        long snapshots,
        long deltas,
        long gaps,
        long repeats,
        long ignored,
        long restarts,
        long crossings,
        long unrepresentable) {}

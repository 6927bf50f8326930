package io.jaybit.recorder;

import io.jaybit.recorder.log.Runs;
import io.jaybit.recorder.play.Playback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a recording knew at some of its records, so that who wants to go on from there, or to know how things stood, need not read the log from the begin
 * of a run that may have lasted for weeks. They save time and nothing else: all of them can be deleted. The newest is kept, and of every hour the first.
 * Confined to one thread.
 */
public final class SavedStates {
    private static final Pattern NAME = Pattern.compile("(\\d{1,19})-(\\d{1,19})\\.state");
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long HOUR_MILLIS = 3_600_000;

    private final RecordingFolder folder;
    private final Consumer<String> messages;

    /** @param messages is told, in words, of files that cannot be used */
    public SavedStates(RecordingFolder folder, Consumer<String> messages) {
        this.folder = folder;
        this.messages = messages;
    }

    /** A file, by its name. */
    private record Place(Path file, long sequence, long epochMillis) {}

    /** Newest first. */
    private List<Place> places() throws IOException {
        List<Place> places = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.states())) {
            files.forEach(file -> {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    places.add(new Place(file, Long.parseLong(name.group(1)), Long.parseLong(name.group(2))));
                }
            });
        } catch (NoSuchFileException | NotDirectoryException none) {
            return places;
        }
        places.sort(Comparator.comparingLong(Place::sequence).reversed());
        return places;
    }

    /** Keeps one more, and lets go of those that are not needed any more. */
    void write(SavedState state) throws IOException {
        Files.createDirectories(folder.states());
        long millis = state.epochNanos() / NANOS_PER_MILLI;
        Path file = folder.states().resolve(state.sequence() + "-" + millis + ".state");
        RecordingFolder.writePrivately(file, state.toBytes());
        long first = Runs.first(folder.log());
        List<Place> places = places();
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            boolean isFirstOfItsHour = i + 1 == places.size() || hour(places.get(i + 1)) != hour(place);
            boolean isOld = place.sequence() < state.sequence();
            if (place.sequence() + 1 < first || (isOld && !isFirstOfItsHour)) {
                Files.deleteIfExists(place.file());
            }
        }
    }

    private static long hour(Place place) {
        return Math.floorDiv(place.epochMillis(), HOUR_MILLIS);
    }

    /**
     * The newest state at or before a record of the log that is there.
     *
     * @return null if there is none that can be used
     */
    @Nullable
    SavedState upTo(long sequence) throws IOException {
        return newest(place -> place.sequence() <= sequence, state -> true);
    }

    /**
     * Puts books and tickers into a playback as they were some time before.
     *
     * @param fromSequence number of the record from which to read where nothing is known: what is not newer is of no use
     * @param epochNanos wall clock, the latest of use
     * @param withOwn whether the own account matters, which is in no state
     * @return number of the record from which to read on; empty if there is no such state, and nothing was done
     */
    public OptionalLong restoreBetween(long fromSequence, long epochNanos, boolean withOwn, Playback into)
            throws IOException {
        SavedState state = newest(
                place -> place.sequence() >= fromSequence && place.epochMillis() <= epochNanos / NANOS_PER_MILLI,
                found -> !withOwn || !found.own());
        if (state == null) {
            return OptionalLong.empty();
        }
        state.restore(into);
        return OptionalLong.of(state.sequence() + 1);
    }

    private @Nullable SavedState newest(Predicate<Place> wanted, Predicate<SavedState> fit) throws IOException {
        List<Place> places = places();
        long first = places.isEmpty() ? 0 : Runs.first(folder.log());
        for (Place place : places) {
            if (wanted.test(place) && place.sequence() + 1 >= first) {
                SavedState state = read(place.file());
                if (state != null
                        && fit.test(state)
                        && Runs.canBe(folder.log(), state.sequence(), state.epochNanos())) {
                    return state;
                }
            }
        }
        return null;
    }

    private @Nullable SavedState read(Path file) {
        try {
            return SavedState.of(Files.readAllBytes(file));
        } catch (IOException | IllegalArgumentException e) {
            messages.accept(file + " cannot be used (" + e.getMessage()
                    + "); an older one is, or the log is read from farther back");
            return null;
        }
    }
}

package io.jaybit.recorder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * How far the raw log is in the database. Immutable. Times are wall clock, epoch nanoseconds.
 *
 * @param sequence number of the last record whose rows are committed; 0 for none
 * @param epochNanos its time
 * @param run number of the record with which the run of the process began that it is of
 * @param runEpochNanos its time
 */
record FeedPosition(long sequence, long epochNanos, long run, long runEpochNanos) {
    static final FeedPosition NONE = new FeedPosition(0, 0, 0, 0);

    /** Where it is kept. */
    interface Store {
        /**
         * What was kept last; {@link #NONE} if nothing was.
         *
         * @throws IOException if it cannot be read
         */
        FeedPosition read() throws IOException;

        void write(FeedPosition position) throws IOException;
    }

    /** A file beside the database: one line of four numbers. */
    record File(Path path) implements Store {
        @Override
        public FeedPosition read() throws IOException {
            try {
                String[] numbers = Files.readString(path).strip().split(" ", -1);
                if (numbers.length != 4) {
                    throw new NumberFormatException(numbers.length + " numbers");
                }
                return new FeedPosition(
                        Long.parseLong(numbers[0]),
                        Long.parseLong(numbers[1]),
                        Long.parseLong(numbers[2]),
                        Long.parseLong(numbers[3]));
            } catch (NoSuchFileException none) {
                return NONE;
            } catch (NumberFormatException damaged) {
                throw new IOException(
                        path + " cannot be read (" + damaged.getMessage()
                                + "); delete it, and all rows are made again from the log",
                        damaged);
            }
        }

        @Override
        public void write(FeedPosition position) throws IOException {
            RecordingFolder.writePrivately(
                    path,
                    position.sequence + " " + position.epochNanos + " " + position.run + " " + position.runEpochNanos
                            + "\n");
        }
    }
}

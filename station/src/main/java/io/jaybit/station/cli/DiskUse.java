package io.jaybit.station.cli;

import io.jaybit.station.pipeline.Wish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a recording takes of a disk. Stateless. */
final class DiskUse {
    private static final double GIGA = 1e9;
    private static final double MEGA = 1e6;

    private DiskUse() {}

    /**
     * How much a day of one busy symbol takes at most, log and rows together: by the frames of a busy hour of BTCUSDT, whose log is compressed to a
     * fifth. Most symbols take a tenth of that.
     */
    static long expectedPerDay(List<Wish> wishes, int symbols) {
        double busy = 0;
        for (Wish wish : wishes) {
            busy += switch (wish.kind()) {
                case ORDER_BOOK ->
                    wish.argument().equals("1") ? 0.15 : wish.argument().equals("50") ? 0.35 : 0.7;
                case RPI_ORDER_BOOK, FULL_ORDER_BOOK -> 0.7;
                case TRADE -> 0.25;
                case TICKER -> 0.12;
                case KLINE, PRICE_LIMIT -> 0.02;
                default -> 0.005;
            };
        }
        // One or two are busy, the rest is not.
        double count = Math.min(symbols, 2) + Math.max(0, symbols - 2) * 0.1;
        return (long) (busy * count * GIGA);
    }

    /** All bytes under a folder; 0 where there is none. */
    static long of(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(DiskUse::size).sum();
        } catch (java.io.UncheckedIOException gone) {
            // Files come and go while it is counted.
            return 0;
        }
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (NoSuchFileException gone) {
            return 0;
        } catch (IOException unreadable) {
            return 0;
        }
    }

    /** What may still be written to where a folder is or will be. */
    static long free(Path folder) throws IOException {
        Path there = folder.toAbsolutePath();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return there == null ? 0 : Files.getFileStore(there).getUsableSpace();
    }

    /** {@code 1.2 GB} or {@code 34 MB}. */
    static String text(long bytes) {
        if (bytes < MEGA) {
            return bytes / 1_000 + " kB";
        }
        return bytes >= GIGA
                ? String.format(Locale.ROOT, "%.1f GB", bytes / GIGA)
                : String.format(Locale.ROOT, "%.1f MB", bytes / MEGA);
    }
}

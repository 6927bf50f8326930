package io.jaybit.station.cli;

import io.jaybit.station.pipeline.Row;
import io.jaybit.station.pipeline.RowSink;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Where rows go: standard output or a file, as text, JSON or CSV. Confined to whoever holds the watch's lock.
 *
 * <p>When the reader at the other end of a pipe has gone, it is full: nobody wants more.
 */
final class Out implements RowSink, AutoCloseable {
    private final PrintStream stream;
    private final boolean file;
    private final StreamSettings.Format format;
    private final long count;
    private final int keep;
    private final Deque<Row> kept = new ArrayDeque<>();
    private @Nullable String header;
    private long rows;
    private boolean broken;
    private boolean muted;

    private Out(PrintStream stream, boolean file, StreamSettings settings) {
        this.stream = stream;
        this.file = file;
        this.format = settings.format();
        this.count = settings.count();
        this.keep = settings.keep();
    }

    /** @throws Exit if the file cannot be written */
    static Out open(StreamSettings settings, PrintStream standard) {
        if (settings.out() == null) {
            return new Out(standard, false, settings);
        }
        try {
            OutputStream file =
                    new BufferedOutputStream(new FileOutputStream(settings.out().toFile()), 1 << 16);
            return new Out(new PrintStream(file, false, StandardCharsets.UTF_8), true, settings);
        } catch (IOException e) {
            throw Exit.usage("--out: cannot write " + settings.out() + ": " + e.getMessage());
        }
    }

    /** Standard output, UTF-8 whatever the machine's locale, flushed only when told. */
    static PrintStream standard() {
        OutputStream raw = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
        return new PrintStream(raw, false, StandardCharsets.UTF_8);
    }

    @Override
    public void row(Row row) {
        if (isFull()) {
            return;
        }
        rows++;
        if (rows % 256 == 0) {
            flush();
        }
        if (muted) {
            return;
        }
        if (keep > 0) {
            kept.addLast(row);
            if (kept.size() > keep) {
                kept.removeFirst();
            }
        } else {
            write(row);
        }
    }

    private void write(Row row) {
        switch (format) {
            case TEXT -> line(row.text());
            case JSON -> line(row.json());
            case CSV -> {
                // Rows of another kind have other names.
                String names = row.csvHeader();
                if (!names.equals(header)) {
                    header = names;
                    line(names);
                }
                line(row.csv());
            }
        }
    }

    private void line(String text) {
        stream.print(text);
        stream.print('\n');
    }

    /** Whether as many rows as wanted are out, or nobody reads them any more. */
    boolean isFull() {
        return broken || (count > 0 && rows >= count);
    }

    long rows() {
        return rows;
    }

    void flush() {
        broken |= stream.checkError();
    }

    /** Rows are counted and not written: something else is on the screen. */
    void mute() {
        muted = true;
    }

    /** Writes what was kept. */
    void finish() {
        kept.forEach(this::write);
        kept.clear();
        flush();
    }

    /** Standard output stays open. */
    @Override
    public void close() {
        finish();
        if (file) {
            stream.close();
        }
    }
}

package io.jaybit.recorder;

import io.jaybit.recorder.database.Column;
import io.jaybit.recorder.database.ColumnType;
import io.jaybit.recorder.database.Database;
import io.jaybit.recorder.database.QueryResult;
import io.jaybit.recorder.database.ServerDatabase;
import io.jaybit.recorder.database.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a recording's position in the server that has its rows, so that whoever loses them loses it too, and all of them are made again. Several
 * recordings may fill one server.
 *
 * @param recording its id
 */
record ServerPosition(Database database, String recording) implements FeedPosition.Store {
    /** A position and whose it is. */
    record Kept(String recording, FeedPosition position) {}

    static final Table<Kept> TABLE = new Table<>(
            ServerDatabase.POSITIONS,
            "how far the log of each recording has become rows here",
            List.of(
                    Column.key("time", ColumnType.TIME),
                    Column.key("recording", ColumnType.WORD),
                    Column.of("sequence", ColumnType.NUMBER),
                    Column.of("epoch_nanos", ColumnType.NUMBER),
                    Column.of("run", ColumnType.NUMBER),
                    Column.of("run_epoch_nanos", ColumnType.NUMBER)),
            kept -> 0,
            (kept, row) -> row.word(kept.recording())
                    .number(kept.position().sequence())
                    .number(kept.position().epochNanos())
                    .number(kept.position().run())
                    .number(kept.position().runEpochNanos()));

    @Override
    public FeedPosition read() throws IOException {
        List<FeedPosition> found = new ArrayList<>();
        database.query(
                "SELECT sequence, epoch_nanos, run, run_epoch_nanos FROM " + TABLE.name() + " WHERE recording = '"
                        + recording + "'",
                new Rows(found));
        return found.isEmpty() ? FeedPosition.NONE : found.get(0);
    }

    private record Rows(List<FeedPosition> found) implements QueryResult {
        @Override
        public void columns(List<String> names, List<String> types) {}

        @Override
        public boolean row(List<String> values) {
            found.add(new FeedPosition(
                    Long.parseLong(values.get(0)),
                    Long.parseLong(values.get(1)),
                    Long.parseLong(values.get(2)),
                    Long.parseLong(values.get(3))));
            return true;
        }
    }

    @Override
    public void write(FeedPosition position) throws IOException {
        database.append(TABLE, new Kept(recording, position), 0);
        database.commit();
    }
}

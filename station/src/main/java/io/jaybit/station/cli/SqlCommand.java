package io.jaybit.station.cli;

import io.jaybit.recorder.database.QueryResult;
import io.jaybit.recorder.database.StatementFailure;
import io.jaybit.station.pipeline.Row;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./jaybit sql}. */
@Command(
        name = "sql",
        description = {
            "Ask a recording, also while it fills.",
            "The tables are trades, sweeps, liquidations, liquidation_totals, book, book_levels, book_deltas, tickers, klines,",
            "orders, executions, positions, wallet and coverage; of each there is a view NAME_float for programs that draw. Prices",
            "are exact."
        },
        footer = {
            "",
            "Examples:",
            "  jaybit sql \"SELECT * FROM trades LIMIT -10\"",
            "  jaybit sql --csv \"SELECT time, side, price, size FROM trades WHERE symbol = 'BTCUSDT' AND notional > 100000\"",
            "  jaybit sql \"SHOW COLUMNS FROM trades\""
        })
final class SqlCommand implements Callable<Integer> {
    /** The width of a column is that of its widest value among so many rows. */
    private static final int MEASURED = 1_000;

    private final Desk desk;

    @Parameters(paramLabel = "STATEMENT", arity = "1", description = "One SELECT or SHOW, in quotation marks.")
    private String statement = "";

    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Option(names = "--csv", description = "Comma-separated values under a line of names.")
    private boolean csv;

    SqlCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        if (json && csv) {
            throw Exit.usage("--json and --csv exclude each other");
        }
        RecordingDatabase rows = data.rows();
        Answer answer = answer(desk.out(), json, csv);
        try {
            rows.query(statement, answer);
            answer.end();
            return Exit.OK;
        } catch (StatementFailure wrong) {
            throw Exit.usage(String.valueOf(wrong.getMessage()));
        }
    }

    /** @param csv or JSON; else a table for people */
    static Answer answer(PrintStream out, boolean json, boolean csv) {
        return json ? new JsonAnswer(out) : csv ? new CsvAnswer(out) : new Table(out);
    }

    /** Writes rows. */
    abstract static class Answer implements QueryResult {
        final PrintStream out;
        private long rows;
        List<String> names = List.of();
        List<String> types = List.of();

        Answer(PrintStream out) {
            this.out = out;
        }

        @Override
        public void columns(List<String> columnNames, List<String> columnTypes) {
            names = columnNames;
            types = columnTypes;
            begin();
        }

        @Override
        public boolean row(List<String> values) {
            rows++;
            write(values);
            return rows % 256 != 0 || !out.checkError();
        }

        long rows() {
            return rows;
        }

        void begin() {}

        abstract void write(List<String> values);

        void end() {
            out.flush();
        }

        boolean isNumber(int column) {
            String type = types.get(column);
            return type.startsWith("DECIMAL")
                    || List.of("LONG", "INT", "SHORT", "BYTE", "DOUBLE", "FLOAT")
                            .contains(type);
        }
    }

    private static final class JsonAnswer extends Answer {
        private JsonAnswer(PrintStream out) {
            super(out);
        }

        @Override
        void write(List<String> values) {
            out.print(rowOf(names, types, values).json() + "\n");
        }
    }

    private static final class CsvAnswer extends Answer {
        private CsvAnswer(PrintStream out) {
            super(out);
        }

        @Override
        void begin() {
            out.print(rowOf(names, names.stream().map(name -> "STRING").toList(), names)
                            .csv()
                    + "\n");
        }

        @Override
        void write(List<String> values) {
            out.print(rowOf(names, types, values).csv() + "\n");
        }
    }

    private static Row rowOf(List<String> names, List<String> types, List<String> values) {
        Row.Builder row = Row.part();
        for (int i = 0; i < names.size(); i++) {
            String value = values.get(i);
            switch (types.get(i)) {
                case "LONG", "INT", "SHORT", "BYTE", "DOUBLE", "FLOAT" ->
                    row.real(names.get(i), value.equals("NaN") || value.equals("null") ? "" : value);
                case "BOOLEAN" -> row.flag(names.get(i), Boolean.parseBoolean(value));
                default -> row.text(names.get(i), value.isEmpty() ? null : value);
            }
        }
        return row.build("");
    }

    /** Columns as wide as what stands in them. */
    private static final class Table extends Answer {
        private final List<List<String>> waiting = new ArrayList<>();
        private int[] widths = new int[0];

        private Table(PrintStream out) {
            super(out);
        }

        @Override
        void write(List<String> values) {
            if (widths.length > 0) {
                line(values);
            } else {
                waiting.add(values);
                if (waiting.size() == MEASURED) {
                    measure();
                }
            }
        }

        private void measure() {
            widths = new int[names.size()];
            for (int i = 0; i < widths.length; i++) {
                widths[i] = names.get(i).length();
                for (List<String> row : waiting) {
                    widths[i] = Math.max(widths[i], row.get(i).length());
                }
            }
            line(names);
            waiting.forEach(this::line);
            waiting.clear();
        }

        private void line(List<String> values) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String blanks = " ".repeat(Math.max(0, widths[i] - values.get(i).length()));
                line.append(i == 0 ? "" : "  ");
                line.append(isNumber(i) ? blanks + values.get(i) : values.get(i) + blanks);
            }
            out.print(line.toString().stripTrailing() + "\n");
        }

        @Override
        void end() {
            if (widths.length == 0) {
                measure();
            }
            super.end();
            Messages.say(rows() + (rows() == 1 ? " row" : " rows"));
        }
    }
}

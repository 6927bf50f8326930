package io.jaybit.station.cli;

import io.jaybit.client.Exchange;
import io.jaybit.market.Category;
import io.jaybit.recorder.RecordingFolder;
import io.jaybit.recorder.database.Database;
import io.jaybit.recorder.database.DatabaseAddress;
import io.jaybit.recorder.database.DatabaseBusyException;
import io.jaybit.recorder.database.DatabaseSettings;
import io.jaybit.recorder.database.EmbeddedDatabase;
import io.jaybit.recorder.database.MarketTables;
import io.jaybit.recorder.database.ServerDatabase;
import io.jaybit.recorder.database.StatementFailure;
import io.jaybit.recorder.dump.DumpFile;
import io.jaybit.recorder.dump.DumpImport;
import io.jaybit.recorder.dump.ImportResult;
import io.jaybit.recorder.dump.StrangeIdsException;
import io.jaybit.station.pipeline.DumpRows;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ./jaybit import}. */
@Command(
        name = "import",
        description = {
            "Take the venue's own files of a day's trades into a recording.",
            "They are published at public.bybit.com, under /trading/SYMBOL/ and /spot/SYMBOL/, a day later. What was recorded stays as it is; what",
            "is missing is added, without the time of receipt and the seq that only a listener has. Times of which the recording has nothing count",
            "as recovered then. Twice is the same as once. A new folder is made where there is none.",
            "Exit code 4: rows could not be read and were left out, or a file has nothing in common with what was recorded at its time."
        },
        footer = {
            "",
            "Examples:",
            "  jaybit import BTCUSDT2026-11-27.csv.gz",
            "  jaybit import --data /data/bybit BTCUSDT_2026-11-2?.csv.gz"
        })
final class ImportCommand implements Callable<Integer> {
    private static final int BATCH_ROWS = 50_000;

    private final Desk desk;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files of the venue's, .csv or .csv.gz.")
    private List<Path> files = new ArrayList<>();

    @Mixin
    private final DumpOptions dumps = new DumpOptions();

    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    ImportCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        List<String> problems = new ArrayList<>();
        StreamSettings settings = output.check(Exchange.mainnet(), null, List.of(), problems);
        Category category = dumps.check(files, problems);
        if (!problems.isEmpty()) {
            throw Exit.usage(problems);
        }
        List<DumpFile> opened = opened(category);
        DatabaseAddress server = data.rows(data.folder(), false).server();
        try (Out out = Out.open(settings, desk.out());
                Database database =
                        server == null ? open(data.folder()) : ServerDatabase.open(server, MarketTables.ALL)) {
            DumpImport into = new DumpImport(database);
            boolean whole = true;
            for (DumpFile file : opened) {
                ImportResult result = into.run(file);
                DumpRows.imported(result, desk.style(settings), out);
                out.flush();
                DumpOptions.say(file.path(), result.read());
                whole &= result.isWhole();
            }
            out.finish();
            return whole ? Exit.OK : Exit.REFUSED;
        } catch (StrangeIdsException strange) {
            throw Exit.refused(List.of(String.valueOf(strange.getMessage())));
        } catch (StatementFailure failure) {
            throw Exit.failed(String.valueOf(failure.getMessage()));
        }
    }

    private List<DumpFile> opened(@Nullable Category category) {
        List<DumpFile> opened = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path file : files) {
            try {
                opened.add(dumps.open(file, category));
            } catch (Exit noDump) {
                problems.addAll(noDump.lines());
            }
        }
        if (!problems.isEmpty()) {
            throw Exit.usage(problems);
        }
        return opened;
    }

    private static Database open(RecordingFolder folder) throws IOException {
        Optional<RecordingFolder.Access> recording = folder.access();
        if (recording.isPresent()) {
            throw new IOException("process " + recording.get().pid() + " records into " + folder.folder()
                    + " and has its database; import when it has ended");
        }
        try {
            Files.createDirectories(folder.log());
            return EmbeddedDatabase.open(
                    DatabaseSettings.in(folder.database()).withBatches(BATCH_ROWS, Duration.ofSeconds(1)),
                    MarketTables.ALL);
        } catch (DatabaseBusyException busy) {
            throw new IOException(busy.getMessage() + "; import when it has ended", busy);
        } catch (FileAlreadyExistsException file) {
            throw new IOException(file.getFile() + " is a file; a recording needs a folder", file);
        }
    }
}

package io.jaybit.recorder.database;

import io.questdb.Bootstrap;
import io.questdb.PropBootstrapConfiguration;
import io.questdb.ServerMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** How the embedded QuestDB is set up. */
final class EmbeddedServer {
    private static final String LOOPBACK = "127.0.0.1:";

    private EmbeddedServer() {}

    /** Starts it; everything it has to say for itself goes to a file of its folder. */
    static ServerMain start(DatabaseSettings settings) throws IOException {
        Path folder = settings.folder();
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.createDirectories(folder.resolve("log"));
        Files.writeString(conf.resolve("log.conf"), """
                writers=file
                w.file.class=io.questdb.log.LogRollingFileWriter
                w.file.location=${log.dir}/questdb-${date:yyyyMMdd}.log
                w.file.level=ERROR,CRITICAL,ADVISORY
                w.file.rollEvery=day
                w.file.lifeDuration=14d
                """);
        Map<String, String> environment = environment(settings);
        ServerMain server = new ServerMain(new Bootstrap(
                new PropBootstrapConfiguration() {
                    @Override
                    public Map<String, String> getEnv() {
                        return environment;
                    }
                },
                "-d",
                folder.toString()));
        server.start();
        return server;
    }

    private static Map<String, String> environment(DatabaseSettings settings) {
        // The user's own QDB_ variables stay in force, except for what safety rests on.
        Map<String, String> all = new HashMap<>(System.getenv());
        all.putIfAbsent("QDB_SHARED_WORKER_COUNT", "1");
        all.putIfAbsent("QDB_CAIRO_WRITER_DATA_APPEND_PAGE_SIZE", "256K");
        all.putIfAbsent("QDB_CAIRO_WRITER_DATA_INDEX_VALUE_APPEND_PAGE_SIZE", "256K");
        all.putIfAbsent("QDB_CAIRO_WAL_WRITER_DATA_APPEND_PAGE_SIZE", "64K");
        all.putIfAbsent("QDB_CAIRO_WAL_SEGMENT_ROLLOVER_ROW_COUNT", "200000");
        all.put("QDB_CAIRO_COMMIT_MODE", settings.sync() ? "sync" : "nosync");
        all.put("QDB_TELEMETRY_ENABLED", "false");
        all.put("QDB_LINE_TCP_ENABLED", "false");
        all.put("QDB_LINE_UDP_ENABLED", "false");
        all.put("QDB_HTTP_MIN_ENABLED", "false");
        port(all, "QDB_PG_ENABLED", "QDB_PG_NET_BIND_TO", settings.postgresPort());
        port(all, "QDB_HTTP_ENABLED", "QDB_HTTP_BIND_TO", settings.consolePort());
        if (settings.postgresPort() >= 0) {
            all.put("QDB_PG_USER", DatabaseSettings.USER);
            all.put("QDB_PG_PASSWORD", settings.password());
        }
        if (settings.consolePort() >= 0) {
            all.put("QDB_HTTP_USER", DatabaseSettings.USER);
            all.put("QDB_HTTP_PASSWORD", settings.password());
        }
        return all;
    }

    private static void port(Map<String, String> all, String enabled, String address, int port) {
        all.put(enabled, String.valueOf(port >= 0));
        if (port >= 0) {
            all.put(address, LOOPBACK + port);
        }
    }
}

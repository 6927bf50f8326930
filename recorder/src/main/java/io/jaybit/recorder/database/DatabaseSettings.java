package io.jaybit.recorder.database;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the database lies, how it is reached, and how rows are gathered. Immutable.
 *
 * @param folder its own; made if there is none
 * @param password of user {@value #USER} on both ports; never shown
 * @param postgresPort on loopback; 0 takes a free one, negative opens none
 * @param consolePort of the web console and its REST, on loopback; 0 takes a free one, negative opens none
 * @param batchRows rows of a table are committed when there are so many
 * @param batchAge or when the oldest has waited so long
 * @param sync whether a commit waits for the disk, which a power cut, but no killed process, makes a difference for
 */
public record DatabaseSettings(
        Path folder,
        String password,
        int postgresPort,
        int consolePort,
        int batchRows,
        Duration batchAge,
        boolean sync) {
    /** The user of both ports. */
    public static final String USER = "jaybit";

    private static final int LEAST_PASSWORD = 8;

    public DatabaseSettings {
        List<String> problems = new ArrayList<>();
        if (password.length() < LEAST_PASSWORD && (postgresPort >= 0 || consolePort >= 0)) {
            problems.add("a password of at least " + LEAST_PASSWORD + " characters is needed where a port is open");
        }
        if (postgresPort > 0xFFFF || consolePort > 0xFFFF) {
            problems.add("ports end at 65535, not " + Math.max(postgresPort, consolePort));
        }
        if (batchRows < 1) {
            problems.add("batchRows must be at least 1, is " + batchRows);
        }
        if (batchAge.isNegative() || batchAge.isZero()) {
            problems.add("batchAge must be positive, is " + batchAge);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /** No ports, 5,000 rows or half a second, and no waiting for the disk. */
    public static DatabaseSettings in(Path folder) {
        return new DatabaseSettings(folder, "", -1, -1, 5_000, Duration.ofMillis(500), false);
    }

    /** The same with both ports open. */
    public DatabaseSettings withPorts(int postgres, int console, String secret) {
        return new DatabaseSettings(folder, secret, postgres, console, batchRows, batchAge, sync);
    }

    /** The same with other batches. */
    public DatabaseSettings withBatches(int rows, Duration age) {
        return new DatabaseSettings(folder, password, postgresPort, consolePort, rows, age, sync);
    }

    @Override
    public String toString() {
        return "DatabaseSettings[" + folder + ", ports " + postgresPort + " and " + consolePort + ", " + batchRows
                + " rows or " + batchAge.toMillis() + " ms" + (sync ? ", synced" : "") + "]";
    }
}

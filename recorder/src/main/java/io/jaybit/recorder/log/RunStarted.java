package io.jaybit.recorder.log;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run of the process says of itself in its first record. Immutable.
 *
 * @param format version of the records' format
 * @param jaybit version of this library; {@code development} if it does not run from its jar
 * @param java version of the JVM
 * @param pid of the process
 */
public record RunStarted(int format, String jaybit, String java, long pid) {
    /** The version that this program writes, and the newest that it reads. */
    public static final int FORMAT = 1;

    static RunStarted now() {
        String version = RunStarted.class.getPackage().getImplementationVersion();
        return new RunStarted(
                FORMAT,
                version == null ? "development" : version,
                Runtime.version().toString(),
                ProcessHandle.current().pid());
    }

    String text() {
        return "format=" + format + "\njaybit=" + jaybit + "\njava=" + java + "\npid=" + pid;
    }

    /** @throws IllegalArgumentException if it is no such text */
    static RunStarted parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return new RunStarted(
                Integer.parseInt(values.getOrDefault("format", "")),
                values.getOrDefault("jaybit", ""),
                values.getOrDefault("java", ""),
                Long.parseLong(values.getOrDefault("pid", "")));
    }
}

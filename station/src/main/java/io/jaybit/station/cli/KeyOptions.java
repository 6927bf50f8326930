package io.jaybit.station.cli;

import io.jaybit.client.Credentials;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the API key is, as typed. */
final class KeyOptions {
    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description =
                    "The key under this name in --key-file, by default ~/.config/jaybit/keys.toml; with its exchange.")
    private @Nullable String profile;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description =
                    "Keys by name: TOML with profiles, or JSON {\"NAME\":{\"key\":\"...\",\"secret\":\"...\"}}. Without a"
                            + " file: JAYBIT_KEY and JAYBIT_SECRET.")
    private @Nullable Path keyFile;

    @Option(names = "--key-name", paramLabel = "NAME", description = "Which key of --key-file.")
    private @Nullable String keyName;

    /** The key, null where there is none or something is wrong with the options. */
    @Nullable
    Credentials find(List<String> problems) {
        if (profile != null && keyName != null) {
            problems.add("--profile and --key-name are the same thing; give one of them");
            return null;
        }
        String name = name();
        try {
            if (name != null) {
                if (profile == null && keyFile == null) {
                    problems.add("--key-name goes with --key-file");
                    return null;
                }
                return Credentials.fromFile(keyFile == null ? usualFile() : keyFile, name);
            }
            if (keyFile != null) {
                problems.add("--key-file: say which of its keys with --key-name NAME");
                return null;
            }
            return Credentials.fromEnvironment().orElse(null);
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** The name the key goes by; null where it is the environment's. */
    @Nullable
    String name() {
        return profile == null ? keyName : profile;
    }

    boolean isByProfile() {
        return profile != null;
    }

    /** What to type where a key is missing. */
    static String howTo() {
        return "--profile NAME (in " + usualFile()
                + "), or --key-file FILE --key-name NAME, or JAYBIT_KEY and JAYBIT_SECRET in the environment";
    }

    private static Path usualFile() {
        String configured = System.getenv("XDG_CONFIG_HOME");
        Path folder = configured == null || configured.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".config")
                : Path.of(configured);
        return folder.resolve("jaybit").resolve("keys.toml");
    }
}

package io.jaybit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;

/** The rooms of the house, and the words in which the rules speak of them. */
final class House {
    static final String[] CORE = {
        "io.jaybit.market..",
        "io.jaybit.account..",
        "io.jaybit.book..",
        "io.jaybit.coverage..",
        "io.jaybit.orders..",
        "io.jaybit.positions..",
        "io.jaybit.analytics..",
        "io.jaybit.feed..",
        "io.jaybit.state..",
    };
    static final String JOURNAL = "io.jaybit.journal..";
    static final String CLIENT = "io.jaybit.client..";
    static final String CLIENT_INTERNAL = "io.jaybit.client.internal..";
    static final String SESSION = "io.jaybit.client.internal.session..";
    static final String WIRE = "io.jaybit.client.internal.wire..";
    static final String NET = "io.jaybit.client.internal.net..";
    static final String REST = "io.jaybit.client.internal.rest..";
    static final String SIMULATOR = "io.jaybit.simulator..";
    static final String RECORDER = "io.jaybit.recorder..";
    static final String STATION = "io.jaybit.station..";
    static final String CLI = "io.jaybit.station.cli..";
    static final String CLUSTER = "io.jaybit.cluster..";
    static final String EXAMPLES = "io.jaybit.examples..";
    static final String BENCHMARKS = "io.jaybit.benchmarks..";

    static final String NETTY = "io.netty..";
    static final String JACKSON = "com.fasterxml..";
    static final String QUESTDB = "io.questdb..";
    static final String JSPECIFY = "org.jspecify..";
    static final String[] BIG_SYSTEMS = {"org.apache.kafka..", "org.apache.flink.."};

    /** The JDK without sockets, files, processes, reflection, logging and user interface. */
    static final String[] PURE_JDK = {
        "java.lang",
        "java.lang.annotation",
        "java.lang.invoke",
        "java.lang.runtime",
        "java.io",
        "java.math",
        "java.nio",
        "java.nio.charset",
        "java.security..",
        "java.text",
        "java.time..",
        "java.util",
        "java.util.concurrent..",
        "java.util.function",
        "java.util.random",
        "java.util.regex",
        "java.util.stream",
        "java.util.zip",
        "javax.crypto..",
    };

    /** Main classes of all modules except the benchmarks, which may do anything. */
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.jaybit");

    private static final Set<String> PURE_IO = Set.of(
            "java.io.IOException", "java.io.UncheckedIOException", "java.io.Serializable", "java.io.StringWriter");
    private static final Set<String> PURE_SYSTEM = Set.of("arraycopy", "identityHashCode", "lineSeparator");
    private static final Set<String> UNSEEDED =
            Set.of("java.util.Random", "java.util.SplittableRandom", "java.security.SecureRandom");

    private House() {}

    static String[] packages(Object... parts) {
        return java.util.Arrays.stream(parts)
                .flatMap(part -> part instanceof String[] many
                        ? java.util.Arrays.stream(many)
                        : java.util.stream.Stream.of((String) part))
                .toArray(String[]::new);
    }

    /** Types that make or command a thread, or touch a file: of {@code java.io} only the exceptions are harmless. */
    static DescribedPredicate<JavaClass> threadsOrFiles() {
        return describe("threads, timers or files", type -> {
            String name = type.getName();
            return switch (type.getPackageName()) {
                case "java.io" -> !PURE_IO.contains(name);
                case "java.util" -> name.startsWith("java.util.Timer");
                case "java.util.concurrent" ->
                    name.contains("Executor")
                            || name.contains("Future")
                            || name.contains("ThreadFactory")
                            || name.contains("Completion")
                            || name.contains("ForkJoin")
                            || name.contains("BlockingQueue");
                default -> false;
            };
        });
    }

    /** Calls on {@code Thread}, {@code System}, {@code Runtime}: allowed is what neither looks at nor changes the world. */
    static DescribedPredicate<JavaAccess<?>> reachesOutOfTheClass() {
        return describe("use of Thread, System, Runtime or ProcessBuilder", access -> {
            String name = access.getTarget().getName();
            return switch (access.getTargetOwner().getName()) {
                case "java.lang.Thread" -> !name.equals("onSpinWait");
                case "java.lang.System" -> !PURE_SYSTEM.contains(name);
                case "java.lang.Runtime", "java.lang.ProcessBuilder", "java.lang.System$Logger" -> true;
                default -> false;
            };
        });
    }

    static DescribedPredicate<JavaAccess<?>> wallClockOrRandomness() {
        return describe("wall clock, monotonic clock or unseeded randomness", access -> {
            String owner = access.getTargetOwner().getName();
            String name = access.getTarget().getName();
            boolean clock =
                    owner.equals("java.lang.System") && (name.equals("currentTimeMillis") || name.equals("nanoTime"))
                            || owner.startsWith("java.time.") && name.equals("now")
                            || owner.equals("java.time.Clock") && (name.startsWith("system") || name.startsWith("tick"))
                            || owner.equals("java.util.Date") && name.equals("<init>");
            boolean random = owner.equals("java.lang.Math") && name.equals("random")
                    || owner.equals("java.util.UUID") && name.equals("randomUUID")
                    || owner.equals("java.util.concurrent.ThreadLocalRandom")
                    || owner.startsWith("java.util.random.") && (name.equals("of") || name.equals("getDefault"))
                    || UNSEEDED.contains(owner)
                            && name.equals("<init>")
                            && access.getTarget().getFullName().endsWith("()");
            return clock || random;
        });
    }

    static DescribedPredicate<JavaAccess<?>> makesAThread() {
        return describe("making of a thread", access -> {
            JavaClass owner = access.getTargetOwner();
            String name = access.getTarget().getName();
            return name.equals("<init>")
                            && (owner.isAssignableTo(Thread.class)
                                    || owner.getSimpleName().endsWith("EventLoopGroup")
                                    || owner.getName().equals("java.util.Timer"))
                    || owner.getName().equals("java.util.concurrent.Executors");
        });
    }
}

package io.jaybit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static io.jaybit.architecture.House.*;
import static io.jaybit.architecture.WallsTest.check;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is done only in its place: reading JSON, looking at the clock, printing, logging. */
class ConductTest {
    private static final String[] EXACT = {
        "io.jaybit.market..", "io.jaybit.account..", "io.jaybit.book..", "io.jaybit.orders..", "io.jaybit.positions.."
    };

    @Test
    void pricesSizesAndMoneyAreNeverFloatingPoint() {
        DescribedPredicate<JavaClass> floating = DescribedPredicate.describe(
                "floating point",
                type -> Set.of("double", "float", "java.lang.Double", "java.lang.Float")
                        .contains(type.getBaseComponentType().getName()));
        check(fields().that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(EXACT)
                .should()
                .notHaveRawType(floating));
        check(noClasses()
                .that()
                .resideInAnyPackage(EXACT)
                .should()
                .accessTargetWhere(DescribedPredicate.describe("floating point in or out", ConductTest::isFloating)));
    }

    @Test
    void theVenuesJsonIsReadInTheClientAndTheSimulatorAlone() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(CLIENT_INTERNAL, SIMULATOR, BENCHMARKS)
                .should()
                .dependOnClassesThat()
                .haveNameMatching("com\\.fasterxml\\.jackson\\..*(JsonParser|JsonToken|ObjectMapper|TreeNode).*"));
        check(noClasses()
                .that()
                .resideOutsideOfPackages(CLIENT_INTERNAL, SIMULATOR, STATION, BENCHMARKS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(JACKSON));
    }

    /** Time and chance are arguments; they enter in the packages that make the threads, and in the programs' own. */
    @Test
    void clocksAreReadOnlyWhereThreadsAreMade() {
        Set<String> makers = CLASSES.stream()
                .filter(type -> type.getAccessesFromSelf().stream().anyMatch(makesAThread()))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());

        check(noClasses()
                .that()
                .resideOutsideOfPackages(CLI, EXAMPLES, BENCHMARKS)
                .and(DescribedPredicate.describe(
                        "make no thread in their package", type -> !makers.contains(type.getPackageName())))
                .should()
                .accessTargetWhere(wallClockOrRandomness()));
    }

    @Test
    void standardStreamsBelongToTheCommandLine() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(CLI, EXAMPLES, BENCHMARKS)
                .should()
                .accessTargetWhere(DescribedPredicate.describe(
                        "System.in, System.out or System.err",
                        access -> access.getTargetOwner().getName().equals("java.lang.System")
                                && Set.of("in", "out", "err")
                                        .contains(access.getTarget().getName()))));
        check(noClasses().should().callMethod(Throwable.class, "printStackTrace"));
    }

    @Test
    void onlyTheCommandLineHasAMain() {
        check(noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackages(CLI, EXAMPLES, BENCHMARKS)
                .and()
                .arePublic()
                .and()
                .areStatic()
                .and()
                .haveRawParameterTypes(String[].class)
                .should()
                .haveName("main"));
    }

    @Test
    void loggingIsSystemLoggerAtTheEdges() {
        // The command line may set up the JDK's logging behind System.Logger; nobody else knows what is behind it.
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.slf4j..",
                        "ch.qos.logback..",
                        "org.apache.log4j..",
                        "org.apache.logging..",
                        "io.netty.util.internal.logging.."));
        check(noClasses()
                .that()
                .resideOutsideOfPackage(CLI)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging.."));
        check(noClasses()
                .that()
                .resideInAnyPackage(packages(CORE, SESSION, WIRE))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.System$Logger"));
    }

    @Test
    void thereIsNoLombok() {
        check(noClasses().should().dependOnClassesThat().resideInAPackage("lombok.."));
    }

    @Test
    void innerWorkingsOfTheJdkAreNotTouched() {
        check(classes()
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages("sun..", "jdk.internal..", "com.sun.."));
    }

    private static boolean isFloating(JavaAccess<?> access) {
        String signature = access.getTarget().getFullName();
        return signature.matches(".*\\b(double|float)\\b.*")
                || signature.matches(".*(doubleValue|floatValue|parseDouble|parseFloat).*");
    }
}

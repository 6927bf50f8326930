package io.jaybit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.jaybit.architecture.House.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class WallsTest {
    @Test
    void theRulesSeeTheClasses() {
        assertThat(CLASSES.contain("io.jaybit.station.cli.Main")).isTrue();
    }

    @Test
    void coreKnowsTheJdkAndJspecifyAndNothingElse() {
        check(classes()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(packages(CORE, PURE_JDK, JSPECIFY))
                .as("core knows the JDK (no socket, file, log) and JSpecify, nothing else"));
    }

    @Test
    void coreHasNoThreadFileLogOrClock() {
        check(noClasses().that().resideInAnyPackage(CORE).should().dependOnClassesThat(threadsOrFiles()));
        check(noClasses().that().resideInAnyPackage(CORE).should().accessTargetWhere(reachesOutOfTheClass()));
        check(noClasses().that().resideInAnyPackage(CORE).should().accessTargetWhere(wallClockOrRandomness()));
    }

    @Test
    void theSessionAndTheWireHaveNoSocketThreadLogOrClock() {
        check(classes()
                .that()
                .resideInAnyPackage(SESSION, WIRE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(packages(SESSION, WIRE, CORE, PURE_JDK, JSPECIFY, JACKSON)));
        check(noClasses().that().resideInAnyPackage(SESSION, WIRE).should().dependOnClassesThat(threadsOrFiles()));
        check(noClasses().that().resideInAnyPackage(SESSION, WIRE).should().accessTargetWhere(reachesOutOfTheClass()));
        check(noClasses().that().resideInAnyPackage(SESSION, WIRE).should().accessTargetWhere(wallClockOrRandomness()));
    }

    @Test
    void theJournalKnowsOnlyTheJdk() {
        check(classes()
                .that()
                .resideInAPackage(JOURNAL)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(JOURNAL, "java..", JSPECIFY));
    }

    @Test
    void theClientKnowsCoreJournalNettyAndJackson() {
        check(classes()
                .that()
                .resideInAPackage(CLIENT)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(packages(CLIENT, CORE, JOURNAL, NETTY, JACKSON, JSPECIFY, "java..", "javax..")));
    }

    @Test
    void noNettyJacksonOrInternalTypeIsInTheClientsPublicSignatures() {
        check(classes()
                .that()
                .resideInAPackage(CLIENT)
                .and()
                .resideOutsideOfPackage(CLIENT_INTERNAL)
                .should(keepOutOfPublicSignatures(
                        JavaClass.Predicates.resideInAnyPackage(NETTY, JACKSON, CLIENT_INTERNAL)
                                .as("Netty, Jackson or internal types"))));
    }

    @Test
    void nettyInTheClientStaysInNetAndRest() {
        check(noClasses()
                .that()
                .resideInAPackage(CLIENT)
                .and()
                .resideOutsideOfPackages(NET, REST)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(NETTY));
    }

    @Test
    void theClientsInsideIsUsedByTheClientAlone() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(CLIENT, BENCHMARKS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(CLIENT_INTERNAL));
    }

    @Test
    void theSimulatorKnowsOfUsOnlyTheDecimal() {
        DescribedPredicate<JavaClass> anotherOfOurs = DescribedPredicate.describe(
                "of ours and neither the simulator's nor the decimal",
                type -> type.getName().startsWith("io.jaybit.")
                        && !type.getPackageName().startsWith("io.jaybit.simulator")
                        && !type.getName().equals("io.jaybit.market.Decimal"));
        check(noClasses().that().resideInAPackage(SIMULATOR).should().dependOnClassesThat(anotherOfOurs));
        check(classes()
                .that()
                .resideInAPackage(SIMULATOR)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(SIMULATOR, "io.jaybit.market", NETTY, JACKSON, JSPECIFY, "java..", "javax.."));
    }

    @Test
    void theRecorderKnowsCoreJournalAndQuestDb() {
        check(classes()
                .that()
                .resideInAPackage(RECORDER)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(packages(RECORDER, CORE, JOURNAL, QUESTDB, JSPECIFY, "java..", "javax..")));
        check(noClasses()
                .that()
                .resideOutsideOfPackage(RECORDER)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(QUESTDB));
    }

    @Test
    void kafkaAndFlinkStayInTheCluster() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(CLUSTER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BIG_SYSTEMS));
        check(noClasses()
                .that()
                .resideOutsideOfPackage(CLUSTER)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(CLUSTER));
        check(noClasses()
                .that()
                .resideInAPackage(CLUSTER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(STATION, RECORDER, SIMULATOR));
    }

    @Test
    void nobodyKnowsTheStation() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(STATION, BENCHMARKS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(STATION));
    }

    @Test
    void examplesUseOnlyPublicTypes() {
        check(classes()
                .that()
                .resideInAPackage(EXAMPLES)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(packages(EXAMPLES, CORE, "io.jaybit.client", JSPECIFY, "java..")));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("io.jaybit.(**)").should().beFreeOfCycles());
    }

    static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }

    private static ArchCondition<JavaClass> keepOutOfPublicSignatures(DescribedPredicate<JavaClass> foreign) {
        return new ArchCondition<>("have no " + foreign.getDescription() + " in public signatures") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!isVisible(type)) {
                    return;
                }
                type.getSuperclass().ifPresent(parent -> report(type.getName() + " extends", parent, events));
                type.getInterfaces().forEach(parent -> report(type.getName() + " implements", parent, events));
                type.getFields().stream()
                        .filter(field -> isVisible(field.getModifiers()))
                        .forEach(field -> report(field.getFullName(), field.getType(), events));
                type.getCodeUnits().stream()
                        .filter(unit -> isVisible(unit.getModifiers()))
                        .forEach(unit -> typesOf(unit).forEach(used -> report(unit.getFullName(), used, events)));
            }

            private void report(String where, JavaType used, ConditionEvents events) {
                used.getAllInvolvedRawTypes().stream()
                        .filter(foreign)
                        .forEach(raw ->
                                events.add(SimpleConditionEvent.violated(raw, where + " shows " + raw.getName())));
            }
        };
    }

    private static List<JavaType> typesOf(JavaCodeUnit unit) {
        List<JavaType> types = new ArrayList<>(unit.getParameterTypes());
        types.add(unit.getReturnType());
        types.addAll(unit.getTypeParameters());
        types.addAll(unit.getExceptionTypes());
        return types;
    }

    private static boolean isVisible(JavaClass type) {
        return isVisible(type.getModifiers())
                && type.getEnclosingClass().map(WallsTest::isVisible).orElse(true);
    }

    private static boolean isVisible(java.util.Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }
}

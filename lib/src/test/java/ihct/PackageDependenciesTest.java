package ihct;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Keeps the packages' arrows one way and every outside library behind its fence. */
class PackageDependenciesTest {

  /**
   * Lie below all others: every long loop can be stopped, and says before what it takes much of.
   */
  private static final List<String> EVERYWHERE = List.of("stopping", "memory");

  /** Package → those of ours that it may use besides itself. */
  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          entry("stopping", List.of()),
          entry("memory", List.of()),
          entry("loading", List.of()),
          entry("linkage", List.of()),
          entry("hierarchy", List.of("linkage")),
          entry("metrics", List.of("hierarchy")),
          entry("models", List.of("loading", "hierarchy")),
          entry("experiment", List.of("loading", "linkage", "hierarchy", "models", "metrics")),
          entry(
              "study",
              List.of(
                  "experiment",
                  "loading",
                  "linkage",
                  "hierarchy",
                  "models",
                  "metrics",
                  "plots",
                  "display")),
          entry(
              "cli",
              List.of(
                  "study", "experiment", "loading", "linkage", "hierarchy", "models", "metrics")),
          entry("display", List.of()),
          entry("lesson", List.of()),
          entry(
              "plots", List.of("loading", "linkage", "hierarchy", "models", "metrics", "display")),
          entry("kernel", List.of("display")));

  /** Packages that can be read, tested and taken elsewhere without any library. */
  private static final List<String> JDK_ONLY =
      List.of("stopping", "memory", "linkage", "hierarchy", "display", "lesson");

  /** Package of an outside library → the only packages of ours that may use it. */
  private static final Map<String, List<String>> FENCES =
      Map.ofEntries(
          entry("org.deeplearning4j", List.of("models")),
          entry("org.nd4j", List.of("models")),
          entry("org.bytedeco", List.of("models")),
          entry("smile", List.of("models")),
          entry("com.fasterxml.jackson", List.of("experiment", "models", "plots", "study")),
          entry("picocli", List.of("cli")),
          entry("me.tongfei.progressbar", List.of("cli")),
          entry("tech.tablesaw", List.of("loading", "plots")),
          entry("tech.tablesaw.plotly", List.of("plots")),
          entry("com.google.gson", List.of("kernel")),
          entry("org.objectweb.asm", List.of("kernel")),
          entry("eu.maveniverse", List.of("kernel")),
          entry("org.zeromq", List.of("kernel")),
          entry("org.dflib.jjava", List.of("kernel")),
          entry("jdk.jshell", List.of("kernel")));

  private static JavaClasses product;

  @BeforeAll
  static void readClassFiles() {
    product =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("ihct");
    assertFalse(product.isEmpty(), "No class file of the product was found: nothing is guarded.");
  }

  @Test
  void everyPackageIsInTheTable() {
    check(classes().should().resideInAnyPackage(ours(MAY_USE.keySet().stream())));
  }

  @Test
  void packagesHaveNoCycles() {
    check(slices().matching("ihct.(*)..").should().beFreeOfCycles());
  }

  @TestFactory
  Stream<DynamicTest> packageUsesOnlyThoseBelowIt() {
    return MAY_USE.entrySet().stream()
        .map(
            row -> {
              Stream<String> allowed =
                  Stream.of(List.of(row.getKey()), EVERYWHERE, row.getValue())
                      .flatMap(List::stream);
              ArchRule rule =
                  classes()
                      .that()
                      .resideInAPackage("ihct." + row.getKey() + "..")
                      .should()
                      .onlyDependOnClassesThat(
                          resideOutsideOfPackage("ihct..").or(resideInAnyPackage(ours(allowed))));
              return dynamicTest(row.getKey() + " uses " + row.getValue(), () -> check(rule));
            });
  }

  @TestFactory
  Stream<DynamicTest> heartNeedsTheJdkAlone() {
    return JDK_ONLY.stream()
        .map(
            name -> {
              ArchRule rule =
                  classes()
                      .that()
                      .resideInAPackage("ihct." + name + "..")
                      .should()
                      .onlyDependOnClassesThat()
                      .resideInAnyPackage("java..", "ihct..");
              return dynamicTest(name, () -> check(rule));
            });
  }

  @TestFactory
  Stream<DynamicTest> libraryStaysBehindItsFence() {
    return FENCES.entrySet().stream()
        .map(
            fence -> {
              ArchRule rule =
                  noClasses()
                      .that()
                      .resideOutsideOfPackages(ours(fence.getValue().stream()))
                      .should()
                      .dependOnClassesThat()
                      .resideInAPackage(fence.getKey() + "..");
              return dynamicTest(
                  fence.getKey() + " only in " + fence.getValue(), () -> check(rule));
            });
  }

  private static String[] ours(Stream<String> names) {
    return names.map(name -> "ihct." + name + "..").toArray(String[]::new);
  }

  /** A package that has no class yet breaks no rule. */
  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(product);
  }
}

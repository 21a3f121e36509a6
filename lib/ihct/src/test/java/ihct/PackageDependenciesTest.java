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
   * Lie below all others: every long loop can be stopped, and says before what it takes much of;
   * and all write files in one way.
   */
  private static final List<String> EVERYWHERE = List.of("stopping", "memory", "threads", "io");

  /**
   * Package → those of ours that it may use besides itself. A package above them uses no others.
   */
  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          row("stopping"),
          row("memory"),
          row("threads"),
          row("io"),
          row("display"),
          row("lesson"),
          row("linkage"),
          row("hierarchy", "linkage"),
          row("kernel", "display", "kernel.cells", "kernel.code"),
          row("kernel.cells", "display", "kernel.code", "kernel.libraries", "kernel.stop"),
          row("kernel.code"),
          row("kernel.libraries"),
          row("kernel.stop"),
          row("keys"),
          row("songs", "keys"),
          row(
              "loading",
              "keys",
              "songs",
              "loading.csv",
              "loading.formats",
              "loading.labels",
              "loading.schema"),
          row("loading.formats", "loading.csv"),
          row("loading.formats.fetched", "loading.csv", "loading.formats"),
          row("loading.csv", "keys"),
          row("loading.labels", "loading.csv", "loading.schema"),
          row("loading.schema", "loading.csv"),
          row("loading.simulate", "keys", "loading.schema", "loading.csv", "songs"),
          row("metrics", "hierarchy"),
          row("nn", "nn.dl4j"),
          row("nn.dl4j"),
          row("nn.gpu", "nn"),
          row("nn.gru", "nn", "nn.dl4j", "nn.gpu", "hierarchy"),
          row("models", "hierarchy", "keys", "nn", "songs"),
          row("models.baseline", "hierarchy", "linkage", "models", "songs"),
          row("models.device", "nn", "nn.gpu"),
          row("models.gaussian", "hierarchy", "models", "models.encode", "songs"),
          row("models.encode", "models", "songs"),
          row("models.boosting", "hierarchy", "models", "models.gaussian", "songs"),
          row("models.forest", "hierarchy", "models", "models.gaussian", "songs"),
          row(
              "models.train",
              "models",
              "models.device",
              "models.encode",
              "nn",
              "nn.dl4j",
              "nn.gru",
              "songs",
              "hierarchy"),
          row("models.mix", "models", "models.train", "nn", "songs"),
          row(
              "models.networks",
              "models",
              "models.device",
              "models.encode",
              "models.gaussian",
              "models.train",
              "nn",
              "nn.gpu",
              "nn.gru",
              "songs",
              "hierarchy"),
          row("files", "loading.csv", "loading.schema", "metrics", "models", "models.device"),
          row(
              "data",
              "files",
              "loading",
              "loading.csv",
              "loading.schema",
              "loading.simulate",
              "songs"),
          row(
              "evaluate",
              "files",
              "hierarchy",
              "linkage",
              "loading.schema",
              "metrics",
              "models",
              "songs"),
          row(
              "tree",
              "data",
              "display",
              "evaluate",
              "files",
              "hierarchy",
              "linkage",
              "loading",
              "loading.csv",
              "models",
              "models.device",
              "models.networks",
              "songs"),
          row("plots.draw", "display"),
          row(
              "plots",
              "display",
              "plots.draw",
              "hierarchy",
              "linkage",
              "loading.schema",
              "metrics",
              "models",
              "songs"),
          row("plots.networks", "display", "plots", "plots.draw"),
          row(
              "study.run",
              "data",
              "display",
              "evaluate",
              "files",
              "hierarchy",
              "loading",
              "loading.schema",
              "metrics",
              "models",
              "models.device",
              "models.networks",
              "plots",
              "songs",
              "study.fold",
              "tree"),
          row(
              "study.plan",
              "data",
              "evaluate",
              "files",
              "loading",
              "loading.schema",
              "loading.simulate",
              "models",
              "models.mix",
              "songs",
              "study.fold",
              "study.run",
              "tree"),
          row(
              "study.fold",
              "data",
              "evaluate",
              "files",
              "hierarchy",
              "keys",
              "loading.csv",
              "loading.schema",
              "metrics",
              "models",
              "songs",
              "tree"),
          row(
              "study.verdict",
              "evaluate",
              "files",
              "loading.schema",
              "metrics",
              "plots",
              "study.plan",
              "study.run"),
          row("study.guests", "metrics", "models", "songs"),
          row(
              "study",
              "data",
              "display",
              "evaluate",
              "files",
              "hierarchy",
              "linkage",
              "loading",
              "metrics",
              "models",
              "models.device",
              "songs",
              "study.fold",
              "study.guests",
              "study.plan",
              "study.run",
              "study.verdict",
              "tree"),
          row(
              "cli",
              "data",
              "files",
              "linkage",
              "loading",
              "loading.schema",
              "models",
              "models.device",
              "songs",
              "study",
              "study.plan",
              "study.run",
              "study.verdict",
              "tree"));

  /** Packages that can be read, tested and taken elsewhere without any library. */
  private static final List<String> JDK_ONLY =
      List.of("stopping", "memory", "threads", "io", "linkage", "hierarchy", "display", "lesson");

  /** Package of an outside library → the only packages of ours that may use it. */
  private static final Map<String, List<String>> FENCES =
      Map.ofEntries(
          entry("org.deeplearning4j", List.of("models", "nn", "plots.networks")),
          entry("org.nd4j", List.of("evaluate", "models", "nn", "plots.networks")),
          entry("org.bytedeco", List.of("models", "nn")),
          entry("com.sun.jna", List.of("models.device", "nn.gpu")),
          entry("smile", List.of("models", "songs")),
          entry("org.apache.commons.math3", List.of("models.gaussian")),
          entry(
              "com.fasterxml.jackson",
              List.of(
                  "loading.formats",
                  "files",
                  "data",
                  "evaluate",
                  "tree",
                  "models",
                  "plots",
                  "study")),
          entry("blue.strategic", List.of("loading.formats.fetched")),
          entry("org.apache.parquet", List.of("loading.formats.fetched")),
          entry("org.dhatim", List.of("loading.formats.fetched")),
          entry("picocli", List.of("cli")),
          entry("me.tongfei.progressbar", List.of("cli")),
          entry("tech.tablesaw", List.of("songs", "tree", "plots", "study")),
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
    check(classes().should().resideInAnyPackage(exactly(MAY_USE.keySet().stream())));
  }

  @Test
  void packagesHaveNoCycles() {
    check(slices().matching("ihct.(**)").should().beFreeOfCycles());
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
                      .resideInAPackage("ihct." + row.getKey())
                      .should()
                      .onlyDependOnClassesThat(
                          resideOutsideOfPackage("ihct..")
                              .or(resideInAnyPackage(exactly(allowed))));
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

  private static Map.Entry<String, List<String>> row(String name, String... mayUse) {
    return entry(name, List.of(mayUse));
  }

  private static String[] exactly(Stream<String> names) {
    return names.map(name -> "ihct." + name).toArray(String[]::new);
  }

  private static String[] ours(Stream<String> names) {
    return names.map(name -> "ihct." + name + "..").toArray(String[]::new);
  }

  /** A package that has no class yet breaks no rule. */
  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(product);
  }
}

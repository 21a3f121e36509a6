package ihct.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.data.DataSettings;
import ihct.data.Scale;
import ihct.files.RunListener;
import ihct.models.Kind;
import ihct.models.Kinds;
import ihct.models.Option;
import ihct.models.TrainingOptions;
import ihct.songs.SplitRule;
import ihct.study.plan.Plan;
import ihct.study.run.Experiment;
import ihct.study.run.RunRecord;
import ihct.study.run.SavedModel;
import ihct.study.run.Settings;
import ihct.study.verdict.Verdict;
import ihct.tree.TreeSettings;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar that adds a kind of model and an option of its own. */
class GuestJarTest {

  private static final Path SOURCE = Path.of("lib/test/guest/ShrunkenMeans.java");
  private static final String NAME = "shrunken-means";

  @TempDir static Path folder;
  private static URL jar;
  private final ClassLoader usual = Thread.currentThread().getContextClassLoader();

  @BeforeAll
  static void makeTheJar() throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                SOURCE.toString());
    assertEquals(0, failed);
    Path file = folder.resolve("guest.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file))) {
      for (String name : List.of("guest/ShrunkenMeans.class", "guest/ShrunkenMeans$AsKind.class")) {
        out.putNextEntry(new JarEntry(name));
        Files.copy(classes.resolve(name), out);
      }
      out.putNextEntry(new JarEntry("META-INF/services/ihct.models.Kind"));
      out.write("guest.ShrunkenMeans$AsKind\n".getBytes());
    }
    jar = file.toUri().toURL();
  }

  /** As a class path would, or a cell that adds the jar. */
  @BeforeEach
  void addTheJar() {
    Kinds.all();
    Thread.currentThread().setContextClassLoader(new URLClassLoader(new URL[] {jar}, usual));
  }

  @AfterEach
  void takeTheJarAway() throws IOException {
    ((URLClassLoader) Thread.currentThread().getContextClassLoader()).close();
    Thread.currentThread().setContextClassLoader(usual);
    assertFalse(Kinds.names().contains(NAME));
  }

  private static TrainingOptions shrinking(double share) {
    return TrainingOptions.of(Map.of("shrinkage", share));
  }

  @Test
  void itsKindStandsBehindOursAndItsOptionAmongOurs() {
    assertEquals(NAME, Kinds.names().get(Kinds.names().size() - 1));
    Option<?> option = Kinds.of(NAME).options().get(0);
    assertTrue(Kinds.options().contains(option));
    assertEquals(
        "shrinkage = 1; it must be at least 0 and below 1.",
        assertThrows(IllegalArgumentException.class, () -> shrinking(1)).getMessage());
  }

  @Test
  void aRunTrainsItTellsItsOptionAndOpensIt() throws IOException {
    Settings settings =
        Settings.parse(
                DataSettings.simulated(Scale.SMALL),
                "track",
                TreeSettings.paper(),
                List.of("centroid", NAME))
            .with(shrinking(0.25));
    Path out = folder.resolve("run");
    List<RunRecord> records = Experiment.run(settings, out, false, RunListener.NONE);
    assertEquals(NAME, records.get(1).model());
    assertTrue(records.get(1).scores().top1() > 0.1, "a guess is right in one of 40");
    String results = Files.readString(out.resolve("results.jsonl"));
    assertTrue(results.lines().toList().get(1).contains("\"shrinkage\":0.25"), results);
    assertEquals(NAME, SavedModel.ofRun(out, NAME).name());
  }

  @Test
  void aPlanInJavaTrainsIt() throws IOException {
    Plan plan =
        Plan.of("guest")
            .seeds(1)
            .resamples(100)
            .reference("centroid")
            .data("made", data -> data.simulated(6, 300, 1, 0.5).trees("inferred"))
            .tree("inferred", tree -> tree)
            .arm("centroid", arm -> arm.model("centroid"))
            .arm("none", arm -> arm.model(NAME).train(Map.of("shrinkage", 0)))
            .arm("much", arm -> arm.model(NAME).train(Map.of("shrinkage", 0.99)))
            .ask("Does it matter?", ask -> ask.on("made").arm("none").against("much"))
            .build();
    Verdict verdict =
        PlanRun.of(plan, List.of(), folder.resolve("study"), RunListener.NONE).run(false);
    assertEquals(3, verdict.arms().size());
    assertNotEquals(0, verdict.answers().get(0).effect().estimate());
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    Plan.of("wrong").arm("a", arm -> arm.model(NAME).train(Map.of("shrinkage", 2))))
            .getMessage();
    assertTrue(message.endsWith("shrinkage = 2; it must be at least 0 and below 1."), message);
  }

  @Test
  void aBenchTrainsItAndFindsItAgain() throws IOException {
    Workbench bench =
        Workbench.open(
            DataSettings.simulated(Scale.SMALL),
            SplitRule.TRACK,
            TreeSettings.paper(),
            shrinking(0.1),
            folder.resolve("benches"));
    assertEquals(NAME, bench.model(NAME).records().get(0).model());
    Kind kind = Kinds.of(NAME);
    assertEquals(
        bench.train().dimension() * 1L * bench.genres().size(),
        bench.saved(kind).orElseThrow().parameters());
    assertEquals(0.1, bench.training().byName().get("shrinkage"));
  }
}

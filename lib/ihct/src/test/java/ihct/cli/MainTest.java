package ihct.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.models.Kinds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {

  @TempDir Path folder;
  private String out;
  private String err;
  private String file;

  @BeforeEach
  void writeAFile() throws IOException {
    StringBuilder csv = new StringBuilder("x,y,kind,owner,single\n");
    for (int row = 0; row < 120; row++) {
      csv.append(
          "%d.%d,%d,%s,%d,s%d%n"
              .formatted(row % 2 * 5, row, row, "ab".charAt(row % 2), row / 4, row % 3));
    }
    file = Files.writeString(folder.resolve("things.csv"), csv).toString();
  }

  private int run(String... args) {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    int code =
        Main.run(
            args,
            new PrintStream(outBytes, true, StandardCharsets.UTF_8),
            new PrintStream(errBytes, true, StandardCharsets.UTF_8));
    out = outBytes.toString(StandardCharsets.UTF_8);
    err = errBytes.toString(StandardCharsets.UTF_8);
    return code;
  }

  private void misuse(String message, String... args) {
    assertEquals(2, run(args));
    assertEquals(message + System.lineSeparator(), err);
    assertEquals("", out);
  }

  private String[] onThings(String command, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                command,
                "--quiet",
                "--data",
                file,
                "--features",
                "x,y",
                "--label",
                "kind",
                "--group",
                "owner"));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data",
        "tree",
        "compare",
        "run",
        "runs",
        "select",
        "study",
        "evaluate",
        "predict",
        "kernel"
      })
  void everyCommandHasHelpWithOneExample(String command) {
    assertEquals(0, run(command, "--help"));
    assertEquals(1, out.split("\nExample:\n  ihct " + command + " ", -1).length - 1, out);
    assertTrue(out.contains("--quiet"));
    assertEquals("", err);
  }

  @Test
  void helpListsCommandsAndExitCodes() {
    assertEquals(0, run("--help"));
    assertTrue(out.contains("predict"));
    assertTrue(out.contains("\nExit codes:\n  0   Done.\n  1   The program failed.\n  2   "), out);
  }

  @Test
  void mistypedCommandsAreToldTheRightOnes() {
    misuse(
        "ihct: Missing required subcommand. Commands are data, tree, compare, run, runs, select, study, evaluate, predict, doctor, kernel."
            + " See ihct --help.");
    misuse(
        "ihct: Unmatched argument at index 0: 'train'. Did you mean tree? Commands are data, tree, compare, run, runs, select, study, evaluate,"
            + " predict, doctor, kernel. See ihct --help.",
        "train");
  }

  @Test
  void mistypedOptionIsNotTakenForAFile() {
    assertEquals(2, run("run", "--data", file, "--epoch", "3", "--out", "o"));
    assertTrue(err.startsWith("ihct run: Unknown option: '--epoch'"), err);
    assertEquals(1, err.lines().count());
  }

  @Test
  void wrongValuesNameWhatIsAllowed() {
    misuse(
        "ihct run: Model \"lstm\" is not known; choose one of "
            + String.join(", ", Kinds.names())
            + ".",
        onThings("run", "--models", "lstm", "--out", folder.resolve("o").toString()));
    misuse(
        "ihct run: dropout = 1; it must be at least 0 and below 1.",
        onThings("run", "--dropout", "1", "--out", folder.resolve("o").toString()));
    misuse(
        "ihct run: forest-depth is \"deep\"; it must be a whole number, at least 1, or \"none\".",
        onThings("run", "--forest-depth", "deep", "--out", folder.resolve("o").toString()));
    misuse(
        "ihct run: epochs = 0; it must be at least 1.",
        onThings("run", "--epochs", "0", "--out", folder.resolve("o").toString()));
    misuse(
        "ihct run: epochs is \"many\"; it must be a whole number, at least 1.",
        onThings("run", "--epochs", "many", "--out", folder.resolve("o").toString()));
    misuse(
        "ihct data: --max-per-genre is \"few\"; it must be a whole number or \"none\".",
        onThings("data", "--max-per-genre", "few"));
    misuse(
        "ihct data: --scale sets the size of simulated songs; use it with --data simulated, or"
            + " leave it out.",
        onThings("data", "--scale", "demo"));
    misuse(
        "ihct data: --songs-per-genre sets the size of simulated songs; use it with --data"
            + " simulated, or leave it out.",
        onThings("data", "--songs-per-genre", "20"));
    misuse(
        "ihct data: songs per genre = 0; it must be between 1 and 200.",
        "data",
        "--data",
        "simulated",
        "--songs-per-genre",
        "0");
  }

  @Test
  void labelIsModeOrColumn() {
    misuse(
        "ihct data: --label names kind and owner; give at most one mode (single or every) and one"
            + " column.",
        onThings("data", "--label", "owner"));
    assertEquals(0, run(onThings("data", "--label", "single")), err);
    assertEquals(
        0,
        run("data", "--quiet", "--data", file, "--features", "x,y", "--label", "column:single"),
        err);
    assertTrue(out.contains("classes: 3 "), out);
  }

  @Test
  void missingFileIsOneLine() {
    misuse(
        "ihct data: absent.csv does not exist; check the path.",
        "data",
        "--quiet",
        "--data",
        "absent.csv");
  }

  @Test
  void simulatedSongsHaveNoColumns() {
    misuse(
        "ihct data: Simulated songs have no columns to choose; leave out --label kind (only single"
            + " and every fit), --features, --group, --hierarchy.",
        "data",
        "--data",
        "simulated",
        "--label",
        "kind",
        "--features",
        "x,y",
        "--group",
        "owner",
        "--hierarchy",
        "a,b");
    misuse(
        "ihct data: --data names \"simulated\" beside files; give either files or the one word"
            + " simulated.",
        "data",
        "--data",
        "simulated",
        file);
  }

  @Test
  void simulatedSongsAreSelectedLikeThoseOfFiles() {
    assertEquals(0, run("data", "--quiet", "--data", "simulated"), err);
    assertTrue(out.startsWith("simulated (demo: "), out);
    assertFalse(out.contains("left out"), out);
    assertEquals(
        0,
        run(
            "data",
            "--quiet",
            "--data",
            "simulated",
            "--label",
            "single",
            "--min-per-genre",
            "60",
            "--max-per-genre",
            "100"),
        err);
    for (String reason :
        List.of(
            "too few rows in the genre",
            "track kept under a rarer genre",
            "over the cap per genre")) {
      assertTrue(out.contains("  left out, " + reason + ": "), reason);
    }
    assertTrue(out.contains("with 60 to 100 rows"), out);
    assertEquals(2, run("data", "--quiet", "--data", "simulated", "--min-per-genre", "201"));
    assertTrue(
        err.startsWith("ihct data: simulated: no row can be used. too few rows in the genre: "),
        err);
  }

  @Test
  void divergedTrainingIsTheUsersToMend() {
    String[] args =
        onThings(
            "run",
            "--models",
            "dense",
            "--epochs",
            "2",
            "--learning-rate",
            "1e30",
            "--out",
            folder.resolve("o").toString());
    assertEquals(2, run(args), err);
    assertTrue(err.startsWith("ihct run: Training of dense diverged: "), err);
    assertTrue(err.contains("Lower the learning rate"), err);
    assertEquals(1, err.lines().count(), err);
  }

  @Test
  void runTrainsTheNetworksAndForestsAskedFor() throws IOException {
    String target = folder.resolve("out").toString();
    String options =
        "--models forest,dense --epochs 2 --encoding quantiles --bins 7 --units 30 --dropout 0.25"
            + " --smoothing 0.05 --rate cosine --class-weights sqrt --tier-weight 0.5 --batch-norm --forest-trees 4 --forest-depth none"
            + " --forest-features 1 --forest-leaf 3 --out";
    String[] args = onThings("run", (options + " " + target).split(" "));
    assertEquals(0, run(args), err);
    String results = Files.readString(Path.of(target, "results.jsonl"));
    for (String told :
        List.of(
            "\"classWeights\":\"sqrt\",\"encoding\":\"quantiles\",\"bins\":7,\"dropout\":0.25,\"smoothing\":0.05,",
            "\"rate\":\"cosine\",",
            "\"units\":30,",
            "\"batchNorm\":true,",
            "\"forestTrees\":4,\"forestDepth\":\"none\",\"forestFeatures\":1,\"forestLeaf\":3,",
            "\"tierWeight\":0.5")) {
      assertTrue(results.contains(told), results);
    }
    // 14 inputs and two classes, as both features have seven bins
    long dense = 15 * 30 + 2 * 31 * 30 + 31 * 2;
    assertTrue(results.contains("\"parameters\":" + dense + ","), results);
  }

  @Test
  void aRunCanGoOnByTheSettingsItLeft() {
    String target = folder.resolve("out").toString();
    run(onThings("run", "--models", "majority,centroid", "--out", target));
    assertEquals(0, run("run", "--quiet", "--resume", "--out", target), err);
    assertTrue(out.contains("centroid"), out);
    misuse(
        "ihct run: --resume takes the settings of the run in "
            + target
            + "; leave out --epochs. See ihct run --help.",
        "run",
        "--resume",
        "--epochs",
        "3",
        "--out",
        target);
    misuse(
        "ihct run: Missing required option: '--data=FILE'. See ihct run --help.",
        "run",
        "--out",
        target);
  }

  @Test
  void optionsWithoutEffectAreTold() throws Exception {
    String target = folder.resolve("names").toString();
    assertEquals(
        0,
        run(
            onThings(
                "run",
                "--models",
                "centroid",
                "--forest-leaf",
                "3",
                "--linkage",
                "ward",
                "--tree",
                "kmeans",
                "--split",
                "artist",
                "--out",
                target)),
        err);
    for (String told :
        List.of(
            "no effect: --linkage, as the tree (kmeans) is made without a linkage",
            "no effect: --forest-leaf, as no forest is trained")) {
      assertTrue(out.contains(told), out);
      assertTrue(Files.readString(Path.of(target, "report.html")).contains(told));
      assertTrue(
          Files.readString(Path.of(target, "results.jsonl")).contains(told.substring(11)), told);
    }
    assertFalse(out.contains("--distance"), "was not given: " + out);
  }

  @Test
  void runEndsWithTableAndReport() {
    String target = folder.resolve("out").toString();
    assertEquals(
        0,
        run(onThings("run", "--models", "majority,centroid", "--split", "artist", "--out", target)),
        err);
    assertEquals("", err, "quiet");
    List<String> lines = out.lines().toList();
    assertTrue(lines.get(0).startsWith("model "), out);
    assertTrue(lines.get(0).endsWith("train s"), "the paper had no things: " + out);
    assertTrue(lines.get(0).contains("any class %"), out);
    assertEquals("Report: " + Path.of(target, "report.html"), lines.get(lines.size() - 1));

    misuse(
        "ihct run: "
            + target
            + " is not empty; choose another --out, go on with its run by --resume, or pass"
            + " --force to replace it.",
        onThings("run", "--models", "centroid", "--out", target));
    assertEquals(
        0, run("evaluate", "--quiet", "--run", target, "--model", "centroid", "--data", file), err);
    assertTrue(out.startsWith("centroid on things.csv: 120 rows scored"), out);
    assertEquals(
        0,
        run(
            "predict",
            "--quiet",
            "--run",
            target,
            "--model",
            "centroid",
            "--data",
            file,
            "--top",
            "1"),
        err);
    assertEquals(121, out.lines().count());
    assertEquals("", err);
  }

  @Test
  void namesOfColumnsAreKeptForNewRows() throws IOException {
    String things = Files.readString(Path.of(file));
    file = folder.resolve("rows.csv").toString();
    String rows = things.substring(things.indexOf('\n') + 1);
    Files.writeString(Path.of(file), rows);
    String run = folder.resolve("run").toString();
    String names = "x,y,kind,owner,single";
    assertEquals(
        0,
        run(onThings("run", "--columns", names, "--models", "centroid", "--out", run)),
        () -> err);
    String[] predict = {"predict", "--quiet", "--run", run, "--model", "centroid", "--data", file};
    assertEquals(0, run(predict), () -> err);
    assertTrue(out.contains("rows.csv,1,"), out);
    String answers = out;
    Files.writeString(Path.of(file), rows.replaceAll("(?m),[ab],.*$", ""));
    assertEquals(2, run(predict));
    assertTrue(err.contains("this row has 2 cells (0.0, 0), and --columns names 5"), err);
    List<String> other = new ArrayList<>(List.of(predict));
    other.addAll(List.of("--columns", "x,y"));
    assertEquals(0, run(other.toArray(String[]::new)), () -> err);
    assertEquals(answers, out);
  }

  @Test
  void progressGoesToStandardError() {
    String target = folder.resolve("out").toString();
    String[] args =
        onThings("run", "--models", "dense", "--epochs", "2", "--batch", "16", "--out", target);
    args[1] = "--debug"; // in the place of --quiet
    assertEquals(0, run(args), err);
    assertTrue(err.contains("Training dense"), err);
    assertTrue(
        err.lines()
            .anyMatch(
                line ->
                    line.matches(
                        "dense, epoch 2 of 2: loss \\d+\\.\\d{4}, validation accuracy"
                            + " \\d+\\.\\d\\d %, [\\d,]+ rows/s, 0:00 left")),
        err);
    assertFalse(out.contains("epoch 2 of"), out);
  }

  @Test
  void treeWritesItsFiles() {
    String target = folder.resolve("tree").toString();
    assertEquals(0, run(onThings("tree", "--tiers", "all", "--out", target)), err);
    for (String name : List.of("tree.json", "tree.nwk", "tree.npy", "tiers.csv", "paths.csv")) {
      assertTrue(Files.exists(Path.of(target, name)), name);
    }
    misuse(
        "ihct tree: Linkage \"median\" is not known; choose one of complete, wpgma, upgma, ward, single.",
        onThings("tree", "--linkage", "median", "--out", target));
  }

  @Test
  void whatCannotBeWrittenIsNamedBeforeAnyTimeIsSpent() throws IOException {
    Path json = Files.createDirectories(folder.resolve("occupied"));
    misuse(
        "ihct data: " + json + " is a folder; name a file.", onThings("data", "--json", json + ""));
  }

  @Test
  void coarseNamesOfAnotherFileAreTrainedOn() throws IOException {
    StringBuilder csv = new StringBuilder("owner,letter,x,y\n");
    for (int row = 0; row < 90; row++) {
      csv.append("%d,letters,%d.%d,%d%n".formatted(row / 3, row % 2 * 5, row, row + 1));
    }
    String coarse = Files.writeString(folder.resolve("letters.csv"), csv).toString();
    String neither =
        Files.writeString(folder.resolve("no.csv"), csv.toString().replace("letter,", "l,"))
            .toString();
    assertEquals(0, run(onThings("data", "--coarse-label", "letter", "--data", coarse)));
    assertTrue(out.contains("with a coarse name alone: 90, under 1 name: letters"), out);
    Path to = folder.resolve("o");
    assertEquals(
        0,
        run(
            onThings(
                "run",
                "--coarse-label",
                "letter",
                "--data",
                coarse,
                "--models",
                "gaussian,centroid",
                "--out",
                to.toString())));
    assertTrue(out.contains("gaussian"), out);
    misuse(
        "ihct data: "
            + neither
            + ":1: no column \"kind\", named as the label, nor \"letter\", named as the coarse label;"
            + " nearest \"owner\". It has: owner, l, x, y.",
        onThings("data", "--coarse-label", "letter", "--data", neither));
  }

  @Test
  void faultOfTheProgramLeavesItsTraceInAFile() throws IOException {
    StringWriter written = new StringWriter();
    RootCommand root = new RootCommand(System.err);
    CommandLine command = new CommandLine(root);
    command.setErr(new PrintWriter(written));
    assertEquals(1, ErrorText.failure(new IllegalStateException("a bug"), command, root));
    command.getErr().flush();
    err = written.toString();
    assertTrue(err.startsWith("ihct failed, which is not your mistake: "), err);
    Path trace =
        Path.of(err.substring(err.indexOf("trace is in ") + 12, err.indexOf("; please report")));
    assertTrue(Files.readString(trace).contains("at ihct.cli"));
    Files.delete(trace);
  }

  @Test
  void escapeSequencesInNamesAreNotObeyed() throws IOException {
    Path hostile = folder.resolve("a\u001b[31m\u009b2J.csv");
    misuse(
        "ihct data: " + folder + "/a\uFFFD[31m\uFFFD2J.csv does not exist; check the path.",
        "data",
        "--quiet",
        "--data",
        hostile.toString());
  }
}

package ihct.study;

import ihct.data.DataSettings;
import ihct.hierarchy.Ihct;
import ihct.io.Sha256;
import ihct.loading.LoadingOptions;
import ihct.models.GenreClassifier;
import ihct.models.Kind;
import ihct.models.Kinds;
import ihct.models.ModelReader;
import ihct.models.SavableClassifier;
import ihct.study.run.ResultFile;
import ihct.study.run.RunFold;
import ihct.study.run.RunFolder;
import ihct.study.run.RunRecord;
import ihct.tree.TreeFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The run folder that a {@link Workbench} fills, model by model. */
final class WorkbenchFolder {

  /** Names the files of songs, separated as in a class path. */
  static final String SONGS = "IHCT_SONGS";

  /** Names the folder in which studies lie. */
  static final String OUT = "IHCT_OUT";

  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9]+([-._][A-Za-z0-9]+)*");
  private static final int KEY_DIGITS = 12;

  private final RunFolder folder;
  private final RunFold run;

  private WorkbenchFolder(RunFolder folder, RunFold run) {
    this.folder = folder;
    this.run = run;
  }

  /** The songs that the environment names, else simulated ones. */
  static DataSettings songs(DataSettings simulated) {
    String files = System.getenv(SONGS);
    DataSettings data =
        files == null || files.isBlank()
            ? simulated
            : DataSettings.files(Stream.of(files.split(File.pathSeparator)).map(Path::of).toList());
    return data.with(all -> LoadingOptions.paper());
  }

  /** The folder that the environment names, else out/study in the checkout around us. */
  static Path base() {
    String named = System.getenv(OUT);
    if (named != null && !named.isBlank()) {
      return Path.of(named);
    }
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("pom.xml"))) {
        return folder.resolve("out").resolve("study");
      }
    }
    return here.resolve("out").resolve("study");
  }

  /** Opens the study's folder in the base folder, or makes it. */
  static WorkbenchFolder of(Path base, RunFold run) throws IOException {
    Path path = base.resolve(key(run.key().text()));
    RunFolder folder;
    // Whoever was stopped on the way has left no tiers, and starts anew.
    if (Files.exists(path.resolve(ResultFile.NAME))
        && Files.exists(path.resolve(TreeFiles.TIERS))) {
      folder = RunFolder.reopen(path);
    } else {
      folder = RunFolder.create(path);
      run.saved().write(path);
      TreeFiles.write(path, run.tree(), run.fold().data());
    }
    return new WorkbenchFolder(folder, run);
  }

  /** A name for a folder, from all that decides what is in it: the start of its SHA-256. */
  static String key(String text) {
    return Sha256.of(text).substring(0, KEY_DIGITS);
  }

  Path path() {
    return folder.path();
  }

  /** All results so far, in the paper's order of models. */
  List<RunRecord> records() throws IOException {
    return folder.results().read();
  }

  /** The results of one model; none if it has not been trained. */
  List<RunRecord> records(Kind kind) throws IOException {
    return records().stream()
        .filter(record -> kind.decodings().containsKey(record.model()))
        .toList();
  }

  /** Opens the model of a kind; none if it could not be saved. */
  Optional<GenreClassifier> load(Kind kind, Ihct tree) throws IOException {
    Path file = RunFolder.modelFile(path(), kind.name());
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (ModelReader in = ModelReader.open(file)) {
      return Optional.of(kind.load(in, tree));
    }
  }

  /**
   * Replaces the model of this kind, and its results. Results come last: they vouch for the rest.
   */
  void save(
      Kind kind, GenreClassifier model, Map<String, Double> temperatures, List<RunRecord> results)
      throws IOException {
    folder.save(kind.name(), model, run.saved().withTemperatures(temperatures));
    List<RunRecord> all = new ArrayList<>(records());
    all.removeIf(record -> kind.decodings().containsKey(record.model()));
    all.addAll(results);
    all.sort(Comparator.comparing(RunRecord::model, Kinds.order()));
    folder.replaceRecords(all, run.fold().data());
  }

  /** Keeps a model of somebody else as models/NAME.zip, if that can be. */
  void saveGuest(String name, GenreClassifier model, Map<String, Double> temperatures)
      throws IOException {
    if (model instanceof SavableClassifier && FILE_NAME.matcher(name).matches()) {
      folder.save(name, model, run.saved().withTemperatures(temperatures));
    }
  }
}

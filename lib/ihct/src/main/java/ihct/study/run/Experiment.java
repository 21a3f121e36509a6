package ihct.study.run;

import ihct.evaluate.RunTraining;
import ihct.files.RunListener;
import ihct.files.RunLock;
import ihct.io.UnwritableException;
import ihct.models.Checkpoints;
import ihct.models.GenreClassifier;
import ihct.models.Kind;
import ihct.study.fold.TrainedModel;
import ihct.study.fold.Trainer;
import ihct.tree.TreeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The main job: songs are loaded or simulated, parted, scaled and clustered into a tree; every
 * model is trained, saved and scored on the test part.
 */
public final class Experiment {

  private Experiment() {}

  /**
   * Runs it all.
   *
   * <p>Writes run.json, the tree (tree.json, tree.nwk, tree.npy, tiers.csv, paths.csv),
   * results.jsonl, results.csv, report.html and models/NAME.zip. Results and report grow model by
   * model, and networks leave their state behind after every epoch, so that {@link #resume} can go
   * on with a run that broke off. <b>Memory.</b> The songs, 105 MiB of distances at the paper's
   * 5238 genres, and one batch of probabilities; never rows × genres.
   *
   * @param settings what to do
   * @param out the folder for the results
   * @param force whether a folder that already holds a run may be used again; the run's files are
   *     replaced once the new data are prepared
   * @param listener hears how it goes
   * @return a record per model, in the order of the settings; two for the RNN
   * @throws IllegalArgumentException if a setting does not fit the data, or the folder is not empty
   * @throws UnwritableException if the results cannot be written
   * @throws IOException if a file of songs cannot be read
   */
  public static List<RunRecord> run(
      Settings settings, Path out, boolean force, RunListener listener) throws IOException {
    RunFolder.check(out, force);
    settings.ignoredOptions().forEach(option -> listener.note("no effect: " + option));
    RunFold run = RunFold.of(settings, listener);
    try (RunLock lock = RunLock.take(out)) {
      RunFolder.check(out, force); // another run may have come and gone meanwhile
      RunFolder folder = RunFolder.create(out);
      run.saved().write(folder.path());
      writeTree(run, folder);
      return models(run, folder, List.of(), listener);
    } catch (IOException e) {
      throw UnwritableException.of(out, e);
    }
  }

  /**
   * Goes on with a run that broke off, by the settings that it left behind.
   *
   * <p>Models that had finished are left as they are. A network that was learning goes on after its
   * last complete epoch, and ends with the weights, and so the results, of a run that was never
   * interrupted, bit for bit; only times and memory differ.
   *
   * @param out the folder of the run
   * @param listener hears how it goes
   * @return a record per model, those of the earlier run included
   * @throws IllegalArgumentException if the folder is in use, if another version began the run, or
   *     if its songs have changed since
   * @throws UnwritableException if the results cannot be written
   * @throws IOException if a file cannot be read, or there is no run in the folder
   */
  public static List<RunRecord> resume(Path out, RunListener listener) throws IOException {
    SavedRun saved = SavedRun.open(out);
    if (!Files.isRegularFile(out.resolve(ResultFile.NAME))) {
      throw new IllegalArgumentException(
          "%s holds no %s to go on with. Run again with --force.".formatted(out, ResultFile.NAME));
    }
    try (RunLock lock = RunLock.take(out)) {
      RunFolder folder = RunFolder.reopen(out);
      saved.requireThisVersion(out);
      RunFold run = RunFold.of(saved.settings(), listener);
      saved.requireSame(run.saved(), out);
      return goOn(run, folder, listener);
    }
  }

  private static List<RunRecord> goOn(RunFold run, RunFolder folder, RunListener listener)
      throws UnwritableException {
    try {
      writeTree(run, folder);
      folder
          .results()
          .setTornLineAside()
          .ifPresent(
              torn ->
                  listener.note(
                      "The last result was cut off; it is set aside as %s, and its model is scored anew."
                          .formatted(torn)));
      return models(run, folder, folder.results().read(), listener);
    } catch (IOException e) {
      throw UnwritableException.of(folder.path(), e);
    }
  }

  private static void writeTree(RunFold run, RunFolder folder) throws IOException {
    if (!run.tree().isNone()) {
      TreeFiles.write(folder.path(), run.tree(), run.fold().data());
    }
  }

  private static List<RunRecord> models(
      RunFold run, RunFolder folder, List<RunRecord> earlier, RunListener listener)
      throws IOException {
    Trial trial = run.trial(listener);
    List<RunRecord> records = new ArrayList<>(earlier);
    for (Kind kind : run.settings().models()) {
      if (earlier.stream().noneMatch(record -> kind.decodings().containsKey(record.model()))) {
        TrainedModel trained = train(kind, run, folder, listener);
        Map<String, GenreClassifier> ways = kind.decodings(trained.model());
        Map<String, Double> temperatures = trial.temperatures(ways);
        folder.save(kind.name(), trained.model(), run.saved().withTemperatures(temperatures));
        listener.stage("Evaluating %s on %d rows".formatted(kind.name(), run.fold().test().size()));
        List<RunRecord> results = trial.records(ways, temperatures, trained);
        records.addAll(results);
        folder.results().append(results);
      }
      folder.deleteCheckpoints(kind);
      folder.writeTable(records);
      HtmlReport.write(folder.report(), run.fold().data(), records);
    }
    return List.copyOf(records);
  }

  private static TrainedModel train(Kind kind, RunFold run, RunFolder folder, RunListener listener)
      throws IOException {
    listener.stage("Training " + kind.name());
    Checkpoints checkpoints = Checkpoints.in(folder.checkpoints(kind), run.key().text());
    try {
      return Trainer.train(kind, run.training().with(new RunTraining(listener)).with(checkpoints))
          .finished();
    } finally {
      listener.trainingEnded();
    }
  }

  /**
   * Tells whether {@link #resume} would find a run.
   *
   * @param out the folder of the run
   * @return true if a run was begun there
   */
  public static boolean canResume(Path out) {
    return Files.exists(out.resolve(RunFolder.SETTINGS));
  }

  /**
   * Names the report that {@link #run} leaves in its folder.
   *
   * @param out the folder for the results
   * @return the report's path
   */
  public static Path report(Path out) {
    return out.resolve(RunFolder.REPORT);
  }
}

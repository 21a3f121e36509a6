package ihct.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The main job: songs are loaded or simulated, parted, scaled and clustered into a tree; every
 * model is trained, saved and scored on the test part.
 */
public final class Experiment {

  private Experiment() {}

  /**
   * Runs it all.
   *
   * <p>Writes run.json, tree.json, tree.nwk, tiers.csv, results.jsonl, results.csv, report.html and
   * models/NAME/. Results and report grow model by model, so that a run that breaks off keeps those
   * that had finished. <b>Memory.</b> The songs, 105 MiB of distances at the paper's 5238 genres,
   * and one batch of probabilities; never rows × genres.
   *
   * @param settings what to do
   * @param out the folder for the results
   * @param force whether a folder that already holds a run may be used again; the run's files are
   *     replaced once the new data are prepared
   * @param listener hears how it goes
   * @return a record per model, in the order of the settings; two for the RNN
   * @throws IllegalArgumentException if a setting does not fit the data, or the folder is not empty
   * @throws IOException if a file cannot be read or written
   */
  public static List<RunRecord> run(
      Settings settings, Path out, boolean force, RunListener listener) throws IOException {
    RunFolder.check(out, force);
    Prepared prepared = Prepared.of(settings, listener);
    RunFolder folder = RunFolder.create(out);
    SavedRun.of(prepared, settings).write(folder.path());
    TreeFiles.write(folder.path(), prepared.tree(), prepared.dataset());
    ModelRun models = new ModelRun(prepared, settings, listener);
    List<RunRecord> records = new ArrayList<>();
    for (ModelKind kind : settings.models()) {
      for (RunRecord record : models.run(kind, folder)) {
        records.add(record);
        folder.append(record);
      }
      folder.writeTable(records);
      HtmlReport.write(folder.report(), prepared.dataset(), records);
    }
    return List.copyOf(records);
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

package ihct.study.verdict;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import ihct.files.Json;
import ihct.io.TextFile;
import ihct.loading.schema.Words;
import ihct.study.plan.StudyStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a study found.
 *
 * @param plan the plan's name
 * @param about what it was for
 * @param seeds the seeds
 * @param resamples how often groups of songs were drawn anew
 * @param reference the arm that others were compared with
 * @param version the builds that trained
 * @param earlierPlans how often the plan was changed after the study was begun
 * @param data by name, what the data were
 * @param answers to the plan's questions, each on every data set it was asked of
 * @param arms every arm on every data set
 */
public record Verdict(
    String plan,
    String about,
    List<Long> seeds,
    int resamples,
    String reference,
    List<String> version,
    int earlierPlans,
    Map<String, DataFacts> data,
    List<Answer> answers,
    List<ArmResult> arms) {

  public static final String FILE = StudyStore.VERDICT;

  /**
   * What some data were.
   *
   * @param about the plan's sentence
   * @param source the files' names, or what was simulated
   * @param dataSha256 fingerprint of the kept rows
   * @param split what stayed together
   * @param classes genres, under the first seed
   * @param trainRows rows trained on, under the first seed
   * @param coarseRows rows trained on of which a coarse name is known alone, under the first seed;
   *     null, as in earlier verdicts, for none
   * @param testRows rows tested, under all seeds together
   * @param ceiling the best top-1 that tracks of several genres allow, in percent
   * @param judges the trees that judged mistakes, the first one those of tables and plots
   * @param words what classes and rows are called; null, as in earlier verdicts, for songs
   */
  public record DataFacts(
      String about,
      String source,
      String dataSha256,
      String split,
      int classes,
      int trainRows,
      @JsonInclude(JsonInclude.Include.NON_NULL) Integer coarseRows,
      long testRows,
      double ceiling,
      List<String> judges,
      Words words) {

    /** Fills in what earlier verdicts did not say. */
    public DataFacts {
      words = words == null ? Words.SONGS : words;
    }
  }

  /** What classes and rows are called where all data are spoken of: as songs, if any data are. */
  Words words() {
    return data.values().stream().map(DataFacts::words).anyMatch(Words.SONGS::equals)
        ? Words.SONGS
        : Words.OTHER;
  }

  /**
   * Reads the verdict of a study that was run to its end.
   *
   * @param folder the study's folder
   * @return the verdict
   * @throws IllegalArgumentException if the folder holds none
   * @throws IOException if it cannot be read
   */
  public static Verdict read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(
          folder + " holds no " + FILE + "; run the study to its end.");
    }
    return parse(file.toString(), TextFile.read(file));
  }

  static Verdict parse(String source, String text) {
    try {
      return Json.parse(text, Verdict.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          source
              + " is no verdict of this version; resume the study to make it anew, or, if an earlier version measured less, run it again in another folder.",
          e);
    }
  }

  /** What the command line prints. */
  @Override
  public String toString() {
    return String.join("\n", VerdictText.lines(this));
  }
}

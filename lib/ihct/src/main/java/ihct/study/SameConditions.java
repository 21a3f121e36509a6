package ihct.study;

import ihct.study.plan.Cell;
import ihct.study.plan.Tuning;
import ihct.study.run.Conditions;
import ihct.study.run.RunRecord;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Sees that the results of a study, wherever they were made, can stand in one table: one version
 * made them, on one kind of processor or graphics card, of the same songs.
 */
final class SameConditions {

  /** Stands for what no OpenBLAS tells. */
  private static final String UNKNOWN = "something unknown";

  private static final String AGAIN =
      " Of parts, take the results-*.jsonl of the wrong ones away, and do them again.";

  private final Path study;
  private final Map<String, String> songs = new HashMap<>();
  private String version;
  private String core;
  private String device;

  /**
   * Has seen no result yet.
   *
   * @param study the study's folder, for messages
   */
  SameConditions(Path study) {
    this.study = study;
  }

  /**
   * Takes note of a result.
   *
   * @throws IllegalArgumentException if it differs from one before
   */
  void require(RunRecord record) {
    Conditions conditions = record.conditions();
    String what = Cell.of(record).toString();
    requireBuild(what, conditions.version());
    requireCore(what, Objects.requireNonNullElse(conditions.blasCore(), UNKNOWN));
    requireDevice(what, conditions.card());
    requireSongs(record.study().data(), conditions.dataSha256());
  }

  /** Takes note of what was chosen to train by, likewise; earlier versions did not tell enough. */
  void require(Tuning tuning) {
    if (tuning.version() != null) {
      String what = "the tuning of " + tuning.label();
      requireBuild(what, tuning.version());
      requireCore(what, Objects.requireNonNullElse(tuning.blasCore(), UNKNOWN));
      requireSongs(tuning.data(), tuning.dataSha256());
    }
  }

  /**
   * Sees that what is to be trained now can join them.
   *
   * @param now the version which trains it
   */
  void requireBuild(String now) {
    requireBuild("this program", now);
  }

  private void requireBuild(String what, String other) {
    version = version == null ? other : version;
    if (!version.equals(other)) {
      throw new IllegalArgumentException(
          "%s was begun by version %s, and %s is of %s, whose results may differ. Go on with that version, or begin anew in another folder.%s"
              .formatted(study, version, what, other, AGAIN));
    }
  }

  /**
   * Sees that what is to be trained now can join them.
   *
   * @param now the processor for which OpenBLAS computes; null for an unknown one
   */
  void requireCore(String now) {
    requireCore("what is trained here", Objects.requireNonNullElse(now, UNKNOWN));
  }

  private void requireCore(String what, String other) {
    core = core == null ? other : core;
    if (!core.equals(other)) {
      throw new IllegalArgumentException(
          "%s was begun where matrices are multiplied as for \"%s\", and %s is computed as for \"%s\": networks learn something else there. %s%s"
              .formatted(
                  study,
                  core,
                  what,
                  other,
                  core.equals(UNKNOWN)
                      ? "Go on where it was begun."
                      : "Give all of a study one processor, --blas-core " + core + ".",
                  AGAIN));
    }
  }

  private void requireDevice(String what, String other) {
    device = device == null ? other : device;
    if (!device.equals(other)) {
      throw new IllegalArgumentException(
          "%s was begun on %s, and %s was trained on %s: networks learn something else there. Give all of a study one --device.%s"
              .formatted(study, named(device), what, named(other), AGAIN));
    }
  }

  private static String named(String card) {
    return card.isEmpty() ? "the processor" : card;
  }

  /** As {@link #require}, for some data that have been read. */
  void requireSongs(String data, String sha256) {
    String before = songs.putIfAbsent(data, sha256);
    if (before != null && !before.equals(sha256)) {
      throw new IllegalArgumentException(
          "The songs of %s are not those with which %s was begun. Give the same files, or begin anew in another folder.%s"
              .formatted(data, study, AGAIN));
    }
  }
}

package ihct.study;

import ihct.study.plan.Cell;
import ihct.study.run.Conditions;
import ihct.study.run.RunRecord;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Sees that the results of a study, wherever they were made, can stand in one table: one version
 * made them, for one kind of processor, of the same songs.
 */
final class SameConditions {

  private final Path study;
  private final Map<String, String> songs = new HashMap<>();
  private Conditions first;

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
    first = first == null ? conditions : first;
    String what = Cell.of(record).toString();
    requireBuild(what, conditions.version());
    requireCore(what, conditions.blasCore());
    requireSongs(record.study().data(), conditions.dataSha256());
  }

  /**
   * Sees that what is to be trained now can join them.
   *
   * @param version which trains it
   */
  void requireBuild(String version) {
    requireBuild("this program", version);
  }

  private void requireBuild(String what, String version) {
    if (first != null && !first.version().equals(version)) {
      throw new IllegalArgumentException(
          "%s was begun by version %s, and %s is of %s, whose results may differ. Go on with that version, or begin anew in another folder."
              .formatted(study, first.version(), what, version));
    }
  }

  /**
   * Sees that what is to be trained now can join them.
   *
   * @param core the processor for which OpenBLAS computes; null for an unknown one
   */
  void requireCore(String core) {
    requireCore("what is trained here", core);
  }

  private void requireCore(String what, String core) {
    if (first != null && !Objects.equals(first.blasCore(), core)) {
      throw new IllegalArgumentException(
          "%s was begun where OpenBLAS computes as for \"%s\", and %s is computed as for \"%s\": networks learn something else there. Give all parts of a study one processor, --blas-core %s."
              .formatted(study, first.blasCore(), what, core, first.blasCore()));
    }
  }

  /** As {@link #require}, for some data that have been read. */
  void requireSongs(String data, String sha256) {
    String before = songs.putIfAbsent(data, sha256);
    if (before != null && !before.equals(sha256)) {
      throw new IllegalArgumentException(
          "The songs of %s are not those with which %s was begun. Give the same files, or begin anew in another folder."
              .formatted(data, study));
    }
  }
}

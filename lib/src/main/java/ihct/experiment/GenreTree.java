package ihct.experiment;

import ihct.hierarchy.Ihct;
import ihct.hierarchy.TierSchedule;
import ihct.linkage.Agglomerative;
import ihct.linkage.CondensedDistances;
import ihct.linkage.Dendrogram;
import ihct.loading.Songs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The tree over the genres, inferred from their mean songs or known beforehand.
 *
 * @param genres the names of the leaves, in class order
 * @param ihct the tiers
 * @param source what it was made from, or "known"
 * @param linkage the linkage's name, or "known"
 * @param distance the distance's name, or "known"
 * @param schedule the schedule as asked for, or the columns of a known tree
 * @param dendrogram the merges; empty for a known tree
 * @param copheneticCorrelation how well merge heights render the distances; empty for a known tree
 *     and where it is undefined (fewer than three genres, or all distances equal)
 */
public record GenreTree(
    List<String> genres,
    Ihct ihct,
    String source,
    String linkage,
    String distance,
    String schedule,
    Optional<Dendrogram> dendrogram,
    OptionalDouble copheneticCorrelation) {

  private static final String KNOWN = "known";

  /** Clusters the genres of z-scored songs; at paper size this holds 105 MiB of distances. */
  public static GenreTree infer(Songs songs, TreeSettings settings) {
    TreeSource source = settings.source();
    CondensedDistances distances = source.distances(songs, settings);
    Dendrogram dendrogram =
        source.changed(Agglomerative.cluster(distances, settings.linkage()), settings.seed());
    int classes = songs.genres().size();
    TierSchedule schedule = TierSchedule.parse(settings.schedule(), classes);
    double correlation = dendrogram.copheneticCorrelation(distances);
    return new GenreTree(
        songs.genres(),
        Ihct.of(dendrogram, schedule),
        Names.of(source),
        Names.of(settings.linkage()),
        source.distanceName(settings),
        settings.schedule(),
        Optional.of(dendrogram),
        Double.isFinite(correlation) ? OptionalDouble.of(correlation) : OptionalDouble.empty());
  }

  /** Takes the tree from a file that names the genres. */
  static GenreTree known(List<String> genres, String file) throws IOException {
    return known(genres, Ihct.ofPaths(KnownTreeFile.paths(Path.of(file), genres)), file);
  }

  /** Takes the tree from the paths that the data's own columns give each genre. */
  static GenreTree known(
      List<String> genres, Map<String, List<String>> paths, List<String> columns) {
    return known(
        genres, Ihct.ofPaths(genres.stream().map(paths::get).toList()), String.join(",", columns));
  }

  private static GenreTree known(List<String> genres, Ihct ihct, String schedule) {
    return new GenreTree(
        genres, ihct, KNOWN, KNOWN, KNOWN, schedule, Optional.empty(), OptionalDouble.empty());
  }

  /** The tree of a run: known by columns or by a file, or else inferred from z-scored songs. */
  static GenreTree of(
      Songs songs, TreeSettings settings, Map<String, List<String>> paths, List<String> columns)
      throws IOException {
    if (!columns.isEmpty()) {
      return known(songs.genres(), paths, columns);
    }
    return settings.file().isEmpty()
        ? infer(songs, settings)
        : known(songs.genres(), settings.file());
  }
}

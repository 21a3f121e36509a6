package ihct.evaluate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import ihct.metrics.Effect;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How well a model does on genres that it never saw: it cannot name them, but their parents in a
 * known tree ({@link ihct.hierarchy.ParentCluster}).
 *
 * @param rows songs of such genres
 * @param summed share of them whose parent has the largest sum of probabilities of all clusters of
 *     its tier; null where probabilities mean nothing
 * @param likeliest share of them whose parent holds the most probable genre
 * @param difference the former less the latter, song by song, with its interval over groups of
 *     songs; null where probabilities mean nothing. The genres are taken as given: others can
 *     differ by more
 * @param genres the same of each genre by itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UnseenScores(
    @JsonProperty("unseenRows") int rows,
    @JsonProperty("unseenSummed") Double summed,
    @JsonProperty("unseenLikeliest") double likeliest,
    @JsonProperty("unseenDifference") Effect difference,
    @JsonProperty("unseenGenres") Map<String, OfGenre> genres) {

  /** Sorts the genres by name. */
  public UnseenScores {
    genres = Collections.unmodifiableSortedMap(new TreeMap<>(genres));
  }

  /**
   * The same of one genre.
   *
   * @param parent the parent's name
   * @param tier the parent's tier, 1…I
   * @param rows songs of the genre
   * @param summed as above
   * @param likeliest as above
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record OfGenre(String parent, int tier, int rows, Double summed, double likeliest) {}
}

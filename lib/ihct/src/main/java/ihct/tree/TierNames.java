package ihct.tree;

import ihct.hierarchy.Ihct;
import ihct.loading.csv.Text;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the tiers of a tree and their clusters are called, in the tree's files and in predictions. A
 * known tier has the name of its level, and a known cluster its own; others are called by their
 * numbers, inferred clusters also by their most central genres, such as "k4-2 (rock, pop …)".
 *
 * @param tiers of tier 1…I
 * @param clusters of tier 1…I−1 the names of its clusters, as those of tier I are the genres; empty
 *     for an inferred tree of more than {@value #MOST_TIERS} tiers, where numbers must do
 */
public record TierNames(List<String> tiers, List<List<String>> clusters) {

  /** Names are for people, who do not read thousands of tiers. */
  private static final int MOST_TIERS = 64;

  private static final int SOME = 20;

  /** Copies the lists. */
  public TierNames {
    tiers = List.copyOf(tiers);
    clusters = clusters.stream().map(List::copyOf).toList();
  }

  /**
   * Names the tiers of a tree.
   *
   * @param label the header of the genre in the data; empty if there is none
   */
  public static TierNames of(GenreTree tree, String label) {
    Ihct ihct = tree.ihct();
    boolean known = ihct.hasKnownNames();
    List<String> tiers =
        IntStream.rangeClosed(1, ihct.tiers())
            .mapToObj(tier -> known ? level(tree, tier, label) : column(tree, tier))
            .toList();
    if (!known && tiers.size() > MOST_TIERS) {
      return new TierNames(tiers, List.of());
    }
    return new TierNames(
        tiers,
        IntStream.range(1, ihct.tiers())
            .mapToObj(
                tier -> {
                  List<String> own = ihct.clusterNames(tier, tree.genres());
                  return known
                      ? own
                      : IntStream.range(0, own.size())
                          .mapToObj(c -> number(tiers, tier, c) + " (" + own.get(c) + ")")
                          .toList();
                })
            .toList());
  }

  /** What a known tier is called: by its own column, or as the column of the label. */
  private static String level(GenreTree tree, int tier, String label) {
    if (tier <= tree.levels().size()) {
      return tree.levels().get(tier - 1);
    }
    return tier == tree.levels().size() + 1 && tier > 1 && !label.isEmpty()
        ? label
        : column(tree, tier);
  }

  /** Tiers of a known tree may have equally many clusters, so counts cannot name them. */
  static String column(GenreTree tree, int tier) {
    return tree.dendrogram().isPresent() ? "k" + tree.ihct().clusters(tier) : "tier" + tier;
  }

  private static String number(List<String> tiers, int tier, int cluster) {
    return tiers.get(tier - 1) + "-" + cluster;
  }

  /** Names a cluster of tier 1…I−1. */
  public String cluster(int tier, int cluster) {
    return clusters.isEmpty() ? number(tiers, tier, cluster) : clusters.get(tier - 1).get(cluster);
  }

  /**
   * Names the clusters of a tier.
   *
   * @param tier 1…I
   * @param genres the names of the leaves, in class order
   */
  public List<String> of(int tier, Ihct tree, List<String> genres) {
    return tier == tree.tiers()
        ? genres
        : IntStream.range(0, tree.clusters(tier)).mapToObj(c -> cluster(tier, c)).toList();
  }

  /**
   * Finds a tier as a user names it.
   *
   * @param text its name, without regard to case, or else its number, 1 for the coarsest
   * @return 1…I
   * @throws IllegalArgumentException if there is none, or several have the name; the message lists
   *     all
   */
  public int tier(String text) {
    List<Integer> named =
        IntStream.rangeClosed(1, tiers.size())
            .filter(tier -> tiers.get(tier - 1).equalsIgnoreCase(text.strip()))
            .boxed()
            .toList();
    List<Integer> found =
        named.isEmpty()
            ? IntStream.rangeClosed(1, tiers.size())
                .filter(tier -> Integer.toString(tier).equals(text.strip()))
                .boxed()
                .toList()
            : named;
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          "Tier \"%s\" is %s. The tree has, from coarse to fine: %s; give a number or a name."
              .formatted(
                  text,
                  found.isEmpty() ? "not known" : "the name of several",
                  Text.some(
                      IntStream.rangeClosed(1, tiers.size())
                          .mapToObj(tier -> "%d (%s)".formatted(tier, tiers.get(tier - 1)))
                          .toList(),
                      SOME)));
    }
    return found.get(0);
  }
}

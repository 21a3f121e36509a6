package ihct.loading.simulate;

import java.util.ArrayList;
import java.util.List;

/**
 * A random binary family tree of genres, grown forwards in time: from one lineage on, a random
 * lineage splits in two, again and again, until there are N (the Yule process). While time passes,
 * the traits of every lineage diffuse on their own, so that genres which parted late are alike.
 *
 * <p><b>Numbering.</b> When there are k lineages, 0…k−1, the next to appear is lineage k, and it
 * splits off from an earlier one, {@code parent[k]} &lt; k. At the end lineage g is genre g.
 *
 * @see <a href="https://doi.org/10.1098/rstb.1925.0002">Yule (1925), the pure birth process</a>
 * @see <a href="https://doi.org/10.1086/284325">Felsenstein (1985), traits as Brownian motion</a>
 */
public final class PlantedTree {

  private final int[] parent;
  private final double[][] traits;

  private PlantedTree(int[] parent, double[][] traits) {
    this.parent = parent;
    this.traits = traits;
  }

  /**
   * Grows a tree of at least 2 genres, whose traits diffuse with variance 1 per unit of time each.
   */
  static PlantedTree grow(int genres, int traits, SimulationRandom random) {
    int[] parent = new int[genres];
    double[][] position = new double[genres][traits];
    double[] movedUntil = new double[genres];
    double now = 0;
    for (int lineage = 1; lineage < genres; lineage++) {
      now += random.exponential(lineage);
      int splitting = random.below(lineage);
      parent[lineage] = splitting;
      diffuse(position[splitting], now - movedUntil[splitting], random);
      position[lineage] = position[splitting].clone();
      movedUntil[splitting] = now;
      movedUntil[lineage] = now;
    }
    now += random.exponential(genres);
    for (int lineage = 0; lineage < genres; lineage++) {
      diffuse(position[lineage], now - movedUntil[lineage], random);
    }
    return new PlantedTree(parent, position);
  }

  private static void diffuse(double[] position, double time, SimulationRandom random) {
    double spread = StrictMath.sqrt(time);
    for (int j = 0; j < position.length; j++) {
      position[j] += spread * random.gaussian();
    }
  }

  /**
   * {@return which lineage a genre, 0…N−1, comes from, 0…lineages−1, of those at the time when
   * there were 1…N}
   */
  public int clade(int genre, int lineages) {
    if (lineages < 1 || lineages > parent.length) {
      throw new IllegalArgumentException(
          "%d clades asked of a planted tree of %d genres; the number must be between 1 and %d."
              .formatted(lineages, parent.length, parent.length));
    }
    int lineage = genre;
    while (lineage >= lineages) {
      lineage = parent[lineage];
    }
    return lineage;
  }

  /**
   * {@return for each genre a path, coarse to fine and all of one length: the clades when there
   * were 2, 4, 8, … lineages, as far as there are fewer than genres, then the genre's name}
   *
   * <p>Families and branches are called by what the names of their genres have in common, other
   * clades by their numbers.
   *
   * @param names of the genres, as {@link GenreNames} gives them
   */
  public List<List<String>> paths(List<String> names) {
    List<List<String>> paths = new ArrayList<>();
    for (int genre = 0; genre < parent.length; genre++) {
      List<String> path = new ArrayList<>();
      for (int lineages = 2; lineages < parent.length; lineages *= 2) {
        path.add(GenreNames.ofClade(clade(genre, lineages), lineages, names));
      }
      path.add(names.get(genre));
      paths.add(List.copyOf(path));
    }
    return List.copyOf(paths);
  }

  /** Finds a nearest relative of every genre: the one across its latest split. */
  int[] relatives() {
    int[] relatives = parent.clone();
    for (int lineage = 1; lineage < parent.length; lineage++) {
      relatives[parent[lineage]] = lineage;
    }
    return relatives;
  }

  /** A genre's traits at the end; the array itself, for reading. */
  double[] traits(int genre) {
    return traits[genre];
  }
}

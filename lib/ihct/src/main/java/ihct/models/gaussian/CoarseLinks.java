package ihct.models.gaussian;

import ihct.models.FeatureEncoding;
import ihct.models.Option;
import ihct.models.TrainingOptions;
import ihct.models.encode.SongEncoding;
import ihct.songs.CoarseSongs;
import ihct.songs.Songs;
import ihct.stopping.Stop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How likely each coarse name is for the songs of each genre: ln π(name | genre).
 *
 * <p>A known tree says 0 or −∞. Without one it is inferred: coarse songs, with their names as
 * classes, have densities of their own, and π(name | genre) is proportional to the root of the
 * product over the genre's songs of P(name | song), no less than e^{@value #FLOOR}.
 *
 * @param logs by name, then genre
 */
public record CoarseLinks(double[][] logs) {

  private static final double TUNED = -1;

  /** Coarse songs are many, as a rule, and would drown the others. */
  private static final double IN_NETWORKS = 0.1;

  /** Weight of a coarse song beside one with a genre, α; below 0 it is chosen. */
  public static final Option<Double> WEIGHT =
      Option.number("coarse-weight", TUNED)
          .atLeast(TUNED)
          .atMost(1.0)
          .orWord("tuned", TUNED, "0, 0.1, 0.3 or 1, by cross-validation; in networks 0.1")
          .says("SHARE", "How much a row with a coarse label counts beside one with a fine label");

  /** How it is found which genres a coarse name stands for. */
  public enum Places {
    /** By the known tree of the data; inferred if there is none. */
    KNOWN,
    /** From the songs, whatever is known. */
    INFERRED,
    /** By the known tree with its genres exchanged: a control, of what any tree would do. */
    PERMUTED,
    /** Nowhere: songs count in every genre, as if they had no name. */
    UNREAD
  }

  /** Where coarse names belong. */
  public static final Option<Places> PLACES =
      Option.choice("coarse-places", Places.KNOWN)
          .says(
              "HOW",
              "Which classes a coarse label stands for: known (by the tree of --hierarchy, inferred"
                  + " without one), inferred (from the rows), and two controls: permuted"
                  + " (known, and its classes exchanged) and unread (any)");

  /** ln of the least link that is inferred. */
  static final double FLOOR = -12;

  /** As how many songs the pooled covariance counts when links are inferred. */
  private static final double PRIOR = 50;

  /**
   * Links names as the options say.
   *
   * @param fine songs with genres, z-scored
   * @param coarse songs with coarse names, scaled alike
   */
  public static CoarseLinks of(Songs fine, CoarseSongs coarse, TrainingOptions options) {
    CoarseLinks told = told(coarse, fine.genres().size(), options);
    if (told != null) {
      return told;
    }
    SongEncoding encoding = normal(fine, options);
    return inferred(Points.of(coarse.songs(), encoding), Points.of(fine, encoding));
  }

  /** Features made normal by their ranks, as densities need them. */
  static SongEncoding normal(Songs fine, TrainingOptions options) {
    return SongEncoding.fit(fine, options.with(SongEncoding.ENCODING, FeatureEncoding.RANK_GAUSS));
  }

  /** π of each of {@link #genres}. */
  public float[] shares(int name) {
    int[] genres = genres(name);
    float[] shares = new float[genres.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = (float) Math.exp(logs[name][genres[i]]);
    }
    return shares;
  }

  /** The links that need no songs; null if they are to be inferred. */
  static CoarseLinks told(CoarseSongs coarse, int genres, TrainingOptions options) {
    Places places = options.get(PLACES);
    if (places == Places.UNREAD) {
      return new CoarseLinks(new double[coarse.names().size()][genres]);
    }
    if (!coarse.isPlaced() || places == Places.INFERRED) {
      return null;
    }
    List<Integer> order =
        IntStream.range(0, genres).boxed().collect(Collectors.toCollection(ArrayList::new));
    if (places == Places.PERMUTED) {
      Collections.shuffle(order, new Random(options.get(TrainingOptions.SEED)));
    }
    return known(coarse, order);
  }

  /** Whether the weight is to be chosen. */
  static boolean isTuned(double weight) {
    return weight == TUNED;
  }

  /** The weight in networks, which do not choose one. */
  public static double weightInNetworks(TrainingOptions options) {
    double weight = options.get(WEIGHT);
    return isTuned(weight) ? IN_NETWORKS : weight;
  }

  /**
   * The genres that a name may stand for, ascending: those that are linked by more than the least
   * that is inferred, or all of these if none is.
   */
  public int[] genres(int name) {
    double[] links = logs[name];
    double most = Arrays.stream(links).max().orElseThrow();
    double least = most > FLOOR ? FLOOR : Math.nextDown(FLOOR);
    return IntStream.range(0, links.length).filter(genre -> links[genre] > least).toArray();
  }

  /**
   * The links of a known tree.
   *
   * @param places by genre, the genre in whose place it stands; itself, but for a control
   */
  static CoarseLinks known(CoarseSongs coarse, List<Integer> places) {
    double[][] logs = new double[coarse.names().size()][places.size()];
    for (int name = 0; name < logs.length; name++) {
      Arrays.fill(logs[name], Double.NEGATIVE_INFINITY);
      for (int genre : coarse.leaves().get(name)) {
        logs[name][places.get(genre)] = 0;
      }
    }
    return new CoarseLinks(logs);
  }

  /**
   * Infers links.
   *
   * @param coarse songs with coarse names
   * @param fine songs with genres
   */
  static CoarseLinks inferred(Points coarse, Points fine) {
    ClassMoments moments = ClassMoments.of(coarse);
    ClassDensities densities = ClassDensities.fit(moments, PRIOR);
    double[] shares = Logs.ofShares(coarse.counts());
    int[] names = densities.seen();
    double[][] logs = new double[coarse.classes()][fine.classes()];
    Block block = new Block(coarse.classes(), coarse.dimension());
    for (int first = 0; first < fine.size(); first += Block.ROWS) {
      Stop.check("linking coarse names and genres");
      block.fill(fine.values(), first, Math.min(Block.ROWS, fine.size() - first));
      densities.logDensities(block, names, shares);
      for (int row = 0; row < block.rows(); row++) {
        double all = block.logSum(names, row);
        for (int name : names) {
          logs[name][fine.label(first + row)] += (block.log(name, row) - all) / 2;
        }
      }
    }
    for (int genre = 0; genre < fine.classes(); genre++) {
      int c = genre;
      double all = Logs.sum(IntStream.of(names).mapToDouble(name -> logs[name][c]).toArray());
      for (int name : names) {
        logs[name][genre] = Math.max(FLOOR, logs[name][genre] - all);
      }
    }
    return new CoarseLinks(logs);
  }
}

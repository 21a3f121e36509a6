package ihct.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ihct.hierarchy.Ihct;
import ihct.hierarchy.ParentCluster;
import ihct.metrics.PairedBootstrap;
import ihct.models.GenreClassifier;
import ihct.models.HardClassifier;
import ihct.songs.Songs;
import ihct.songs.SplitRule;
import ihct.tries.Property;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnseenMeterTest {

  /** Three tiers: rock holds metal and indie, pop is shallower. */
  private static final List<List<String>> PATHS =
      List.of(
          List.of("rock", "metal", "thrash"),
          List.of("rock", "metal", "doom"),
          List.of("rock", "indie", "dream pop"),
          List.of("pop", "dance pop"),
          List.of("pop", "electropop"));

  private static final Ihct TREE = Ihct.ofPaths(PATHS);

  private static final List<List<String>> OTHERS =
      List.of(
          List.of("rock", "metal", "sludge"),
          List.of("rock", "punk", "ska punk"),
          List.of("pop", "teen pop"),
          List.of("jazz", "bebop"));

  private static SortedMap<String, ParentCluster> places() {
    SortedMap<String, ParentCluster> places = new TreeMap<>();
    List<Optional<ParentCluster>> found = ParentCluster.of(TREE, PATHS, OTHERS);
    for (int i = 0; i < OTHERS.size(); i++) {
      String name = OTHERS.get(i).get(OTHERS.get(i).size() - 1);
      found.get(i).ifPresent(place -> places.put(name, place));
    }
    return places;
  }

  /** Answers a song with its own five features. */
  private static class Echo implements GenreClassifier {
    @Override
    public int classes() {
      return 5;
    }

    @Override
    public void probabilities(float[] features, int rows, float[] probabilities) {
      System.arraycopy(features, 0, probabilities, 0, 5 * rows);
    }
  }

  private static final class HardEcho extends Echo implements HardClassifier {}

  private static UnseenScores measured(GenreClassifier model, double[][] p, String... genres)
      throws Exception {
    Songs songs = Songs.of(p, List.of(genres));
    UnseenMeter.Found measured = UnseenMeter.of(songs, TREE, places()).measure(model);
    return measured == null ? null : measured.scores();
  }

  @Test
  void parentsOfManyBeatTheLikeliestGenre() throws Exception {
    double[] rockByAll = {0.25, 0.0625, 0.25, 0.4375, 0};
    UnseenScores scores =
        measured(
            new Echo(),
            new double[][] {rockByAll, rockByAll, rockByAll, rockByAll, {0, 0, 0, 0, 0}},
            "sludge",
            "ska punk",
            "teen pop",
            "bebop",
            "sludge");
    assertEquals(4, scores.rows()); // bebop's parent holds no genre of the model
    assertEquals(0.25, scores.summed()); // ska punk: rock
    assertEquals(0.25, scores.likeliest()); // teen pop: dance pop's
    assertEquals(0, scores.difference().estimate());
    assertEquals(
        "{ska punk=OfGenre[parent=rock, tier=1, rows=1, summed=1.0, likeliest=0.0],"
            + " sludge=OfGenre[parent=metal, tier=2, rows=2, summed=0.0, likeliest=0.0],"
            + " teen pop=OfGenre[parent=pop, tier=1, rows=1, summed=0.0, likeliest=1.0]}",
        scores.genres().toString());
  }

  @Test
  void answersAloneHaveNoSums() throws Exception {
    UnseenScores scores =
        measured(
            new HardEcho(), new double[][] {{1, 0, 0, 0, 0}, {0, 0, 0, 1, 0}}, "sludge", "sludge");
    assertEquals(0.5, scores.likeliest());
    assertNull(scores.summed());
    assertNull(scores.difference());
    assertNull(scores.genres().get("sludge").summed());
  }

  @Test
  void withoutSuchSongsNothingIsMeasured() throws Exception {
    assertNull(measured(new Echo(), new double[][] {{1, 0, 0, 0, 0}}, "bebop"));
  }

  /** By the names on the paths, without tiers and clusters. */
  @Property(tries = 30)
  void agreesWithSumsOverPaths(long seed) throws Exception {
    Random random = new Random(seed);
    int n = 1 + random.nextInt(40);
    double[][] p = new double[n][5];
    String[] genres = new String[n];
    for (int row = 0; row < n; row++) {
      Arrays.setAll(p[row], c -> random.nextInt(5) / 32.0); // sums without rounding, and with ties
      genres[row] = List.of("sludge", "ska punk", "teen pop").get(random.nextInt(3));
    }
    double[] summed = new double[n];
    double[] likeliest = new double[n];
    for (int row = 0; row < n; row++) {
      List<String> parent =
          switch (genres[row]) {
            case "sludge" -> List.of("rock", "metal");
            case "ska punk" -> List.of("rock");
            default -> List.of("pop");
          };
      double[] own = p[row];
      int best = IntStream.range(0, 5).reduce(0, (a, b) -> own[b] > own[a] ? b : a);
      likeliest[row] = own[best] > 0 && PATHS.get(best).containsAll(parent) ? 1 : 0;
      double sum = sum(own, parent);
      boolean isMost = sum > 0;
      for (List<String> other :
          parent.size() == 2
              ? List.of(
                  List.of("rock", "indie"),
                  List.of("pop", "dance pop"),
                  List.of("pop", "electropop"))
              : List.of(List.of("rock"), List.of("pop"))) {
        boolean isEarlier = other.equals(List.of("rock")); // of equal ones the first is the answer
        isMost &=
            sum > sum(own, other) || sum == sum(own, other) && !isEarlier || other.equals(parent);
      }
      summed[row] = isMost ? 1 : 0;
    }
    UnseenScores scores = measured(new Echo(), p, genres);
    assertEquals(Arrays.stream(summed).average().orElseThrow(), scores.summed(), 1e-12);
    assertEquals(Arrays.stream(likeliest).average().orElseThrow(), scores.likeliest(), 1e-12);
    long[] tracks = SplitRule.TRACK.groups(Songs.of(p, List.of(genres)));
    assertEquals(
        PairedBootstrap.of(summed, likeliest, tracks).difference(10_000, 1), scores.difference());
  }

  private static double sum(double[] p, List<String> node) {
    return IntStream.range(0, 5)
        .filter(c -> PATHS.get(c).subList(0, Math.min(2, PATHS.get(c).size())).containsAll(node))
        .mapToDouble(c -> p[c])
        .sum();
  }
}

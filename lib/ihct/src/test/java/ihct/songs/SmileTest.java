package ihct.songs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.linkage.Agglomerative;
import ihct.linkage.LinkageRule;
import ihct.linkage.Metric;
import ihct.models.SongClouds;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import smile.classification.LDA;
import smile.classification.RandomForest;
import smile.clustering.HierarchicalClustering;
import smile.clustering.linkage.CompleteLinkage;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.data.measure.NominalScale;
import smile.data.vector.BaseVector;
import smile.math.MathEx;
import smile.projection.PCA;

/** Songs before Smile's own algorithms, as a user would put them there. */
class SmileTest {

  private static final Songs SONGS = SongClouds.gaussian(4, 120, 3, 20, 7);

  @BeforeAll
  static void seed() {
    MathEx.setSeed(5); // the forest draws from Smile's own generator
  }

  private static double right(int[] answers) {
    int[] truth = SONGS.y();
    return IntStream.range(0, truth.length).filter(i -> answers[i] == truth[i]).count()
        / (double) truth.length;
  }

  @Test
  void theGenreIsANominalColumnWithItsNames() {
    DataFrame frame = SONGS.smile();
    assertEquals("genre", frame.names()[0]);
    assertEquals(SONGS.features(), Arrays.asList(frame.names()).subList(1, frame.ncols()));
    BaseVector<?, ?, ?> genre = frame.column("genre");
    assertEquals(new NominalScale(SONGS.genres()), genre.measure());
    assertArrayEquals(SONGS.y(), genre.toIntArray());
    int row = SONGS.size() - 1;
    assertEquals(SONGS.genres().get(SONGS.genre(row)), frame.getScale(row, 0));
    assertEquals(SONGS.feature(row, 1), frame.getDouble(row, 2));
  }

  @Test
  void linearDiscriminantAnalysisTellsCloudsApart() {
    assertEquals(1, right(LDA.fit(SONGS.x(), SONGS.y()).predict(SONGS.x())), 0.02);
  }

  @Test
  void aRandomForestTellsCloudsApart() {
    DataFrame frame = SONGS.smile();
    RandomForest forest = RandomForest.fit(Formula.lhs("genre"), frame);
    assertEquals(1, right(forest.predict(frame)), 0.02);
  }

  @Test
  void aFilteredTableBecomesAFrameThroughSongs() {
    var table = SONGS.table();
    List<String> two = SONGS.genres().subList(0, 2);
    Songs some = Songs.of(table.where(table.stringColumn("genre").isIn(two)), "genre");
    assertEquals(two, some.genres());
    assertEquals(some.size(), some.smile().nrows());
  }

  @Test
  void principalComponentsAreThoseOfTheCovariance() {
    double[][] x = SONGS.x();
    double[][] covariance = MathEx.cov(x);
    PCA pca = PCA.fit(x);
    double[] shares = pca.getVarianceProportion();
    double trace = IntStream.range(0, x[0].length).mapToDouble(j -> covariance[j][j]).sum();
    double[] first =
        Arrays.stream(pca.setProjection(1).project(x)).mapToDouble(row -> row[0]).toArray();
    assertEquals(shares[0] * trace, MathEx.var(first), 1e-9 * trace); // rounding
    assertTrue(shares[0] > 0.4, "More than its third of three.");
  }

  @Test
  void hierarchicalClusteringMergesAtTheHeightsOfOurs() {
    double[][] means = GenreMeans.of(SONGS);
    HierarchicalClustering theirs = HierarchicalClustering.fit(CompleteLinkage.of(means));
    var ours = Agglomerative.cluster(means, Metric.EUCLIDEAN, LinkageRule.COMPLETE);
    double[] heights = ours.merges().stream().mapToDouble(merge -> merge.height()).toArray();
    assertArrayEquals(heights, theirs.getHeight(), 1e-6); // Smile computes in floats
    double[][] x = SONGS.x();
    int[] clusters = HierarchicalClustering.fit(CompleteLinkage.of(x)).partition(3);
    for (int row = 0; row < x.length; row++) {
      assertEquals(clusters[firstOf(SONGS.genre(row))], clusters[row], "row " + row);
    }
  }

  private static int firstOf(int genre) {
    return IntStream.range(0, SONGS.size())
        .filter(r -> SONGS.genre(r) == genre)
        .findFirst()
        .orElseThrow();
  }
}

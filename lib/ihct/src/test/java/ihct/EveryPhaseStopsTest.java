package ihct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ihct.hierarchy.Ihct;
import ihct.hierarchy.TierSchedule;
import ihct.linkage.Agglomerative;
import ihct.linkage.BalancedKMeans;
import ihct.linkage.CondensedDistances;
import ihct.linkage.Dendrogram;
import ihct.linkage.LinkageRule;
import ihct.linkage.Metric;
import ihct.loading.LoadingOptions;
import ihct.loading.SongLoader;
import ihct.loading.simulate.SimulatedSongs;
import ihct.loading.simulate.SimulationOptions;
import ihct.models.Training;
import ihct.models.TrainingOptions;
import ihct.models.Trainings;
import ihct.models.baseline.NearestCentroid;
import ihct.models.baseline.RandomGuess;
import ihct.models.boosting.BoostedTrees;
import ihct.models.forest.EntropyTree;
import ihct.models.forest.ExtraTrees;
import ihct.models.forest.GenreForest;
import ihct.models.networks.Dense;
import ihct.models.networks.PathGru;
import ihct.models.networks.Rnn;
import ihct.models.networks.RnnSiblings;
import ihct.models.networks.StackNet;
import ihct.models.networks.TierHeads;
import ihct.models.networks.TreeSoftmax;
import ihct.songs.GenreMeans;
import ihct.songs.SongSplit;
import ihct.songs.Songs;
import ihct.songs.SplitRule;
import ihct.songs.WithinCovariance;
import ihct.songs.ZScores;
import ihct.stopping.Stop;
import ihct.study.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Long calls ask often enough whether they should stop, and stop wherever they are. */
class EveryPhaseStopsTest {

  private static final SimulationOptions SIZE = new SimulationOptions(12, 1_200, 1, 0.5, 0.1);
  private static final Songs SONGS = SimulatedSongs.generate(SIZE);
  private static final int ROWS = SONGS.size();
  private static final int ITEMS = 150;
  private static final double[][] POINTS = points();
  private static final CondensedDistances DISTANCES =
      CondensedDistances.between(POINTS, Metric.EUCLIDEAN);
  private static final Dendrogram DENDROGRAM =
      Agglomerative.cluster(DISTANCES, LinkageRule.COMPLETE);
  private static final Ihct TREE =
      Ihct.of(
          Agglomerative.cluster(
              CondensedDistances.between(GenreMeans.of(SONGS), Metric.EUCLIDEAN),
              LinkageRule.UPGMA),
          TierSchedule.powersOfTwo(12));
  private static final TrainingOptions TRAINING = TrainingOptions.of(1, 100, 0.01, 1);
  private static final TrainingOptions ONE_TREE = Trainings.forest(1, 16, 3, 1, 1);
  private static final TrainingOptions ONE_EXTRA_TREE = Trainings.extra(1, 16, 3, 1, 1);
  private static final int BATCHES = (ROWS + 99) / 100;

  @TempDir static Path folder;

  private static double[][] points() {
    Random random = new Random(1);
    return Stream.generate(() -> random.doubles(3).toArray()).limit(ITEMS).toArray(double[][]::new);
  }

  /**
   * A long call.
   *
   * @param doing what it says it was doing when stopped
   * @param steps the pieces it should be able to stop between
   */
  private record Phase(String name, String doing, long steps, Callable<?> work) {

    /** These leave some work to other threads, now more and now less. */
    boolean isShared() {
      return List.of(
              "boosting",
              "dense",
              "stacknet",
              "rnn",
              "tier-heads",
              "tree-softmax",
              "rnn-siblings",
              "path-gru",
              "prediction",
              "random")
          .contains(name);
    }
  }

  private static Stream<Phase> phases() throws IOException {
    Path file = Files.writeString(folder.resolve("songs.csv"), csv());
    LoadingOptions all = LoadingOptions.everything();
    NearestCentroid centroid = NearestCentroid.fit(SONGS);
    ZScores scaling = ZScores.fit(SONGS);
    return Stream.of(
        new Phase("loading", "songs", ROWS, () -> SongLoader.load(List.of(file), all)),
        new Phase("selecting", "songs", ROWS, () -> SongLoader.select(SONGS, "made", all)),
        new Phase("simulation", "simulating", ROWS, () -> SimulatedSongs.generate(SIZE)),
        new Phase("fingerprint", "fingerprinting", ROWS, SONGS::sha256),
        new Phase("split by track", "", ROWS, () -> SongSplit.of(SONGS, SplitRule.TRACK)),
        new Phase("measuring", "measuring", 11, () -> ZScores.fit(SONGS)),
        new Phase("scaling", "scaling", ROWS, () -> scaling.apply(SONGS)),
        new Phase("genre means", "averaging", ROWS, () -> GenreMeans.of(SONGS)),
        new Phase("distances", "measuring distances", ITEMS, EveryPhaseStopsTest::distances),
        linkage(LinkageRule.SINGLE),
        linkage(LinkageRule.COMPLETE),
        linkage(LinkageRule.UPGMA),
        linkage(LinkageRule.WPGMA),
        new Phase(
            "linkage of points",
            "",
            2L * ITEMS - 1,
            () -> Agglomerative.cluster(POINTS, Metric.COSINE, LinkageRule.COMPLETE)),
        new Phase(
            "balanced k-means",
            "parting clusters",
            ITEMS - 1,
            () -> BalancedKMeans.cluster(POINTS, Metric.EUCLIDEAN, 1)),
        new Phase(
            "within genres",
            "measuring genres",
            ROWS,
            () -> WithinCovariance.of(SONGS, new double[12][11])),
        new Phase("tiers", "", 2L * (ITEMS - 1), EveryPhaseStopsTest::tiers),
        new Phase(
            "cophenetic correlation",
            "measuring cophenetic distances",
            (ITEMS - 1) / 2,
            () -> DENDROGRAM.copheneticCorrelation(DISTANCES)),
        new Phase("decision tree", "growing", 16 * 11, () -> EntropyTree.fit(SONGS, 16)),
        // One tree: of several, the thread that is asked grows as many as it comes to.
        new Phase("forest", "growing", 16, () -> GenreForest.fit(SONGS, ONE_TREE)),
        new Phase("extra-trees", "growing", 16, () -> ExtraTrees.fit(SONGS, ONE_EXTRA_TREE)),
        new Phase(
            "boosting",
            "boosting",
            16,
            () -> BoostedTrees.fit(SONGS, SONGS, Trainings.boosting(4, 3, 0.1))),
        new Phase("centroids", "averaging", ROWS, () -> NearestCentroid.fit(SONGS)),
        new Phase("dense", "", BATCHES, EveryPhaseStopsTest::dense),
        new Phase("stacknet", "", (long) TREE.tiers() * BATCHES, EveryPhaseStopsTest::stackNet),
        new Phase("rnn", "", BATCHES, EveryPhaseStopsTest::rnn),
        new Phase("tier-heads", "", BATCHES, EveryPhaseStopsTest::tierHeads),
        new Phase("tree-softmax", "", BATCHES, EveryPhaseStopsTest::treeSoftmax),
        new Phase("rnn-siblings", "", BATCHES, EveryPhaseStopsTest::rnnSiblings),
        new Phase("path-gru", "", BATCHES, EveryPhaseStopsTest::pathGru),
        new Phase(
            "prediction", "predicting genres", ROWS, () -> Workbench.answers(centroid, SONGS)),
        new Phase(
            "random",
            "predicting",
            ROWS,
            () -> Workbench.answers(RandomGuess.fit(SONGS, 1), SONGS)));
  }

  private static Object distances() {
    return CondensedDistances.between(POINTS, Metric.EUCLIDEAN);
  }

  private static Phase linkage(LinkageRule rule) {
    return new Phase(
        rule + " linkage",
        "linking clusters",
        ITEMS - 1,
        () -> Agglomerative.cluster(DISTANCES, rule));
  }

  private static Object tiers() {
    return Ihct.of(DENDROGRAM, TierSchedule.all(ITEMS));
  }

  private static Object dense() {
    return Dense.fit(Training.of(SONGS, SONGS).with(TRAINING));
  }

  private static Object stackNet() {
    return StackNet.fit(Training.of(SONGS, SONGS).with(TREE).with(TRAINING));
  }

  private static Object rnn() {
    return Rnn.fit(Training.of(SONGS, SONGS).with(TREE).with(TRAINING));
  }

  private static Object tierHeads() {
    return TierHeads.fit(Training.of(SONGS, SONGS).with(TREE).with(TRAINING));
  }

  private static Object treeSoftmax() {
    return TreeSoftmax.fit(Training.of(SONGS, SONGS).with(TREE).with(TRAINING));
  }

  private static Object rnnSiblings() {
    return RnnSiblings.fit(Training.of(SONGS, SONGS).with(TREE).with(TRAINING));
  }

  private static Object pathGru() {
    return PathGru.fit(Training.of(SONGS, SONGS).with(TREE).with(TRAINING));
  }

  private static String csv() {
    StringBuilder csv = new StringBuilder("track_id,artists,track_genre,");
    csv.append(String.join(",", SONGS.features())).append('\n');
    for (int row = 0; row < ROWS; row++) {
      csv.append("t%d,a%d,%s".formatted(row, row / 5, SONGS.genres().get(SONGS.genre(row))));
      for (int j = 0; j < SONGS.dimension(); j++) {
        csv.append(',').append(SONGS.feature(row, j));
      }
      csv.append('\n');
    }
    return csv.toString();
  }

  @TestFactory
  Stream<DynamicTest> asksAtEveryStepAndStopsAnywhere() throws IOException {
    return phases().map(phase -> dynamicTest(phase.name(), () -> check(phase)));
  }

  private static void check(Phase phase) throws Exception {
    long times = Asked.times(phase.work());
    assertTrue(times >= phase.steps(), times + " questions in " + phase.steps() + " steps");
    long last = phase.isShared() ? phase.steps() : times;
    for (long time : new long[] {1, times / 2, last}) {
      String message = Asked.stoppedAt(time, phase.work()).getMessage();
      assertTrue(
          message.startsWith("Stopped while ") && message.contains(phase.doing()),
          () -> "question %d of %d: %s".formatted(time, times, message));
    }
  }

  @Test
  void hundredStopsLeaveNoThreadAndNoMemoryBehind() throws Exception {
    List<Phase> phases = phases().toList();
    stop(phases, 0, phases.size()); // pools of the libraries are made once
    int threads = Thread.activeCount();
    long heap = heapInUse();
    long natively = Pointer.totalBytes();
    stop(phases, phases.size(), phases.size() + 100);
    assertEquals(threads, soon(threads), "threads");
    long grown = heapInUse() - heap;
    assertTrue(grown < 4 << 20, () -> grown + " bytes of the heap");
    assertTrue(nativelyIn(natively + (4 << 20)), () -> Pointer.totalBytes() + " native bytes");
  }

  /** Native memory of arrays that nobody holds any more is given back by a thread of its own. */
  private static boolean nativelyIn(long bytes) {
    long end = System.nanoTime() + 30_000_000_000L;
    while (Pointer.totalBytes() >= bytes && System.nanoTime() < end) {
      heapInUse();
    }
    return Pointer.totalBytes() < bytes;
  }

  private static void stop(List<Phase> phases, int from, int to) throws Exception {
    Random random = new Random(from);
    for (int i = from; i < to; i++) {
      Phase phase = phases.get(i % phases.size());
      Asked.stoppedAt(1 + random.nextLong(phase.steps()), phase.work());
    }
  }

  private static long heapInUse() {
    Pointer.deallocateReferences(); // of arrays that nobody holds any more
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Helpers end by themselves as soon as they are told. */
  private static int soon(int expected) {
    long end = System.nanoTime() + 30_000_000_000L;
    while (Thread.activeCount() > expected && System.nanoTime() < end) {
      Thread.yield();
    }
    return Math.max(expected, Thread.activeCount());
  }

  @Test
  void flagStaysSet() {
    Thread.currentThread().interrupt();
    try {
      CancellationException stop =
          assertThrows(CancellationException.class, () -> Stop.check("testing"));
      assertTrue(stop.getMessage().equals("Stopped while testing."), stop.getMessage());
      assertThrows(CancellationException.class, EveryPhaseStopsTest::dense);
    } finally {
      assertTrue(Thread.interrupted(), "The flag was cleared.");
    }
  }
}

package ihct.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import ihct.data.DataSettings;
import ihct.data.Scale;
import ihct.evaluate.Prediction;
import ihct.linkage.Merge;
import ihct.models.EpochListener;
import ihct.models.EpochResult;
import ihct.models.Training;
import ihct.models.TrainingOptions;
import ihct.models.baseline.NearestCentroid;
import ihct.models.forest.EntropyTree;
import ihct.models.networks.Dense;
import ihct.models.networks.Rnn;
import ihct.models.networks.StackNet;
import ihct.songs.GenreMeans;
import ihct.songs.SplitRule;
import ihct.songs.WithinCovariance;
import ihct.study.run.RunRecord;
import ihct.study.run.SavedModel;
import ihct.tree.BranchMeaning;
import ihct.tree.TreeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkbenchTest {

  private static final Supplier<EpochListener> QUIET = () -> EpochListener.NONE;
  private static final Supplier<EpochListener> NO_TRAINING =
      () ->
          new EpochListener() {
            @Override
            public void batch(int songs, double loss) {
              fail("The model was to be loaded, not trained.");
            }
          };

  @TempDir Path base;

  private Workbench study(int epochs) throws IOException {
    return Workbench.open(
        DataSettings.simulated(Scale.SMALL).with(all -> all.withLimits(50, 200)),
        SplitRule.TRACK,
        TreeSettings.paper(),
        TrainingOptions.of(epochs, 256, 0.001, 1),
        base);
  }

  @Test
  void aModelIsTrainedOnceAndThenFound() throws IOException {
    Workbench.Trained first = study(2).model(Dense.KIND, QUIET);
    Workbench.Trained second = study(2).model(Dense.KIND, NO_TRAINING);
    assertEquals(first.records(), second.records());
    assertEquals(
        ((Dense) first.model()).network().params(), ((Dense) second.model()).network().params());
    assertEquals(2, second.curve().size());
  }

  @Test
  void theEpochsOfASavedModelAreToldAgain() throws IOException {
    study(2).model(StackNet.KIND, QUIET);
    List<String> heard = new ArrayList<>();
    EpochListener listener =
        new EpochListener() {
          @Override
          public void started(String phase, int epochs, long songsPerEpoch) {
            heard.add(phase + " " + epochs);
          }

          @Override
          public void epoch(EpochResult result) {
            heard.add(result.phase() + " epoch " + result.epoch());
          }
        };
    Workbench.Trained again = study(2).model(StackNet.KIND, () -> listener);
    String first = again.curve().get(0).phase();
    assertEquals(
        List.of(first + " 2", first + " epoch 1", first + " epoch 2"), heard.subList(0, 3));
    assertEquals(3 * study(2).ihct().tiers(), heard.size());
    study(2).model(EntropyTree.KIND, QUIET);
    study(2).model(EntropyTree.KIND, () -> fail("A tree has no epochs."));
  }

  @Test
  void clustersAreAsProbableAsTheirGenresTogether() throws IOException {
    Workbench study = study(1);
    study.model(NearestCentroid.KIND, QUIET);
    double[] song = study.test().features(0);
    double[] sums = new double[study.ihct().clusters(1)];
    for (Prediction genre : study.predictor("centroid").top(song, study.genres().size())) {
      sums[study.ihct().cluster(1, study.genres().indexOf(genre.genre()))] += genre.probability();
    }
    List<Prediction> clusters = study.predictor("centroid", "k2").top(song, 2);
    assertEquals(Math.max(sums[0], sums[1]), clusters.get(0).probability(), 1e-6);
    String name = "k2-" + (sums[0] < sums[1] ? 1 : 0) + " (";
    assertTrue(clusters.get(0).genre().startsWith(name), "" + clusters);
  }

  /** The first merge joins two genres: their means, in deviations within genres. */
  @Test
  void branchesAreExplainedByTheTrainingPart() throws IOException {
    Workbench study = study(1);
    double[][] means = GenreMeans.of(study.train());
    double[] deviations = WithinCovariance.deviations(study.train(), means);
    Merge merge = study.dendrogram().merges().get(0);
    BranchMeaning first = study.explain(study.genres().size());
    for (BranchMeaning.Difference difference : first.sides().get(0).differences()) {
      int j = study.train().features().indexOf(difference.feature());
      assertEquals(
          (means[merge.left()][j] - means[merge.right()][j]) / deviations[j],
          difference.deviations());
    }
    assertEquals(
        study.explain(0, 0).sides().stream().map(BranchMeaning.Side::words).toList(),
        study.meanings().table(1).stringColumn("against its siblings").asList());
  }

  @Test
  void otherTrainingIsAnotherStudy() throws IOException {
    study(1).model(Dense.KIND, QUIET);
    Workbench longer = study(2);
    assertTrue(longer.saved(Dense.KIND).isEmpty());
    assertNotEquals(study(1).folder(), longer.folder());
  }

  @Test
  void resultsStandInThePapersOrderAndReplaceEarlierOnes() throws IOException {
    Workbench study = study(1);
    study.model(Rnn.KIND, QUIET);
    study.model(NearestCentroid.KIND, QUIET);
    NearestCentroid again = NearestCentroid.fit(study.train());
    Training training = Training.of(study.train(), study.validation());
    study.save(NearestCentroid.KIND, again, training, List.of(), 2.5);
    List<RunRecord> results = study.results();
    assertEquals(
        List.of("centroid", "rnn", "rnn-greedy"), results.stream().map(RunRecord::model).toList());
    assertEquals(2.5, results.get(0).training().trainSeconds());
    assertEquals(3, Files.readAllLines(study.folder().resolve("results.jsonl")).size());
    assertEquals(4, Files.readAllLines(study.folder().resolve("results.csv")).size());
  }

  @Test
  void theFolderIsARunThatOtherCommandsRead() throws IOException {
    Workbench study = study(1);
    study.model(Rnn.KIND, QUIET);
    SavedModel model = SavedModel.ofRun(study.folder(), "rnn-greedy");
    assertEquals(study.genres(), model.run().genres());
    assertEquals(study.genres().size(), model.classifier().classes());
  }

  @Test
  void anUnfinishedModelIsNotKept() throws IOException {
    Workbench study = study(1);
    NearestCentroid model = NearestCentroid.fit(study.train());
    Training training = Training.of(study.train(), study.validation());
    Thread.currentThread().interrupt();
    try {
      CancellationException stopped =
          assertThrows(
              CancellationException.class,
              () -> study.save(NearestCentroid.KIND, model, training, List.of(), 1));
      assertTrue(stopped.getMessage().contains("centroid"), stopped.getMessage());
    } finally {
      assertTrue(Thread.interrupted());
    }
    assertTrue(study.results().isEmpty());
  }

  /** Interrupts its thread after the first epoch. */
  private static EpochListener stopAfterOne() {
    return new EpochListener() {
      @Override
      public void epoch(EpochResult result) {
        Thread.currentThread().interrupt();
      }
    };
  }

  @Test
  void aStoppedTrainingIsNotKeptNorItsModelLater() throws IOException {
    Workbench study = study(5);
    assertThrows(
        CancellationException.class, () -> study.model(Dense.KIND, WorkbenchTest::stopAfterOne));
    assertTrue(Thread.interrupted());
    assertEquals(study.genres().size(), study.stopped(Dense.KIND).orElseThrow().classes());
    assertTrue(study.stopped(Rnn.KIND).isEmpty());
    Training training =
        Training.of(study.train(), study.validation()).with(study.training()).with(stopAfterOne());
    Dense stopped = Dense.fit(training);
    assertTrue(Thread.interrupted());
    assertThrows(
        CancellationException.class, () -> study.save(Dense.KIND, stopped, training, List.of(), 1));
    assertTrue(study.results().isEmpty());
    assertFalse(Files.exists(study.folder().resolve("models/dense.zip")));
  }

  @Test
  void aStudyStoppedWhileItOpensStartsAnew() throws IOException {
    Path folder = study(1).folder();
    Files.delete(folder.resolve("tree.json"));
    Files.delete(folder.resolve("tiers.csv"));
    study(1);
    assertTrue(Files.exists(folder.resolve("tree.json")));
  }

  @Test
  void answersAgreeWithTopOneAccuracy() throws IOException {
    Workbench study = study(1);
    Workbench.Trained tree = study.model(EntropyTree.KIND, QUIET);
    int[] answers = Workbench.answers(tree.model(), study.test());
    double right = 0;
    for (int row = 0; row < answers.length; row++) {
      right += answers[row] == study.test().genre(row) ? 1 : 0;
    }
    assertEquals(tree.records().get(0).scores().top1(), right / answers.length, 1e-12);
  }
}

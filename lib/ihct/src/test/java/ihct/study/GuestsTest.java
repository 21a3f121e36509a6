package ihct.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.data.DataSettings;
import ihct.data.Scale;
import ihct.evaluate.Answers;
import ihct.models.Classifiers;
import ihct.models.GenreClassifier;
import ihct.models.Kind;
import ihct.models.Kinds;
import ihct.models.Training;
import ihct.models.TrainingOptions;
import ihct.plots.Plot;
import ihct.plots.ResultPlots;
import ihct.songs.Songs;
import ihct.songs.SplitRule;
import ihct.study.guests.CheckedClassifier;
import ihct.study.guests.PairedComparison;
import ihct.study.run.ResultTable;
import ihct.study.run.RunRecord;
import ihct.tree.TreeSettings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions;
import smile.classification.KNN;
import smile.classification.LDA;

/** Models of other libraries and rules, on the bench beside ours. */
class GuestsTest {

  @TempDir static Path base;
  private static Workbench bench;

  @BeforeAll
  static void open() throws Exception {
    bench =
        Workbench.open(
            DataSettings.simulated(Scale.SMALL).with(all -> all.withLimits(50, 200)),
            SplitRule.ARTIST,
            TreeSettings.paper(),
            TrainingOptions.of(1, 256, 0.001, 1),
            base);
  }

  private static double[][] x(Songs songs) {
    double[][] x = new double[songs.size()][songs.dimension()];
    for (int row = 0; row < x.length; row++) {
      for (int j = 0; j < x[row].length; j++) {
        x[row][j] = (float) songs.feature(row, j);
      }
    }
    return x;
  }

  @Test
  void ldaOfSmileIsScoredAsSmileItselfAnswers() throws Exception {
    LDA lda = LDA.fit(x(bench.train()), bench.train().y());
    RunRecord record = bench.score("Smile LDA", Classifiers.of(lda));
    int[] answers = lda.predict(x(bench.test()));
    int right = 0;
    for (int row = 0; row < answers.length; row++) {
      right += answers[row] == bench.test().genre(row) ? 1 : 0;
    }
    assertEquals((double) right / answers.length, record.scores().top1(), 1e-12);
    assertTrue(record.scores().top5() > record.scores().top1());
    assertTrue(record.reliability().temperature() > 0);
    assertTrue(bench.results().contains(record));
  }

  @Test
  void hardClassifierFillsWhatItsAnswersDecide() throws Exception {
    KNN<double[]> knn = KNN.fit(x(bench.train()), bench.train().y(), 1);
    RunRecord record =
        bench.score(
            "a hard one", Classifiers.of((smile.classification.Classifier<double[]>) knn::predict));
    assertTrue(record.scores().top1() > 0);
    assertEquals(bench.ihct().tiers(), record.scores().tierAccuracy().size());
    assertTrue(Double.isNaN(record.scores().top5()));
    assertTrue(
        record
            .toString()
            .matches(
                "a hard one: top-1 [\\d.]+ %, top-5 – %, top-10 – %, macro-F1 [\\d.]+ %, log loss – on \\d+ test rows"),
        record.toString());
    assertTrue(Double.isNaN(record.scores().logLoss()));
    assertNull(record.reliability().temperature());
    assertNull(record.reliability().brier());
    bench.score(
        "the same", Classifiers.of((smile.classification.Classifier<double[]>) knn::predict));
    assertEquals(0, bench.compare("a hard one", "the same").difference().estimate());
  }

  @Test
  void guestsStandInTheTableAndTheFigures() throws Exception {
    bench.model(Kinds.of("centroid"));
    bench.score("in the table", song -> bench.genres().get(0));
    List<RunRecord> results = bench.results();
    String line =
        ResultTable.text(results)
            .lines()
            .filter(each -> each.startsWith("in the table"))
            .findFirst()
            .orElseThrow();
    assertTrue(
        line.matches("in the table +\\d+\\.\\d+ +– +– +\\d+\\.\\d+ +\\d+\\.\\d+ +– +– +– *"),
        "top-1, any genre and macro-F1 alone, as it is hard: " + line);
    Map<String, double[]> byModel = new LinkedHashMap<>();
    results.forEach(
        each ->
            byModel.put(
                each.model(),
                each.scores().tierAccuracy().stream().mapToDouble(share -> share).toArray()));
    List<String> models = results.stream().map(RunRecord::model).toList();
    double[] shares = results.stream().mapToDouble(each -> each.scores().top1()).toArray();
    double[] none = new double[shares.length];
    Arrays.fill(none, Double.NaN);
    for (Plot plot :
        List.of(
            ResultPlots.tierAccuracy(byModel, bench.ihct().schedule(), bench.test().size()),
            ResultPlots.accuracyWithIntervals(models, shares, bench.test().size(), none))) {
      assertTrue(plot.toString().contains("in the table"), plot.toString());
    }
  }

  @Test
  void genreThatAGuestNeverSawHasProbabilityZero() throws Exception {
    Songs train = bench.train();
    int[] rows =
        java.util.stream.IntStream.range(0, train.size())
            .filter(row -> train.genre(row) != 0 && train.genre(row) != 7)
            .toArray();
    double[][] all = x(train);
    double[][] some = Arrays.stream(rows).mapToObj(row -> all[row]).toArray(double[][]::new);
    int[] labels = Arrays.stream(rows).map(train::genre).toArray();
    int[] seen = Arrays.stream(labels).distinct().sorted().toArray();
    LDA lda = LDA.fit(some, labels);
    GenreClassifier guest = Classifiers.of(lda, seen).among(train);
    float[] song = new float[train.dimension()];
    float[] p = new float[guest.classes()];
    for (int row = 0; row < 50; row++) {
      bench.test().copyFeatures(row, song, 0);
      guest.probabilities(song, 1, p);
      assertEquals(0, p[0]);
      assertEquals(0, p[7]);
      int most = 0;
      for (int c = 0; c < p.length; c++) {
        most = p[c] > p[most] ? c : most;
      }
      assertEquals(lda.predict(x(bench.test())[row]), most);
    }
    assertArrayEquals(new int[] {0, 7}, Classifiers.of(lda, seen).neverSeen(train));
    assertEquals(
        "half blind never saw 2 of the 40 genres; they have probability 0."
            + System.lineSeparator(),
        printed(() -> bench.score("half blind", Classifiers.of(lda, seen))));
    IllegalArgumentException untold =
        assertThrows(
            IllegalArgumentException.class, () -> bench.score("some", Classifiers.of(lda)));
    assertTrue(untold.getMessage().contains("name its classes"), untold.getMessage());
  }

  private static String printed(Executable call) throws Exception {
    PrintStream usual = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      call.execute();
    } catch (Throwable e) {
      throw new AssertionError(e);
    } finally {
      System.setOut(usual);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void networkOfDl4jIsScored() throws Exception {
    MultiLayerNetwork network = network(bench.genres().size());
    RunRecord record = bench.score("my network", Classifiers.of(network));
    assertEquals(bench.test().size(), record.scores().rows());
    assertTrue(record.training().evaluateSeconds() > 0);
    assertFalse(Files.exists(bench.folder().resolve("models/my network.zip")));
    IllegalArgumentException wrong =
        assertThrows(
            IllegalArgumentException.class, () -> bench.score("wrong", Classifiers.of(network(3))));
    assertTrue(
        wrong
            .getMessage()
            .startsWith(
                "\"wrong\" fails at validation row 0: The network's output for 1 songs has the shape [1, 3]; it must be [1, 40]"),
        wrong.getMessage());
  }

  private static MultiLayerNetwork network(int outputs) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .list()
                .layer(
                    new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                        .nIn(11)
                        .nOut(outputs)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    return network;
  }

  @Test
  void ruleSeesScaledSongsOrSongsAsRead() throws Exception {
    List<String> genres = bench.genres();
    double[] largest = {0, 0};
    bench.score(
        "a rule",
        song -> {
          largest[0] = Math.max(largest[0], Math.abs(song.get("duration_ms")));
          return song.get("energy") > 0 ? genres.get(0) : genres.get(1);
        });
    Set<Double> durations =
        java.util.stream.IntStream.range(0, bench.songs().size())
            .mapToObj(
                row -> bench.songs().feature(row, bench.songs().features().indexOf("duration_ms")))
            .collect(Collectors.toSet());
    bench.scoreAsRead(
        "as read",
        song -> {
          assertTrue(durations.contains(song.get("duration_ms")));
          largest[1] = Math.max(largest[1], song.get("duration_ms"));
          return null;
        });
    assertTrue(largest[0] < 50 && largest[1] > 1000, Arrays.toString(largest));
  }

  @Test
  void whatFailsIsToldWithItsRow() {
    assertTrue(
        failure(song -> "no such genre")
            .contains("test row 0: The rule answers \"no such genre\""));
    assertTrue(failure(song -> song.get("enrgy") > 0 ? "a" : "b").contains("they have "));
    int[] calls = {0};
    String third =
        failure(
            song -> {
              if (++calls[0] >= 3) {
                throw new IllegalStateException("out of ideas");
              }
              return null;
            });
    assertTrue(third.contains("out of ideas"), third);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> bench.score("sums to two", model((song, p) -> Arrays.fill(p, 0, 2, 1f))))
            .getMessage();
    assertTrue(message.contains("validation row 0 sum to 2"), message);
    String small =
        assertThrows(IllegalArgumentException.class, () -> bench.score("dense", song -> null))
            .getMessage();
    assertTrue(small.contains("name of one of our models"), small);
  }

  @Test
  void nameIsALineThatTablesCanHold() {
    for (String name : Arrays.asList(null, "", "  ", "two\nlines", "a\ttab")) {
      assertEquals(
          "A model needs a name of one line, such as \"Smile LDA\".",
          assertThrows(IllegalArgumentException.class, () -> bench.score(name, song -> null))
              .getMessage());
    }
  }

  @Test
  void whatHasNoResultYetIsTold(@TempDir Path empty) throws Exception {
    Workbench fresh =
        Workbench.open(
            DataSettings.simulated(Scale.SMALL),
            SplitRule.TRACK,
            TreeSettings.paper(),
            TrainingOptions.paper(),
            empty);
    assertEquals(
        "\"dense\" has no result here; no model has one yet. Train it by model(…), or score it.",
        assertThrows(IllegalArgumentException.class, () -> fresh.compare("dense", "rnn"))
            .getMessage());
    fresh.score("nobody", song -> null);
    assertEquals(
        "\"dense\" has no result here; these have: nobody. Train it by model(…), or score it.",
        assertThrows(IllegalArgumentException.class, () -> fresh.predictor("dense")).getMessage());
  }

  /** Smile numbers the classes that it saw from 0 on, whatever they are called. */
  @Test
  void classesThatAreNotToldAreNotTakenForOthers() throws Exception {
    Songs train = bench.train();
    int[] rows =
        java.util.stream.IntStream.range(0, train.size())
            .filter(row -> train.genre(row) != 0)
            .toArray();
    KNN<double[]> knn = KNN.fit(x(train.rows(rows)), train.rows(rows).y(), 20);
    IllegalArgumentException untold =
        assertThrows(IllegalArgumentException.class, () -> bench.score("kNN", Classifiers.of(knn)));
    assertTrue(untold.getMessage().contains("name its classes"), untold.getMessage());
    int[] backwards = java.util.stream.IntStream.range(0, 39).map(i -> 39 - i).toArray();
    int[] answers = knn.predict(x(bench.test()));
    assertArrayEquals(
        answers, Answers.of(Classifiers.of(knn, backwards).among(train), bench.test()));
  }

  @Test
  void evaluationOfDl4jNeedsTheSameGenres() {
    Songs few = bench.test().withGenres(bench.genres().subList(0, 3));
    GenreClassifier all = model((song, p) -> p[39] = 1);
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> Answers.evaluation(all, few))
            .getMessage()
            .startsWith("The model knows 40 genres, and the songs have 3"));
  }

  /** However often the songs pass by, and in whatever batches. */
  @Test
  void rowIsNamedByItsSongAndNotByTheOrderOfCalls() {
    Songs test = bench.test();
    int d = test.dimension();
    float[] seventh = new float[d];
    test.copyFeatures(7, seventh, 0);
    boolean[] fails = {false};
    GenreClassifier checked =
        CheckedClassifier.of(
            "moody",
            model(
                (songs, p) -> {
                  p[0] = 1;
                  if (fails[0] && Arrays.equals(songs, 0, d, seventh, 0, d)) {
                    throw new IllegalStateException("not this one");
                  }
                }),
            "test",
            test);
    float[] p = new float[checked.classes()];
    for (int pass = 0; pass < 2; pass++) {
      for (int row = 0; row < 10; row++) {
        float[] song = new float[d];
        test.copyFeatures(row, song, 0);
        checked.probabilities(song, 1, p);
      }
    }
    fails[0] = true;
    assertEquals(
        "\"moody\" fails at test row 7: not this one",
        assertThrows(IllegalArgumentException.class, () -> checked.probabilities(seventh, 1, p))
            .getMessage());
  }

  private static String failure(ihct.study.guests.Rule rule) {
    return assertThrows(
            IllegalArgumentException.class, () -> bench.score("a rule that fails", rule))
        .getMessage();
  }

  private interface Answer {
    void of(float[] songs, float[] probabilities);
  }

  private static GenreClassifier model(Answer answer) {
    return new GenreClassifier() {
      @Override
      public int classes() {
        return bench.genres().size();
      }

      @Override
      public void probabilities(float[] songs, int rows, float[] probabilities) {
        Arrays.fill(probabilities, 0);
        answer.of(songs, probabilities);
      }
    };
  }

  @Test
  void guestsAndOursAreComparedSongBySong() throws Exception {
    bench.model(Kinds.of("centroid"));
    LDA lda = LDA.fit(x(bench.train()), bench.train().y());
    bench.score("LDA", Classifiers.of(lda));
    PairedComparison compared = bench.compare("LDA", "centroid");
    int[] ours = Answers.of(bench.saved(Kinds.of("centroid")).orElseThrow().model(), bench.test());
    int[] theirs = lda.predict(x(bench.test()));
    int onlyTheirs = 0;
    int onlyOurs = 0;
    for (int row = 0; row < ours.length; row++) {
      boolean a = theirs[row] == bench.test().genre(row);
      boolean b = ours[row] == bench.test().genre(row);
      onlyTheirs += a && !b ? 1 : 0;
      onlyOurs += b && !a ? 1 : 0;
    }
    assertEquals(onlyTheirs, compared.mcnemar().onlyFirst());
    assertEquals(onlyOurs, compared.mcnemar().onlySecond());
    assertEquals(
        100.0 * (onlyTheirs - onlyOurs) / ours.length, compared.difference().estimate(), 1e-9);
    assertTrue(compared.groups() < compared.rows());
    assertThrows(IllegalArgumentException.class, () -> bench.compare("LDA", "nobody"));
  }

  /** A kind whose training gives what it is told to give. */
  private record Odd(Supplier<GenreClassifier> model) implements Kind {
    @Override
    public String name() {
      return "odd";
    }

    @Override
    public GenreClassifier fit(Training training) {
      return model.get();
    }
  }

  @Test
  void kindOfSomebodyElseIsLookedAtAsItIsTrained() {
    Map<Supplier<GenreClassifier>, String> failures =
        Map.of(
            () -> null,
            "The kind of model \"odd\" (%s) gives no model.",
            () -> {
              throw new IllegalStateException("out of ideas");
            },
            "fails while it is trained: java.lang.IllegalStateException: out of ideas.",
            () ->
                Classifiers.of(network(3))
                    .among(bench.train().withGenres(bench.genres().subList(0, 3))),
            "gives a model of 3 classes, and the songs have 40 genres.",
            () -> Kinds.of("majority").fit(Training.of(bench.train(), bench.validation())),
            "gives a model that is saved as of the kind \"majority\".",
            () -> model((song, p) -> Arrays.fill(p, 0, bench.genres().size(), 1f)),
            "The probabilities that the model gives row 0 (counted from 0) sum to 40.0000; they must not exceed 1.");
    failures.forEach(
        (model, words) -> {
          String message =
              assertThrows(IllegalArgumentException.class, () -> bench.model(new Odd(model)))
                  .getMessage();
          assertTrue(message.contains(words.formatted(Odd.class.getName())), message);
        });
  }

  @Test
  void kindThatCannotBeSavedIsKeptForTheSession() throws Exception {
    Kind odd = new Odd(() -> model((song, p) -> p[0] = 1));
    Kinds.add(odd);
    try {
      Workbench.Trained first = bench.model(odd);
      assertEquals(first.model(), bench.model("odd").model());
      assertEquals(0, bench.compare("odd", "odd").difference().estimate());
      Kinds.add(new Odd(() -> null)); // as in a session to come
      assertEquals(
          "\"odd\" was trained in another session, and models of its kind cannot be saved; train it again: model(\"odd\").",
          assertThrows(IllegalArgumentException.class, () -> bench.predictor("odd")).getMessage());
      assertTrue(bench.saved(Kinds.of("odd")).isEmpty());
    } finally {
      Kinds.remove("odd");
    }
  }

  @Test
  void guestThatCanBeSavedIsSaved() throws Exception {
    GenreClassifier centroid = bench.model(Kinds.of("centroid")).model();
    bench.score("my-centroid", centroid);
    assertTrue(Files.exists(bench.folder().resolve("models/my-centroid.zip")));
    bench.score("a rule again", song -> null);
    assertFalse(Files.exists(bench.folder().resolve("models/a rule again.zip")));
  }
}

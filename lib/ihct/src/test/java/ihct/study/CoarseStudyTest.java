package ihct.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.data.SongData;
import ihct.files.RunListener;
import ihct.loading.Reading;
import ihct.loading.Reason;
import ihct.loading.csv.Text;
import ihct.loading.simulate.SimulationOptions;
import ihct.models.TrainingOptions;
import ihct.songs.CoarseSongs;
import ihct.songs.Songs;
import ihct.songs.SplitRule;
import ihct.study.fold.Fold;
import ihct.study.plan.Plan;
import ihct.study.plan.PlanFile;
import ihct.study.plan.PlanFold;
import ihct.study.verdict.Verdict;
import ihct.study.verdict.VerdictText;
import ihct.tree.GenreTree;
import ihct.tree.TreeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies that take the genre from most training songs. */
class CoarseStudyTest {

  private static final SimulationOptions MADE = new SimulationOptions(12, 1800, 1, 0.6, 0.1);

  private static final String FEATURES =
      "duration_ms,popularity,acousticness,danceability,energy,instrumentalness,liveness,loudness,"
          + "speechiness,tempo,valence";

  @TempDir Path folder;

  private static Fold fold() throws IOException {
    return Fold.of(SongData.simulated(MADE), SplitRule.TRACK, 1, false);
  }

  /** With few songs that keep their genre; the planted tree tells what others are called. */
  private static Fold coarsened(int songs, long seed) throws IOException {
    return fold().coarsened(songs, seed, tree("known", List.of("planted")));
  }

  private static GenreTree tree(String source, List<String> columns) throws IOException {
    return fold()
        .tree(
            TreeSettings.paper().withSource(source, 1),
            columns,
            TrainingOptions.paper(),
            RunListener.NONE);
  }

  private static Set<Long> tracks(Songs songs) {
    return IntStream.range(0, songs.size()).mapToObj(songs::trackKey).collect(Collectors.toSet());
  }

  @Test
  void fewSongsOfEachGenreKeepItAndTheOthersAreCalledAfterItsParent() throws IOException {
    Fold whole = fold();
    Fold few = coarsened(4, 1);
    assertEquals(4, Arrays.stream(few.train().rowsPerGenre()).max().getAsInt());
    assertEquals(4, Arrays.stream(few.train().rowsPerGenre()).min().getAsInt());
    assertEquals(whole.test().sha256(), few.test().sha256());
    assertEquals(4, Arrays.stream(few.validation().rowsPerGenre()).max().getAsInt());
    assertTrue(tracks(whole.validation()).containsAll(tracks(few.validation())));
    CoarseSongs coarse = few.coarse().orElseThrow();
    Map<String, List<String>> paths = whole.data().genrePaths();
    for (int row = 0; row < coarse.songs().size(); row++) {
      long track = coarse.songs().trackKey(row);
      String name = coarse.names().get(coarse.songs().genre(row));
      assertTrue(
          IntStream.range(0, whole.train().size())
              .filter(other -> whole.train().trackKey(other) == track)
              .mapToObj(other -> paths.get(whole.train().genres().get(whole.train().genre(other))))
              .anyMatch(path -> path.get(path.size() - 2).equals(name)));
    }
    for (int name = 0; name < coarse.names().size(); name++) {
      for (int genre : coarse.leaves().get(name)) {
        List<String> path = paths.get(few.train().genres().get(genre));
        assertEquals(coarse.names().get(name), path.get(path.size() - 2));
      }
    }
  }

  @Test
  void songsOfGenresWithoutSiblingsAreLeftOut() throws IOException {
    Songs train = fold().train();
    List<List<String>> above = tree("known", List.of("planted")).namesAbove();
    List<String> parents = above.stream().map(names -> names.get(names.size() - 1)).toList();
    int[] rows = train.rowsPerGenre();
    int alone =
        IntStream.range(0, rows.length)
            .filter(g -> Collections.frequency(parents, parents.get(g)) == 1)
            .map(g -> rows[g] - 4)
            .sum();
    Fold few = coarsened(4, 1);
    assertTrue(alone > 0);
    assertEquals(Map.of("of a genre without siblings", alone), few.coarseLeftOut());
    CoarseSongs coarse = few.coarse().orElseThrow();
    assertEquals(train.size() - 4 * rows.length - alone, coarse.songs().size());
    assertTrue(coarse.leaves().stream().allMatch(leaves -> leaves.size() > 1));
  }

  /** "Psych rock" has too few songs, so that no other genre ends as "punk rock" does. */
  @Test
  void lastWordsOfGenresAreTheirCoarseNames() throws IOException {
    Random random = new Random(3);
    List<String> lines = new ArrayList<>(List.of("track_id,track_genre,artists," + FEATURES));
    for (int i = 0; i < 500; i++) {
      List<String> genres =
          List.of("deep house", "Tech-House", "opera", "punk rock", "dream pop", "art pop");
      lines.add(
          "t%d,%s,a%d,%s"
              .formatted(
                  i,
                  i < 20 ? "psych rock" : genres.get(i % 6),
                  i,
                  String.join(
                      ",", Stream.generate(() -> "" + random.nextDouble()).limit(11).toList())));
    }
    Files.write(folder.resolve("songs.csv"), lines);
    Plan plan =
        Plan.of("words")
            .seeds(1)
            .reference("fine")
            .data("songs", data -> data.files("songs.csv").trees("words").fineSongs(3, 5))
            .tree("words", made -> made.source("names").absentClasses("drop"))
            .arm("fine", arm -> arm.model("gaussian").train(Map.of("coarseWeight", 0)))
            .arm("known", arm -> arm.model("gaussian").on("songs-5"))
            .ask("Do they help?", ask -> ask.arm("known").against("fine"))
            .build();
    assertEquals(List.of("songs-3", "songs-5"), List.copyOf(plan.data().keySet()));
    assertEquals(List.of("songs-5"), plan.questions().get(0).on());
    assertEquals(plan, PlanFile.parse("plan", PlanFile.text(plan)));
    SongData songs =
        SongData.load(
            plan.data().get("songs-5").settings(Map.of("songs.csv", folder.resolve("songs.csv"))),
            Reading.TO_LEARN.keeping(plan.keptClasses("songs-5")),
            RunListener.NONE);
    assertEquals(
        List.of("Tech-House", "art pop", "deep house", "dream pop"), songs.songs().genres());
    assertEquals(160, songs.report().leftOut().get(Reason.NOT_IN_TREE).rows());
    assertEquals(20, songs.report().leftOut().get(Reason.TOO_FEW).rows());
    Fold fold = PlanFold.of(plan, "songs-5", songs, 1).fold();
    assertEquals(20, fold.train().size());
    CoarseSongs coarse = fold.coarse().orElseThrow();
    assertEquals(List.of("house", "pop"), coarse.names());
    assertEquals(List.of(List.of(0, 2), List.of(1, 3)), coarse.leaves());
  }

  @Test
  void planSaysItShorter() {
    String text =
        """
        {"plan": "p", "seeds": [1], "reference": "a",
         "data": {"d": {"files": ["f"], "hierarchy": ["x", "y"], "trees": ["t"], "fineSongs": %s}},
         "trees": {"t": {"source": "columns"}},
         "arms": {"a": {"model": "gaussian"}, "b": {"model": "lda", "on": %s}},
         "questions": [{"ask": "?", "arm": "a", "against": "b"}]}
        """;
    Plan plan = PlanFile.parse("p", text.formatted("[2, 7]", "[\"d-7\"]"));
    assertEquals(List.of(2), plan.data().get("d-2").fineSongs());
    assertEquals(List.of("d-7"), plan.questions().get(0).on());
    Plan one = PlanFile.parse("p", text.formatted("2", "[\"d\"]"));
    assertEquals(List.of(2), one.data().get("d").fineSongs());
    for (String wrong : List.of("0", "[3, 0]")) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> PlanFile.parse("p", text.formatted(wrong, "[\"d\"]")))
              .getMessage();
      assertTrue(message.contains("songs of each genre keep it; it must be at least 1."), message);
    }
    String none =
        assertThrows(
                IllegalArgumentException.class,
                () -> PlanFile.parse("p", text.formatted("2", "[]")))
            .getMessage();
    assertTrue(none.contains("\"?\" is about arms that no data have in common."), none);
  }

  @Test
  void seedDrawsThem() throws IOException {
    assertEquals(tracks(coarsened(4, 1).train()), tracks(coarsened(4, 1).train()));
    assertNotEquals(tracks(coarsened(4, 1).train()), tracks(coarsened(4, 2).train()));
  }

  @Test
  void studyComparesWhatIsKnownOfTheNames() throws IOException {
    Plan plan =
        Plan.of("coarse")
            .seeds(1, 2)
            .resamples(200)
            .reference("fine")
            .data("made", data -> data.simulated(12, 1800, 1, 0.6).trees("planted").fineSongs(3, 6))
            .tree("planted", made -> made.source("columns"))
            .arm("fine", arm -> arm.model("gaussian").train(Map.of("coarseWeight", 0)))
            .arm("known", arm -> arm.model("gaussian"))
            .arm("permuted", arm -> arm.model("gaussian").train(Map.of("coarsePlaces", "permuted")))
            .ask(
                "Do they help?",
                ask -> ask.on("made-3").arm("known").measure("top1").against("fine"))
            .ask(
                "By any tree?",
                ask -> ask.on("made-3").arm("permuted").measure("top1").against("fine"))
            .build();
    List<String> stages = new ArrayList<>();
    RunListener listener =
        new RunListener() {
          @Override
          public void stage(String what) {
            stages.add(what);
          }
        };
    Verdict verdict = PlanRun.of(plan, List.of(), folder.resolve("out"), listener).run(false);
    assertEquals(1, Collections.frequency(stages, "Simulating songs"), "the songs are the same");
    assertTrue(
        verdict.answers().get(0).effect().estimate()
            > verdict.answers().get(1).effect().estimate());
    Verdict.DataFacts facts = verdict.data().get("made-3");
    assertTrue(facts.coarseRows() > 0);
    assertTrue(
        VerdictText.facts(facts)
            .contains(Text.format(" and %,d with a coarse name alone, ", facts.coarseRows())),
        VerdictText.facts(facts));
  }

  @Test
  void withoutANameAboveItIsRefused() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    Plan.of("coarse")
                        .seeds(1)
                        .reference("fine")
                        .data("own", data -> data.files("a.csv").trees("t").fineSongs(3))
                        .tree("t", made -> made)
                        .arm("fine", arm -> arm.model("gaussian"))
                        .build())
            .getMessage();
    assertTrue(message.contains("names no tree that tells how the others are called"), message);
  }
}

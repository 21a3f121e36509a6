package ihct.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.data.SongData;
import ihct.files.RunListener;
import ihct.loading.simulate.SimulationOptions;
import ihct.songs.CoarseSongs;
import ihct.songs.Songs;
import ihct.songs.SplitRule;
import ihct.study.fold.Fold;
import ihct.study.plan.Plan;
import ihct.study.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies that take the genre from most training songs. */
class CoarseStudyTest {

  private static final SimulationOptions MADE = new SimulationOptions(12, 1800, 1, 0.6, 0.1);

  @TempDir Path folder;

  private static Fold fold() throws IOException {
    return Fold.of(SongData.simulated(MADE), SplitRule.TRACK, 1, false);
  }

  private static Set<Long> tracks(Songs songs) {
    return IntStream.range(0, songs.size()).mapToObj(songs::trackKey).collect(Collectors.toSet());
  }

  @Test
  void fewSongsOfEachGenreKeepItAndTheOthersAreCalledAfterItsParent() throws IOException {
    Fold whole = fold();
    Fold few = whole.coarsened(4, 1);
    assertEquals(4, Arrays.stream(few.train().rowsPerGenre()).max().getAsInt());
    assertEquals(4, Arrays.stream(few.train().rowsPerGenre()).min().getAsInt());
    assertEquals(whole.test().sha256(), few.test().sha256());
    assertEquals(whole.validation().sha256(), few.validation().sha256());
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
    Fold few = fold().coarsened(4, 1);
    CoarseSongs coarse = few.coarse().orElseThrow();
    int[] rows = coarse.songs().rowsPerGenre();
    for (int name = 0; name < rows.length; name++) {
      assertEquals(rows[name] > 0, coarse.leaves().get(name).size() > 1);
    }
  }

  @Test
  void seedDrawsThem() throws IOException {
    Fold whole = fold();
    assertEquals(tracks(whole.coarsened(4, 1).train()), tracks(whole.coarsened(4, 1).train()));
    assertNotEquals(tracks(whole.coarsened(4, 1).train()), tracks(whole.coarsened(4, 2).train()));
  }

  @Test
  void studyComparesWhatIsKnownOfTheNames() throws IOException {
    Plan plan =
        Plan.of("coarse")
            .seeds(1, 2)
            .resamples(200)
            .reference("fine")
            .data("made", data -> data.simulated(12, 1800, 1, 0.6).trees("planted").fineSongs(3))
            .tree("planted", made -> made.source("columns"))
            .arm("fine", arm -> arm.model("gaussian").train(Map.of("coarseWeight", 0)))
            .arm("known", arm -> arm.model("gaussian"))
            .arm("permuted", arm -> arm.model("gaussian").train(Map.of("coarsePlaces", "permuted")))
            .ask(
                "Do they help?", ask -> ask.on("made").arm("known").measure("top1").against("fine"))
            .ask(
                "By any tree?",
                ask -> ask.on("made").arm("permuted").measure("top1").against("fine"))
            .build();
    Verdict verdict = PlanRun.run(plan, List.of(), folder.resolve("out"), false, RunListener.NONE);
    assertTrue(
        verdict.answers().get(0).effect().estimate()
            > verdict.answers().get(1).effect().estimate());
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
    assertTrue(message.contains("a hierarchy must tell"), message);
  }
}

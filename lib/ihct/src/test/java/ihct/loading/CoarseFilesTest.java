package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.loading.csv.MalformedDataException;
import ihct.songs.Songs;
import ihct.songs.ZScores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of which some have no label, and coarse names in its place. */
class CoarseFilesTest {

  private static final LoadingOptions UNPLACED =
      LoadingOptions.everything()
          .withColumns(List.of("x", "y"), "kind", null)
          .withCoarseLabel("style");

  private static final LoadingOptions PLACED =
      LoadingOptions.everything()
          .withColumns(List.of("x", "y"), "kind", null)
          .withHierarchy(List.of("order", "family", "kind"));

  @TempDir Path folder;
  private Path fine;

  @BeforeEach
  void write() throws IOException {
    fine = file("fine.csv", "x,y,kind,order,family\n1,2,a,O,F\n3,4,b,O,F\n5,6,c,P,G\n");
  }

  private Path file(String name, String text) throws IOException {
    return Tables.write(folder, name, text);
  }

  private static String refusal(LoadingOptions options, Path... files) {
    return assertThrows(MalformedDataException.class, () -> Tables.load(List.of(files), options))
        .getMessage();
  }

  /** Its rows as texts: name, features. */
  private static List<String> rows(Optional<Songs> some) {
    Songs songs = some.orElseThrow();
    return IntStream.range(0, songs.size())
        .mapToObj(row -> songs.genres().get(songs.genre(row)) + " " + songs.feature(row, 0))
        .sorted()
        .toList();
  }

  @Test
  void fileWithoutTheLabelIsOfCoarseRows() throws IOException {
    for (Path rock :
        List.of(
            file("rock.csv", "style,x,y\nrock,7,8\njazz,9,10\n,11,12\nrock,13,\n"),
            file("rock.tsv", "style\tx\ty\nrock\t7\t8\njazz\t9\t10\n\t11\t12\nrock\t13\t\n"),
            file(
                "rock.arff",
                "@relation r\n@attribute style string\n@attribute x numeric\n@attribute y numeric\n"
                    + "@data\nrock,7,8\njazz,9,10\n?,11,12\nrock,13,?\n"),
            file(
                "rock.jsonl",
                "{\"style\":\"rock\",\"x\":7,\"y\":8}\n{\"style\":\"jazz\",\"x\":9,\"y\":10}\n"
                    + "{\"x\":11,\"y\":12}\n{\"style\":\"rock\",\"x\":13}\n"))) {
      LoadedSongs loaded = Tables.load(List.of(fine, rock), UNPLACED);
      assertEquals(3, loaded.songs().size());
      assertEquals(List.of("jazz 9.0", "rock 7.0"), rows(loaded.coarse()));
      LoadingReport report = loaded.report();
      assertEquals(7, report.rowsRead());
      assertEquals(5, report.recordsKept());
      assertEquals(Map.of("jazz", 1, "rock", 1), report.coarseRows());
      assertEquals(1, report.leftOut().get(Reason.NO_GENRE).rows());
      assertEquals(1, report.leftOut().get(Reason.BAD_FEATURE).rows());
      assertTrue(
          report.lines().contains("  with a coarse name alone: 2, under 2 names: jazz, rock"));
      assertEquals("style", report.files().get(1).mapping().get("coarse label"));
    }
  }

  @Test
  void oneFileOrTwoInAnyOrderAreTheSameSongs() throws IOException {
    Path rock = file("rock.csv", "x,y,style\n7,8,rock\n9,10,jazz\n");
    Path blank = file("blank.csv", "x,y,kind,style\n7,8,,rock\n9,10,NA,jazz\n");
    Path both =
        file("both.csv", "x,y,kind,style\n9,10,,jazz\n5,6,c,\n1,2,a,\n3,4,b,pop\n7,8,NA,rock\n");
    LoadedSongs one = Tables.load(List.of(both), UNPLACED);
    for (List<Path> files :
        List.of(List.of(fine, rock), List.of(rock, fine), List.of(fine, blank))) {
      LoadedSongs other = Tables.load(files, UNPLACED);
      assertEquals(one.songs().sha256(), other.songs().sha256());
      assertEquals(one.coarse().get().sha256(), other.coarse().get().sha256());
    }
  }

  @Test
  void emptyListOfGenresIsABlankLabel() throws IOException {
    Path lists = file("lists.csv", "x,y,kind,style\n1,2,\"['a']\",pop\n3,4,[],rock\n5,6,[],\n");
    LoadedSongs loaded = Tables.load(List.of(lists), UNPLACED);
    assertEquals(List.of("rock 3.0"), rows(loaded.coarse()));
    assertEquals(1, loaded.report().leftOut().get(Reason.NO_GENRE).rows());
  }

  @Test
  void rowsStandUnderTheFinestTierThatTheirFileHas() throws IOException {
    Path families = file("families.csv", "x,y,family,order\n7,8,F,O\n9,10,,P\n11,12,,\n");
    Path orders = file("orders.csv", "order,x,y\nP,13,14\n");
    LoadedSongs loaded = Tables.load(List.of(families, fine, orders), PLACED);
    assertEquals(List.of("F 7.0", "P 13.0", "P 9.0"), rows(loaded.coarse()));
    assertEquals(Map.of("F", 1, "P", 2), loaded.report().coarseRows());
    assertEquals(1, loaded.report().leftOut().get(Reason.NO_GENRE).rows());
    assertEquals(
        List.of(List.of("O", "F", "a"), List.of("O", "F", "b"), List.of("P", "G", "c")),
        loaded.genrePaths());
  }

  @Test
  void labelThatIsFoundMayBeMissingToo() throws IOException {
    List<String> lines = new ArrayList<>();
    List.of("deep house", "punk")
        .forEach(genre -> lines.add(Tables.line("t" + lines.size(), genre, "a", lines.size())));
    Path songs = file("songs.csv", Tables.table(lines));
    String few = Tables.table(List.of(Tables.line("t2", "house", "b", 3)));
    Path coarse = file("coarse.csv", few.replace("track_genre", "genre_family"));
    LoadedSongs loaded =
        Tables.load(
            List.of(songs, coarse), LoadingOptions.everything().withCoarseLabel("genre_family"));
    assertEquals(List.of("house 3.01"), rows(loaded.coarse()));
    LoadingOptions tiers =
        LoadingOptions.everything().withHierarchy(List.of("playlist_genre", "playlist_subgenre"));
    String known = Tables.table(lines).replace("track_genre", "playlist_subgenre,playlist_genre");
    Path both =
        file(
            "both.csv",
            known.replace(",deep house,", ",deep house,house,").replace(",punk,", ",punk,rock,"));
    Path top = file("top.csv", few.replace("track_genre", "playlist_genre"));
    assertEquals(List.of("house 3.01"), rows(Tables.load(List.of(both, top), tiers).coarse()));
  }

  @Test
  void fileWithNeitherIsRefusedByBothNames() throws IOException {
    Path neither = file("neither.csv", "x,y,kinds\n7,8,rock\n");
    assertEquals(
        neither
            + ":1: no column \"kind\", named as the label, nor \"style\", named as the coarse"
            + " label; nearest \"kinds\". It has: x, y, kinds.",
        refusal(UNPLACED, fine, neither));
    assertEquals(
        neither
            + ":1: no column \"kind\", named as the label, nor a coarser one of the hierarchy"
            + " order,family,kind; nearest \"kinds\". It has: x, y, kinds.",
        refusal(PLACED, fine, neither));
    String songs = Tables.table(List.of(Tables.line("t", "a", "b", 1)));
    String none =
        refusal(
            LoadingOptions.everything().withCoarseLabel("style"),
            file("songs.csv", songs),
            file("none.csv", songs.replace("track_genre", "sort")));
    assertTrue(none.contains("), nor \"style\", named as the coarse label. It has:"), none);
  }

  @Test
  void coarseNamesThatNoFileHasAreRefused() throws IOException {
    Path blank = file("blank.csv", "x,y,kind,styles\n7,8,,rock\n");
    assertEquals(
        fine
            + ":1: no column \"style\", named as the coarse label; nearest \"y\". It has: x, y,"
            + " kind, order, family.",
        refusal(UNPLACED, fine, blank));
    Path empty = file("empty.csv", "x,y,style\n7,8,\n");
    assertEquals(
        empty + ":1:style: it is named as coarse label, and no row without a label fills it.",
        refusal(UNPLACED, fine, empty));
    Path clash = file("clash.csv", "x,y,style\n7,8,b\n");
    assertTrue(
        refusal(UNPLACED, fine, clash)
            .startsWith(clash + ":1:style: \"b\" is a coarse name here,"));
    String all = refusal(UNPLACED, file("rock.csv", "x,y,style\n7,8,rock\n9,1,\n"));
    assertTrue(all.contains("no row can be used. 1 has a coarse name alone. no class: 1,"), all);
  }

  @Test
  void labelledFileNeedsItsWholeHierarchy() throws IOException {
    Path lacks = file("lacks.csv", "x,y,kind,order\n7,8,a,O\n");
    String message = refusal(PLACED, fine, lacks);
    assertTrue(message.contains("no column \"family\", named as a tier of the hierarchy"), message);
  }

  @Test
  void coarseColumnIsNoLabel() throws IOException {
    LoadingOptions options = LoadingOptions.everything().withCoarseLabel("track_genre");
    String one = Tables.table(List.of(Tables.line("t", "rock", "b", 1)));
    String message = refusal(options, file("one.csv", one));
    assertTrue(message.contains("no row can be used. 1 has a coarse name alone."), message);
    String two = one.replace("track_genre", "fine genre,track_genre");
    LoadedSongs loaded =
        Tables.load(
            file("two.csv", two.replace(",rock", ",,rock") + "u,punk,rock,b," + Tables.numbers(2)),
            options);
    assertEquals(List.of("punk"), loaded.songs().genres());
    assertEquals(List.of("rock 1.01"), rows(loaded.coarse()));
  }

  @Test
  void rowsForATrainedModelHaveLabels() throws IOException {
    Path rock = file("rock.csv", "x,y,style\n7,8,rock\n");
    Songs songs = Tables.load(List.of(fine), PLACED).songs();
    Reading reading = Reading.by(songs.genres(), ZScores.fit(songs), Map.of(), true);
    String message =
        assertThrows(
                MalformedDataException.class,
                () -> Tables.load(List.of(rock), UNPLACED.forNewRows(songs.features()), reading))
            .getMessage();
    assertTrue(message.contains("no column \"kind\", named as the label; nearest"), message);
  }
}

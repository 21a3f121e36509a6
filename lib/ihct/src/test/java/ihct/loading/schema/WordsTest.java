package ihct.loading.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ihct.loading.simulate.SimulatedSongs;
import ihct.loading.simulate.SimulationOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void featuresTellWhetherRowsAreSongs() {
    List<String> eleven = SongSchema.AUDIO.stream().map(SongSchema.Feature::name).toList();
    assertEquals(Words.SONGS, Words.of(eleven));
    assertEquals(
        Words.SONGS,
        Words.of(eleven.stream().filter(name -> !name.equals("popularity")).toList()),
        "a published table has none");
    assertEquals(
        Words.SONGS, Words.of(SimulatedSongs.generate(SimulationOptions.small()).features()));
    assertEquals(Words.OTHER, Words.of(List.of("MFCCs_1", "MFCCs_2")));
    assertEquals(Words.OTHER, Words.of(List.of("tempo", "valence")), "two columns make no song");
    assertEquals(Words.OTHER, Words.of(List.of()));
  }

  @Test
  void textsKeepTheirFormAndOptionsTheirNames() {
    String text =
        "Genres: %d genres of songs (track, genre), one song per genre and its artist's tracks;"
            + " --min-per-genre, --split track, split by artist, genre_name, tracker";
    assertEquals(text, Words.SONGS.in(text));
    assertEquals(
        "Classes: %d classes of rows (record, class), one row per class and its group's records;"
            + " --min-per-genre, --split track, split by artist, genre_name, tracker",
        Words.OTHER.in(text));
  }
}

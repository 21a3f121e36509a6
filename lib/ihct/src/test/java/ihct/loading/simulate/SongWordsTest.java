package ihct.loading.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SongWordsTest {

  @Test
  void titlesAndArtistsStay() {
    assertEquals(
        List.of(
            "Wheel in May",
            "Station in October",
            "Winter Roads",
            "No Tide Tonight",
            "Copper Candle",
            "The Small Valley"),
        IntStream.range(0, 6).mapToObj(track -> SongWords.title(1, track)).toList());
    assertEquals(
        List.of("Edgar Hazeldale", "Leo Umbervale", "Selma Hazelgate", "The Southern Signals"),
        IntStream.range(0, 4).mapToObj(artist -> SongWords.artist(1, artist)).toList());
    assertNotEquals(SongWords.title(1, 0), SongWords.title(2, 0));
    assertNotEquals(SongWords.artist(1, 0), SongWords.artist(2, 0));
  }

  /** The paper's size has some 140,000 artists, which need a letter or a place more. */
  @Test
  void noTwoArtistsShareAName() {
    Set<String> names = new HashSet<>();
    for (int artist = 0; artist < 400_000; artist++) {
      String name = SongWords.artist(5, artist);
      assertTrue(names.add(name), name);
    }
    assertTrue(names.stream().allMatch(name -> name.matches("[A-Za-z. ]{5,60}")));
  }

  @Test
  void titlesAreWordsWithoutSigns() {
    Set<String> titles = new HashSet<>();
    for (int track = 0; track < 10_000; track++) {
      titles.add(SongWords.title(5, track));
    }
    assertTrue(titles.stream().allMatch(title -> title.matches("[A-Za-z]+( [A-Za-z]+){1,3}")));
    assertTrue(titles.size() > 4_000, () -> titles.size() + " different titles");
  }
}

package ihct.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.files.Json;
import ihct.files.RunListener;
import ihct.loading.Reading;
import ihct.songs.Songs;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SongDataTest {

  private static Songs simulated(Reading reading) throws IOException {
    return SongData.load(DataSettings.simulated(Scale.SMALL), reading, RunListener.NONE).songs();
  }

  @Test
  void simulatedSongsHaveNamesWhereTheyAreAskedFor() throws IOException {
    Songs named = simulated(Reading.WITH_NAMES);
    assertTrue(named.title(0).isPresent() && named.artist(0).isPresent());
    Songs plain = simulated(Reading.TO_LEARN);
    assertEquals(Optional.empty(), plain.title(0));
    assertEquals(plain.sha256(), named.sha256());
  }

  @Test
  void anotherNumberOfGenresHasAsManySongsEach() throws IOException {
    DataSettings fewer = DataSettings.simulated(Scale.SMALL, 24, null);
    Songs songs = SongData.load(fewer, Reading.TO_LEARN, RunListener.NONE).songs();
    assertEquals(24, songs.genres().size());
    double each = simulated(Reading.TO_LEARN).size() / 40.0;
    assertEquals(each, songs.size() / 24.0, 2, "but for rounding, genre by genre");
    assertEquals(fewer, Json.parse(Json.line(fewer), DataSettings.class));
  }

  @Test
  void theScalesOwnNumberOfGenresIsNothingElse() {
    DataSettings usual = DataSettings.simulated(Scale.SMALL);
    assertEquals(usual, DataSettings.simulated(Scale.SMALL, 40, null));
    assertNotEquals(usual, DataSettings.simulated(Scale.SMALL, 41, null));
  }

  @Test
  void fewerSongsOfAGenreThanUsualAreAsManyOfEach() throws IOException {
    DataSettings few = DataSettings.simulated(Scale.SMALL, 24, 7);
    Songs songs = SongData.load(few, Reading.TO_LEARN, RunListener.NONE).songs();
    assertArrayEquals(IntStream.generate(() -> 7).limit(24).toArray(), songs.rowsPerGenre());
    assertTrue(Json.line(few).contains("\"songsPerGenre\":7"));
    assertEquals(few, Json.parse(Json.line(few), DataSettings.class));
    assertFalse(Json.line(DataSettings.simulated(Scale.SMALL)).contains("songsPerGenre"));
    assertEquals(
        "songs per genre = 201; it must be between 1 and 200.",
        assertThrows(
                IllegalArgumentException.class, () -> DataSettings.simulated(Scale.SMALL, 24, 201))
            .getMessage());
  }

  @Test
  void oneGenreIsRefused() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> DataSettings.simulated(Scale.SMALL, 1, null));
    assertEquals("genres = 1; a simulation needs at least 2.", refused.getMessage());
  }
}

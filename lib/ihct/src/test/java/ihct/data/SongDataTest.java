package ihct.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.files.Json;
import ihct.files.RunListener;
import ihct.loading.Reading;
import ihct.songs.Songs;
import java.io.IOException;
import java.util.Optional;
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
    DataSettings fewer = DataSettings.simulated(Scale.SMALL, 24);
    Songs songs = SongData.load(fewer, Reading.TO_LEARN, RunListener.NONE).songs();
    assertEquals(24, songs.genres().size());
    double each = simulated(Reading.TO_LEARN).size() / 40.0;
    assertEquals(each, songs.size() / 24.0, 2, "but for rounding, genre by genre");
    assertEquals(fewer, Json.parse(Json.line(fewer), DataSettings.class));
  }

  @Test
  void theScalesOwnNumberOfGenresIsNothingElse() {
    DataSettings usual = DataSettings.simulated(Scale.SMALL);
    assertEquals(usual, DataSettings.simulated(Scale.SMALL, 40));
    assertNotEquals(usual, DataSettings.simulated(Scale.SMALL, 41));
  }

  @Test
  void oneGenreIsRefused() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> DataSettings.simulated(Scale.SMALL, 1));
    assertEquals("genres = 1; a simulation needs at least 2.", refused.getMessage());
  }
}

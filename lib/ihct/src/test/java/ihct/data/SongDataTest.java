package ihct.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
}

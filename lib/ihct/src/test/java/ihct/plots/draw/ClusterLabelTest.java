package ihct.plots.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ClusterLabelTest {

  private static final String LONG = "deep melodic black metal";

  @Test
  void whereRoomIsShortTheNameIsCutAndThenTheSizeGoes() {
    assertEquals("rock, pop … (17)", ClusterLabel.of("rock, pop …", 17, 11, 200));
    String cut = ClusterLabel.of(LONG, 17, 11, 100);
    assertTrue(cut.startsWith("deep ") && cut.endsWith("… (17)"), cut);
    assertTrue(TextWidth.of(cut, 11) <= 100, cut);
    String narrow = ClusterLabel.of(LONG, 17, 11, 40);
    assertTrue(LONG.startsWith(narrow.replace("…", "")) && narrow.length() > 4, narrow);
    assertEquals("", ClusterLabel.of(LONG, 17, 11, 15), "a number alone tells nothing");
  }

  @Test
  void ofSeveralNamesTheFirstIsKept() {
    String name = "deep house, techno …";
    assertEquals("deep house … (17)", ClusterLabel.of(name, 17, 11, 120));
    assertEquals("deep house (17)", ClusterLabel.of(name, 17, 11, 95));
    assertTrue(ClusterLabel.of(name, 17, 11, 80).startsWith("deep h"));
  }

  @Test
  void aSingleMemberHasNoSize() {
    assertEquals("rock", ClusterLabel.of("rock", 1, 11, 200));
    assertTrue(ClusterLabel.of(LONG, 1, 11, 60).endsWith("…"));
  }
}

package ihct.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ihct.display.Displayable;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pictures are the same wherever digits or decimal points are written in another way. */
class LocaleTest {

  private final Locale before = Locale.getDefault();

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  @Test
  void figuresDoNotDependOnTheLocale() {
    Locale.setDefault(Locale.ROOT);
    Map<String, String> expected = new HashMap<>();
    Gallery.figures().forEach((name, figure) -> expected.put(name, svg(figure)));
    for (String tag : List.of("de-DE", "ar-EG-u-nu-arab")) {
      Locale.setDefault(Locale.forLanguageTag(tag));
      // Made anew: titles and labels are written when a figure is made, not when it is drawn.
      Gallery.figures()
          .forEach((name, f) -> assertEquals(expected.get(name), svg(f), name + ", " + tag));
    }
  }

  private static String svg(Displayable figure) {
    return FigureGalleryTest.svg(figure.mimeBundle());
  }
}

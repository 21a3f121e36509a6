package ihct.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlsTest {

  /** Has controls, and can be asked to move them. */
  private static final class Page implements FrontEnd {

    private final List<String> shown = new ArrayList<>();
    private BiConsumer<String, Object> moved;

    @Override
    public void display(String id, MimeBundle bundle) {
      shown.add(bundle.text());
    }

    @Override
    public void update(String id, MimeBundle bundle) {
      shown.set(shown.size() - 1, bundle.text());
    }

    @Override
    public boolean offer(Controls controls, BiConsumer<String, Object> moved) {
      this.moved = moved;
      shown.add(controls.all().toString());
      return true;
    }
  }

  private final Controls controls =
      new Controls().choice("word", List.of("a", "b"), "b").slider("times", 0, 5, 3);

  @AfterEach
  void uninstall() {
    FrontEnd.install(null);
  }

  @Test
  void pictureFollowsTheControls() {
    Page page = new Page();
    FrontEnd.install(page);
    controls.show(at -> at.<String>get("word").repeat(at.get("times")));
    assertEquals("bbb", page.shown.get(1));
    page.moved.accept("times", 1);
    page.moved.accept("word", "a");
    assertEquals("a", page.shown.get(1));
    assertEquals(2, page.shown.size());
  }

  @Test
  void whatAPictureThrowsIsShownInItsPlaceOnceControlsAreMoved() {
    Page page = new Page();
    FrontEnd.install(page);
    controls.show(at -> 6 / (3 - (at.<Integer>get("times") - 1)));
    page.moved.accept("times", 4);
    assertEquals("word = b, times = 4: / by zero", page.shown.get(1));
    controls.show(
        at -> {
          if (at.<Integer>get("times") == 5) {
            throw new AssertionError("odd");
          }
          return "even";
        });
    page.moved.accept("times", 5);
    assertEquals("word = b, times = 5: odd", page.shown.get(3));
    assertThrows(NumberFormatException.class, () -> controls.show(at -> Integer.parseInt("x")));
  }

  @Test
  void whatIsNoControlIsRefusedByName() {
    FrontEnd.install(new Page());
    String text =
        assertThrows(
                IllegalArgumentException.class, () -> controls.show(at -> at.<Object>get("time")))
            .getMessage();
    assertEquals("There is no control \"time\"; there are: [word, times].", text);
    assertThrows(IllegalArgumentException.class, () -> controls.slider("word", 0, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> controls.slider("new", 0, 1, 2));
    assertThrows(IllegalArgumentException.class, () -> controls.choice("new", List.of(1, 2), 3));
    assertTrue(
        assertThrows(
                IllegalArgumentException.class, () -> controls.choice("new", List.of(1, "1"), 1))
            .getMessage()
            .contains("look alike"));
  }
}

package ihct.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.display.FrontEnd;
import ihct.display.MimeBundle;
import ihct.models.EpochResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveTrainingTest {

  /** Keeps what is shown, and under which id. */
  private static final class Page implements FrontEnd {
    final List<String> displayed = new ArrayList<>();
    final List<String> updated = new ArrayList<>();
    MimeBundle last;

    @Override
    public void display(String id, MimeBundle bundle) {
      displayed.add(id);
      last = bundle;
    }

    @Override
    public void update(String id, MimeBundle bundle) {
      updated.add(id);
      last = bundle;
    }
  }

  private final Page page = new Page();

  @BeforeEach
  void install() {
    FrontEnd.install(page);
  }

  @AfterEach
  void uninstall() {
    FrontEnd.install(null);
  }

  @Test
  void oneOutputTurnsFromBarIntoCurve() {
    AtomicLong clock = new AtomicLong();
    LiveTraining live = new LiveTraining("Dense", () -> clock.addAndGet(1_000_000_000L));
    live.started("dense", 2, 100);
    assertTrue(page.last.text().startsWith("Dense: 0 %, epoch 1 of 2"), page.last.text());
    live.epoch(new EpochResult("dense", 1, 2.5, 0.125, true, 1));
    assertTrue(page.last.text().contains("50 %, epoch 2 of 2, loss 2.500, validation 12.5 %"));
    assertTrue(page.last.forms().containsKey(MimeBundle.HTML));
    live.epoch(new EpochResult("dense", 2, 2.25, 0.25, true, 1));
    assertTrue(page.last.forms().containsKey(MimeBundle.PLOTLY));
    String picture = (String) page.last.forms().get(MimeBundle.HTML);
    assertTrue(picture.startsWith("<img "), "the bar is gone: " + picture);
    assertEquals(1, page.displayed.size());
    assertEquals(List.of(page.displayed.get(0)), page.updated.stream().distinct().toList());
  }

  @Test
  void batchesDoNotFloodThePage() {
    LiveTraining live = new LiveTraining("Dense");
    live.started("dense", 1, 100_000);
    for (int batch = 0; batch < 10_000; batch++) {
      live.batch(10, 1);
    }
    assertTrue(page.updated.size() < 100, page.updated.size() + " updates");
  }

  @Test
  void shortEpochsDoNotFloodThePage() {
    LiveTraining live = new LiveTraining("Dense", () -> 0);
    live.started("dense", 50, 10);
    Gallery.epochs("dense", 50).forEach(live::epoch);
    assertEquals(1, page.updated.size(), "only the curve");
  }

  @Test
  void theNextNetworkTurnsTheCurveIntoABarAgain() {
    LiveTraining live = new LiveTraining("StackNet");
    live.started("stacknet tier 1 of 2", 1, 10);
    live.epoch(new EpochResult("stacknet tier 1 of 2", 1, 2, 0.5, true, 1));
    live.started("stacknet tier 2 of 2", 1, 10);
    assertTrue(page.last.text().startsWith("StackNet, stacknet tier 2 of 2: 0 %"));
    live.epoch(new EpochResult("stacknet tier 2 of 2", 1, 2, 0.5, true, 1));
    assertTrue(page.last.text().contains("stacknet tier 1 of 2"), "both curves");
  }

  @Test
  void aStoppedTrainingSaysSoAboveItsCurve() {
    LiveTraining live = new LiveTraining("RNN");
    live.started("rnn", 30, 10);
    live.epoch(new EpochResult("rnn", 1, 2, 0.5, true, 1));
    live.stopped("rnn", 1);
    assertTrue(page.last.text().startsWith("RNN, stopped after epoch 1 of 30"), page.last.text());
  }

  @Test
  void aTrainingStoppedAtOnceLeavesNoBar() {
    LiveTraining live = new LiveTraining("RNN");
    live.started("rnn", 30, 10);
    live.stopped("rnn", 0);
    assertEquals("RNN, stopped before its first epoch was complete", page.last.text());
    assertEquals(1, page.last.forms().size(), "text alone, no bar");
  }

  @Test
  void theCurveIsKeptWhereMostStatesAreLeftOut() {
    List<String> kept = new ArrayList<>();
    FrontEnd.install(
        new FrontEnd() {
          @Override
          public void display(String id, MimeBundle bundle) {}

          @Override
          public void update(String id, MimeBundle bundle) {}

          @Override
          public void settle(String id, MimeBundle bundle) {
            kept.add(bundle.text());
          }
        });
    LiveTraining live = new LiveTraining("Dense");
    live.started("dense", 2, 10);
    Gallery.epochs("dense", 2).forEach(live::epoch);
    assertEquals(1, kept.size());
  }

  @Test
  void namesStayText() {
    new LiveTraining(Gallery.HOSTILE).started("dense", 1, 1);
    assertFalse(((String) page.last.forms().get(MimeBundle.HTML)).contains("<img"));
  }
}

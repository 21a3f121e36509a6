package ihct.display;

import java.util.UUID;

/**
 * One output that changes while a cell runs: a progress bar that becomes a curve.
 *
 * <pre>{@code
 * LiveDisplay live = LiveDisplay.show(bar);
 * …
 * live.update(curve);
 * }</pre>
 */
public final class LiveDisplay {

  private final String id = UUID.randomUUID().toString();
  private final FrontEnd frontEnd = FrontEnd.current();

  private LiveDisplay() {}

  /** Shows a new output. */
  public static LiveDisplay show(Displayable first) {
    LiveDisplay live = new LiveDisplay();
    live.frontEnd.display(live.id, first.mimeBundle());
    return live;
  }

  /** Replaces the output. */
  public void update(Displayable next) {
    frontEnd.update(id, next.mimeBundle());
  }

  /**
   * Replaces the output by a state worth keeping, which is shown even where outputs can only be
   * added and most states are left out.
   */
  public void settle(Displayable last) {
    frontEnd.settle(id, last.mimeBundle());
  }
}

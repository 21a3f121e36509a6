package ihct.display;

/**
 * Prints outputs as text. A front end that cannot replace text gets the first state, those to be
 * kept, and of the others one every ten seconds: a bar that moves ten times a second would fill the
 * page.
 */
final class TextFrontEnd implements FrontEnd {

  /** Where outputs go. A kernel is one per Java machine, so this may be too. */
  static volatile FrontEnd installed = new TextFrontEnd();

  private static final long NANOS_BETWEEN = 10_000_000_000L;

  private long lastPrinted;

  @Override
  public void display(String id, MimeBundle bundle) {
    print(bundle);
  }

  @Override
  public void update(String id, MimeBundle bundle) {
    if (System.nanoTime() - lastPrinted >= NANOS_BETWEEN) {
      print(bundle);
    }
  }

  @Override
  public void settle(String id, MimeBundle bundle) {
    print(bundle);
  }

  private void print(MimeBundle bundle) {
    System.out.println(bundle.text());
    lastPrinted = System.nanoTime();
  }
}

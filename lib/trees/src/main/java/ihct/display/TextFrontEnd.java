package ihct.display;

/**
 * Prints outputs as text. A front end that cannot replace text gets the first state, those to be
 * kept, and of the others one every ten seconds: a bar that moves ten times a second would fill the
 * page.
 */
final class TextFrontEnd implements FrontEnd {

  /** Where outputs go; null until it is asked for. A kernel is one per Java machine, as is this. */
  private static FrontEnd installed;

  private static final long NANOS_BETWEEN = 10_000_000_000L;

  private long lastPrinted;

  static synchronized void install(FrontEnd frontEnd) {
    installed = frontEnd == null ? new TextFrontEnd() : frontEnd;
  }

  static synchronized FrontEnd current() {
    if (installed == null) {
      installed = GuestFrontEnd.find().orElseGet(TextFrontEnd::new);
    }
    return installed;
  }

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

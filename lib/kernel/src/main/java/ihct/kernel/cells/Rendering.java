package ihct.kernel.cells;

import ihct.display.DisplayProvider;
import ihct.display.MimeBundle;
import ihct.display.ValueText;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** Turns values into what a front end shows. */
public final class Rendering {

  private final OwnRenderer renderer;

  public Rendering(OwnRenderer renderer) {
    this.renderer = renderer;
  }

  /** Renders in the forms that suit the value, or in those asked for. */
  public DisplayData render(Object value, String... mimeTypes) {
    if (value instanceof DisplayData data) {
      return withShortText(data);
    }
    if (value instanceof MimeBundle bundle) {
      return data(bundle);
    }
    if (value == null) {
      return new DisplayData("null");
    }
    return renderer
        .forms(value, mimeTypes)
        .map(Rendering::withShortText)
        .or(() -> DisplayProvider.formsOf(value).map(Rendering::data))
        .orElseGet(() -> withShortText(new DisplayData(ValueText.anyOf(value))));
  }

  /**
   * The same with a text that can be shown: not too long, and without JShell's names for classes,
   * which objects without a text of their own have in theirs. Richer forms stay whole: half a page
   * of HTML is none.
   */
  private static DisplayData withShortText(DisplayData data) {
    if (!data.hasDataForType(MIMEType.TEXT_PLAIN)) {
      return data;
    }
    Object text = data.getData(MIMEType.TEXT_PLAIN); // any CharSequence; null if toString says so
    String shown = ValueText.shortened(ValueText.withoutWrappers("" + text));
    if (shown.equals(text)) {
      return data;
    }
    DisplayData copy = new DisplayData(data); // the cell's own, maybe
    copy.putText(shown);
    return copy;
  }

  public static DisplayData data(MimeBundle bundle) {
    DisplayData data = new DisplayData();
    bundle.json().forEach(data::putData);
    return withShortText(data);
  }
}

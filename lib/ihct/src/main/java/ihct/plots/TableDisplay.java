package ihct.plots;

import ihct.display.DisplayProvider;
import ihct.display.MimeBundle;
import java.util.Optional;
import tech.tablesaw.api.Table;

/** Shows Tablesaw's tables in notebooks: numbers to the right, long tables cut. */
public final class TableDisplay implements DisplayProvider {

  @Override
  public Optional<MimeBundle> show(Object value) {
    return value instanceof Table table
        ? Optional.of(TableText.of(table).bundle())
        : Optional.empty();
  }
}

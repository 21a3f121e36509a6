package ihct.plots;

import ihct.display.DisplayProvider;
import ihct.display.MimeBundle;
import java.util.Optional;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;

/**
 * Shows Tablesaw's tables and figures in notebooks: tables with numbers to the right, long ones
 * cut, figures without a network.
 */
public final class TablesawDisplay implements DisplayProvider {

  @Override
  public Optional<MimeBundle> show(Object value) {
    if (value instanceof Table table) {
      return Optional.of(TableText.of(table).bundle());
    }
    return value instanceof Figure figure
        ? Optional.of(TablesawFigure.of(figure).mimeBundle())
        : Optional.empty();
  }
}

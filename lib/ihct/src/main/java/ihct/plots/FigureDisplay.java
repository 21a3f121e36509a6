package ihct.plots;

import ihct.display.DisplayProvider;
import ihct.display.MimeBundle;
import java.util.Optional;
import tech.tablesaw.plotly.components.Figure;

/** Shows Tablesaw's figures in notebooks, without a network. */
public final class FigureDisplay implements DisplayProvider {

  @Override
  public Optional<MimeBundle> show(Object value) {
    return value instanceof Figure figure
        ? Optional.of(TablesawFigure.of(figure).mimeBundle())
        : Optional.empty();
  }
}

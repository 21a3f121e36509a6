package ihct.nn.gru;

import ihct.nn.Adam;
import java.util.List;

/** Shows the gradients of a step to tests: Adam's first moment is a tenth of the first one. */
interface WithAdams {

  /** Adam for all weights. */
  List<Adam> adams();
}

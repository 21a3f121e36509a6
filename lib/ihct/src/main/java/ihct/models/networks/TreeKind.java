package ihct.models.networks;

import ihct.models.Kind;
import ihct.models.Option;
import ihct.models.train.Networks;
import java.util.List;

/** A kind of networks that follow a tree; unless it says more, it heeds what every network does. */
interface TreeKind extends Kind {

  @Override
  default List<Option<?>> options() {
    return Networks.options();
  }

  @Override
  default boolean followsTree() {
    return true;
  }
}

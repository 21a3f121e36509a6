package ihct.tree;

import ihct.evaluate.RunTraining;
import ihct.models.Training;
import ihct.models.device.Backend;
import ihct.models.networks.Dense;

/** The dense network from which a tree is made. */
final class TreeNetwork {

  private TreeNetwork() {}

  /**
   * Trains it, to the end. A run that trains the dense network too will train it again: a tree must
   * not depend on which models are asked for.
   *
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  static Dense train(TreeParts parts) {
    Backend.require();
    parts.listener().stage("Training the dense network that the tree is made from");
    try {
      Training training =
          Training.of(parts.train(), parts.validation())
              .with(parts.training())
              .with(new RunTraining(parts.listener()));
      Dense dense = Dense.fit(training);
      RunTraining.refuseUnfinished(Dense.KIND.name(), training);
      return dense;
    } finally {
      parts.listener().trainingEnded();
    }
  }
}

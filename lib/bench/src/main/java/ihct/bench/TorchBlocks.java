package ihct.bench;

import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;

/** The networks as DJL's blocks. */
final class TorchBlocks {

  private TorchBlocks() {}

  /** ReLU layers with dropout behind each, and the logits of the classes. */
  static Block dense(int[][] shapes, float dropout) {
    SequentialBlock block = new SequentialBlock();
    for (int layer = 0; layer < shapes.length; layer++) {
      block.add(Linear.builder().setUnits(shapes[layer][1]).build());
      if (layer < shapes.length - 1) {
        block.add((NDList x) -> Activation.relu(x));
        if (dropout > 0) {
          block.add(Dropout.builder().optRate(dropout).build());
        }
      }
    }
    return block;
  }
}

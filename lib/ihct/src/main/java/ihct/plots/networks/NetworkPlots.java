package ihct.plots.networks;

import ihct.plots.Plot;
import ihct.plots.networks.NetworkLayout.Edge;
import ihct.plots.networks.NetworkLayout.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Figures of networks of DL4J. */
public final class NetworkPlots {

  private static final String INPUT = "input";
  private static final String OUTPUT = "output";
  private static final String DL4J = "org.deeplearning4j.";

  private NetworkPlots() {}

  /**
   * Draws a network from its input at the top to its output: a box per layer with its name, what it
   * is and how many parameters it has, and on each arrow the shape of what passes there. The shapes
   * are those of a forward pass of an example; where a layer takes it in another shape than it was
   * given, as a layer for each step of a sequence does, both are told.
   *
   * @param network initialised; its parameters stay as they are
   * @param example some inputs, such as one song: {@code [1, features]}, or {@code [1, features,
   *     steps]} for a recurrent network
   * @throws IllegalArgumentException if the network is not initialised
   */
  public static Plot architecture(MultiLayerNetwork network, INDArray example) {
    requireInit(network.isInitCalled());
    List<Node> nodes = new ArrayList<>(List.of(new Node(INPUT, "", 0)));
    List<Edge> edges = new ArrayList<>();
    List<INDArray> after = network.feedForward(example, false);
    int batch = Math.toIntExact(example.size(0));
    for (int i = 0; i < network.getnLayers(); i++) {
      Layer settings = network.getLayer(i).conf().getLayer();
      InputPreProcessor taken = network.getLayerWiseConfigurations().getInputPreProcess(i);
      edges.add(new Edge(i, i + 1, shape(after.get(i), taken, batch)));
      long parameters = network.getLayer(i).numParams();
      nodes.add(new Node(settings.getLayerName(), type(settings), parameters));
    }
    int last = network.getnLayers();
    edges.add(new Edge(last, last + 1, shape(after.get(last))));
    nodes.add(new Node(OUTPUT, "", 0));
    return figure(nodes, edges, network.numParams());
  }

  /**
   * Draws {@linkplain #architecture(MultiLayerNetwork, INDArray) a network} whose layers need not
   * follow one another in a line.
   *
   * @param graph initialised; its parameters stay as they are
   * @param examples some inputs for each of its inputs, in their order
   * @throws IllegalArgumentException if the network is not initialised
   */
  public static Plot architecture(ComputationGraph graph, INDArray... examples) {
    requireInit(graph.getLayers() != null);
    List<Node> nodes = new ArrayList<>();
    List<Edge> edges = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    Map<String, INDArray> after = graph.feedForward(examples, false);
    int batch = Math.toIntExact(examples[0].size(0));
    for (String input : graph.getConfiguration().getNetworkInputs()) {
      places.put(input, nodes.size());
      nodes.add(new Node(input, "", 0));
    }
    for (int number : graph.topologicalSortOrder()) {
      GraphVertex vertex = graph.getVertices()[number];
      String name = vertex.getVertexName();
      if (!places.containsKey(name)) {
        for (String above : graph.getConfiguration().getVertexInputs().get(name)) {
          String shape = shape(after.get(above), preProcessor(vertex), batch);
          edges.add(new Edge(places.get(above), nodes.size(), shape));
        }
        places.put(name, nodes.size());
        nodes.add(new Node(name, type(vertex), vertex.numParams()));
      }
    }
    for (String output : graph.getConfiguration().getNetworkOutputs()) {
      edges.add(new Edge(places.get(output), nodes.size(), shape(after.get(output))));
      nodes.add(new Node(OUTPUT, "", 0));
    }
    return figure(nodes, edges, graph.numParams());
  }

  private static void requireInit(boolean done) {
    if (!done) {
      throw new IllegalArgumentException(
          "The network has no parameters yet; call its init() before it is drawn.");
    }
  }

  private static Plot figure(List<Node> nodes, List<Edge> edges, long parameters) {
    NetworkLayout layout = NetworkLayout.of(nodes, edges);
    return Plot.of(new NetworkPanel(layout), layout.numbers())
        .sized(Plot.WIDTH, 44 + NetworkPanel.ROW * layout.rows())
        .titled(String.format(Locale.ROOT, "Network of %,d parameters", parameters));
  }

  /** What a layer is; of ours the class says it all, of DL4J's the activation belongs to it. */
  private static String type(Layer settings) {
    if (settings instanceof Bidirectional both) {
      return "Bidirectional " + type(both.getFwd());
    }
    String name = settings.getClass().getSimpleName();
    boolean isOurs = !settings.getClass().getName().startsWith(DL4J);
    return isOurs || !(settings instanceof BaseLayer base)
        ? name
        : name + ", " + base.getActivationFn();
  }

  private static String type(GraphVertex vertex) {
    return vertex.hasLayer()
        ? type(vertex.getLayer().conf().getLayer())
        : vertex.getClass().getSimpleName();
  }

  private static InputPreProcessor preProcessor(GraphVertex vertex) {
    return vertex instanceof LayerVertex layer ? layer.getLayerPreProcessor() : null;
  }

  private static String shape(INDArray array) {
    return Arrays.toString(array.shape());
  }

  private static String shape(INDArray array, InputPreProcessor taken, int batch) {
    if (taken == null) {
      return shape(array);
    }
    String asTaken = shape(taken.preProcess(array, batch, LayerWorkspaceMgr.noWorkspaces()));
    return asTaken.equals(shape(array)) ? asTaken : shape(array) + " → " + asTaken;
  }
}

package ihct.nn.dl4j;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Lays the GRU's parameters out in the network's flat vector: W {@code [nIn, 3H]}, U {@code [H,
 * 3H]} (both f-ordered, gates z, r, n), b {@code [3H]}, c {@code [H]}.
 */
public final class GatedRecurrentUnitParameters implements ParamInitializer {

  static final GatedRecurrentUnitParameters INSTANCE = new GatedRecurrentUnitParameters();

  /** W, for z, r and n. */
  public static final String INPUT_WEIGHTS = "W";

  /** U, for z, r and n. */
  public static final String RECURRENT_WEIGHTS = "RW";

  /** b, for z, r and n. */
  public static final String BIAS = "b";

  /** c. */
  public static final String CANDIDATE_BIAS = "c";

  private GatedRecurrentUnitParameters() {}

  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    GatedRecurrentUnit gru = (GatedRecurrentUnit) layer;
    long h = gru.getNOut();
    return 3 * h * gru.getNIn() + 3 * h * h + 4 * h;
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return List.of(INPUT_WEIGHTS, RECURRENT_WEIGHTS, BIAS, CANDIDATE_BIAS);
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return List.of(INPUT_WEIGHTS, RECURRENT_WEIGHTS);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of(BIAS, CANDIDATE_BIAS);
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return weightKeys(layer).contains(key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return biasKeys(layer).contains(key);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray parametersView, boolean initialize) {
    GatedRecurrentUnit gru = (GatedRecurrentUnit) conf.getLayer();
    Map<String, INDArray> parameters = split(gru, parametersView);
    if (initialize) {
      IWeightInit recurrentInit =
          gru.getWeightInitFnRecurrent() == null
              ? gru.getWeightInitFn()
              : gru.getWeightInitFnRecurrent();
      initializeGates(gru.getWeightInitFn(), parameters.get(INPUT_WEIGHTS), gru.getNOut());
      initializeGates(recurrentInit, parameters.get(RECURRENT_WEIGHTS), gru.getNOut());
      parameters.get(BIAS).assign(gru.getBiasInit());
      parameters.get(CANDIDATE_BIAS).assign(gru.getBiasInit());
    }
    paramKeys(gru).forEach(conf::addVariable);
    return parameters;
  }

  /** Each gate is a layer of H units of its own, so each has its own fan-out of H. */
  private static void initializeGates(IWeightInit init, INDArray weights, long h) {
    long fanIn = weights.size(0);
    for (int gate = 0; gate < 3; gate++) {
      INDArray block = weights.get(all(), interval(gate * h, (gate + 1) * h));
      init.init(fanIn, h, new long[] {fanIn, h}, 'f', block);
    }
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradientView) {
    return split((GatedRecurrentUnit) conf.getLayer(), gradientView);
  }

  private static Map<String, INDArray> split(GatedRecurrentUnit gru, INDArray flat) {
    long h = gru.getNOut();
    long nIn = gru.getNIn();
    INDArray vector = flat.reshape(flat.length());
    long recurrent = 3 * h * nIn;
    long bias = recurrent + 3 * h * h;
    long candidate = bias + 3 * h;
    Map<String, INDArray> parts = new LinkedHashMap<>();
    parts.put(INPUT_WEIGHTS, vector.get(interval(0, recurrent)).reshape('f', nIn, 3 * h));
    parts.put(RECURRENT_WEIGHTS, vector.get(interval(recurrent, bias)).reshape('f', h, 3 * h));
    parts.put(BIAS, vector.get(interval(bias, candidate)));
    parts.put(CANDIDATE_BIAS, vector.get(interval(candidate, candidate + h)));
    return parts;
  }
}

package ihct.nn.dl4j;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import ihct.stopping.Stop;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Forward and backward pass of the {@link GatedRecurrentUnit}, whose equations and names it
 * follows.
 *
 * <p>Inside, a step is a matrix {@code [H, batch]} and all steps lie side by side ({@link
 * StepArray}). The products with the input and all weight gradients are then one matrix product
 * over all steps; only the recurrence itself goes step by step. What the backward pass needs is
 * kept from the forward pass in arrays that are allocated once per batch shape.
 */
final class GatedRecurrentUnitLayer extends BaseRecurrentLayer<GatedRecurrentUnit> {

  private static final long serialVersionUID = 1L;

  /** A batch at paper size takes seconds, so it can be stopped half-way. */
  private static final String COMPUTING = Affine.COMPUTING;

  private static final int UPDATE = 0;
  private static final int RESET = 1;
  private static final int CANDIDATE = 2;

  private transient Memory memory;

  GatedRecurrentUnitLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /** What one forward pass leaves for the backward pass, and the latter's working space. */
  private static final class Memory {
    final int steps;
    final long batch;
    final StepArray input;
    final StepArray[] gates = new StepArray[3];
    final StepArray candidateRecurrent;
    final StepArray states;
    final StepArray stateGradients;
    final StepArray[] gateGradients = new StepArray[3];
    final StepArray candidateRecurrentGradients;
    final INDArray carried;
    final INDArray scratch;
    final INDArray ones;

    Memory(DataType type, long nIn, long h, int steps, long batch) {
      this.steps = steps;
      this.batch = batch;
      input = new StepArray(type, nIn, steps, batch);
      for (int gate = 0; gate < 3; gate++) {
        Stop.check(COMPUTING);
        gates[gate] = new StepArray(type, h, steps, batch);
        gateGradients[gate] = new StepArray(type, h, steps, batch);
      }
      candidateRecurrent = new StepArray(type, h, steps, batch);
      candidateRecurrentGradients = new StepArray(type, h, steps, batch);
      states = new StepArray(type, h, steps, batch);
      stateGradients = new StepArray(type, h, steps, batch);
      carried = new StepArray(type, h, 1, batch).whole();
      scratch = new StepArray(type, h, 1, batch).whole();
      ones = new StepArray(type, 1, 1, steps * batch).whole().assign(1).transpose();
    }

    boolean fits(INDArray sequence) {
      return sequence.size(0) == batch && sequence.size(2) == steps;
    }
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    if (maskArray != null) {
      throw new IllegalStateException("The GRU takes sequences of one length, without a mask.");
    }
    if (getDataFormat() == RNNFormat.NWC) {
      throw new IllegalStateException("The GRU takes sequences as [batch, units, steps] (NCW).");
    }
    applyDropOutIfNecessary(training, workspaces);
    if (memory == null || !memory.fits(input)) {
      memory =
          new Memory(
              dataType,
              layerConf().getNIn(),
              layerConf().getNOut(),
              (int) input.size(2),
              input.size(0));
    }
    memory.input.assignSequence(input);
    projectInput();
    for (int t = 0; t < memory.steps; t++) {
      forwardStep(t);
    }
    return workspaces.dup(ArrayType.ACTIVATIONS, memory.states.asSequence(), 'f');
  }

  /** x·W + b of all gates and steps; the candidate's recurrent part starts with its bias c. */
  private void projectInput() {
    for (int gate = 0; gate < 3; gate++) {
      Stop.check(COMPUTING);
      INDArray target = memory.gates[gate].whole();
      broadcast(gateBias(gate), target);
      Nd4j.gemm(inputWeights(gate), memory.input.whole(), target, true, false, 1.0, 1.0);
    }
    broadcast(
        getParam(GatedRecurrentUnitParameters.CANDIDATE_BIAS), memory.candidateRecurrent.whole());
  }

  private void broadcast(INDArray bias, INDArray target) {
    Nd4j.gemm(
        bias.reshape(bias.length(), 1), memory.ones.transpose(), target, false, false, 1.0, 0.0);
  }

  private void forwardStep(int t) {
    Stop.check(COMPUTING);
    INDArray z = memory.gates[UPDATE].step(t);
    INDArray r = memory.gates[RESET].step(t);
    INDArray n = memory.gates[CANDIDATE].step(t);
    INDArray m = memory.candidateRecurrent.step(t);
    INDArray h = memory.states.step(t);
    if (t > 0) {
      INDArray before = memory.states.step(t - 1);
      Nd4j.gemm(recurrentWeights(UPDATE), before, z, true, false, 1.0, 1.0);
      Nd4j.gemm(recurrentWeights(RESET), before, r, true, false, 1.0, 1.0);
      Nd4j.gemm(recurrentWeights(CANDIDATE), before, m, true, false, 1.0, 1.0);
    }
    Transforms.sigmoid(z, false);
    Transforms.sigmoid(r, false);
    r.mul(m, memory.scratch);
    n.addi(memory.scratch);
    Transforms.tanh(n, false);
    // h = n + z∘(before − n), with before = 0 at the first step
    if (t > 0) {
      memory.states.step(t - 1).sub(n, h);
      h.muli(z).addi(n);
    } else {
      n.mul(z, h);
      n.sub(h, h);
    }
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    memory.stateGradients.assignSequence(epsilon);
    memory.carried.assign(0);
    for (int t = memory.steps - 1; t >= 0; t--) {
      backwardStep(t);
    }
    Gradient gradients = new DefaultGradient(gradientsFlattened);
    weightGradients(gradients);
    INDArray epsilonBelow = inputGradient(workspaces);
    return new Pair<>(gradients, backpropDropOutIfPresent(epsilonBelow));
  }

  private void backwardStep(int t) {
    Stop.check(COMPUTING);
    INDArray z = memory.gates[UPDATE].step(t);
    INDArray r = memory.gates[RESET].step(t);
    INDArray n = memory.gates[CANDIDATE].step(t);
    INDArray m = memory.candidateRecurrent.step(t);
    INDArray dh = memory.stateGradients.step(t).addi(memory.carried);
    INDArray dz = memory.gateGradients[UPDATE].step(t);
    INDArray dr = memory.gateGradients[RESET].step(t);
    INDArray dn = memory.gateGradients[CANDIDATE].step(t);
    INDArray dm = memory.candidateRecurrentGradients.step(t);
    INDArray scratch = memory.scratch;

    // candidate: dn = dh∘(1 − z)∘(1 − n²)
    dh.mul(z, scratch);
    dh.sub(scratch, dn);
    n.mul(n, scratch);
    dn.muli(scratch.rsubi(1));
    // its recurrent part and the reset gate: dm = dn∘r, dr = dn∘m∘r∘(1 − r)
    dn.mul(r, dm);
    dm.mul(m, dr);
    r.rsub(1, scratch);
    dr.muli(scratch);
    // update gate: dz = dh∘(before − n)∘z∘(1 − z)
    if (t > 0) {
      memory.states.step(t - 1).sub(n, dz);
    } else {
      dz.assign(n).negi();
    }
    dz.muli(dh).muli(z);
    z.rsub(1, scratch);
    dz.muli(scratch);
    // the state before: dh∘z + Uz·dz + Ur·dr + Un·dm
    if (t > 0) {
      dh.mul(z, memory.carried);
      Nd4j.gemm(recurrentWeights(UPDATE), dz, memory.carried, false, false, 1.0, 1.0);
      Nd4j.gemm(recurrentWeights(RESET), dr, memory.carried, false, false, 1.0, 1.0);
      Nd4j.gemm(recurrentWeights(CANDIDATE), dm, memory.carried, false, false, 1.0, 1.0);
    }
  }

  private void weightGradients(Gradient gradients) {
    long batch = memory.batch;
    long all = memory.steps * batch;
    INDArray recurrent = gradientViews.get(GatedRecurrentUnitParameters.RECURRENT_WEIGHTS);
    if (memory.steps == 1) {
      recurrent.assign(0);
    }
    for (int gate = 0; gate < 3; gate++) {
      Stop.check(COMPUTING);
      StepArray below = memory.gateGradients[gate];
      INDArray weights = block(gradientViews.get(GatedRecurrentUnitParameters.INPUT_WEIGHTS), gate);
      Nd4j.gemm(memory.input.whole(), below.whole(), weights, false, true, 1.0, 0.0);
      sumColumns(below, block(gradientViews.get(GatedRecurrentUnitParameters.BIAS), gate));
      if (memory.steps > 1) {
        // the state before the first step is 0, so each step meets the state of the one before
        StepArray afterStates = gate == CANDIDATE ? memory.candidateRecurrentGradients : below;
        Nd4j.gemm(
            memory.states.columns(0, all - batch),
            afterStates.columns(batch, all),
            block(recurrent, gate),
            false,
            true,
            1.0,
            0.0);
      }
    }
    sumColumns(
        memory.candidateRecurrentGradients,
        gradientViews.get(GatedRecurrentUnitParameters.CANDIDATE_BIAS));
    gradientViews.forEach(gradients.gradientForVariable()::put);
  }

  private void sumColumns(StepArray values, INDArray sums) {
    INDArray column = Nd4j.createUninitialized(dataType, new long[] {sums.length(), 1}, 'f');
    Nd4j.gemm(values.whole(), memory.ones, column, false, false, 1.0, 0.0);
    sums.assign(column.reshape(sums.shape()));
  }

  private INDArray inputGradient(LayerWorkspaceMgr workspaces) {
    INDArray flat = memory.input.whole();
    for (int gate = 0; gate < 3; gate++) {
      Nd4j.gemm(
          inputWeights(gate),
          memory.gateGradients[gate].whole(),
          flat,
          false,
          false,
          1.0,
          gate == 0 ? 0.0 : 1.0);
    }
    return workspaces.dup(ArrayType.ACTIVATION_GRAD, memory.input.asSequence(), 'f');
  }

  private INDArray inputWeights(int gate) {
    return block(getParam(GatedRecurrentUnitParameters.INPUT_WEIGHTS), gate);
  }

  private INDArray recurrentWeights(int gate) {
    return block(getParam(GatedRecurrentUnitParameters.RECURRENT_WEIGHTS), gate);
  }

  private INDArray gateBias(int gate) {
    return block(getParam(GatedRecurrentUnitParameters.BIAS), gate);
  }

  /** The columns, or the entries of a vector, that belong to one gate; a view. */
  private INDArray block(INDArray threeGates, int gate) {
    long h = layerConf().getNOut();
    return threeGates.rank() == 1
        ? threeGates.get(interval(gate * h, (gate + 1) * h))
        : threeGates.get(all(), interval(gate * h, (gate + 1) * h));
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public boolean hasBias() {
    return true;
  }

  @Override
  public INDArray rnnTimeStep(INDArray input, LayerWorkspaceMgr workspaces) {
    throw wholeSequencesOnly();
  }

  @Override
  public INDArray rnnActivateUsingStoredState(
      INDArray input,
      boolean training,
      boolean storeLastForTruncated,
      LayerWorkspaceMgr workspaces) {
    throw wholeSequencesOnly();
  }

  @Override
  public Pair<Gradient, INDArray> tbpttBackpropGradient(
      INDArray epsilon, int steps, LayerWorkspaceMgr workspaces) {
    throw wholeSequencesOnly();
  }

  private static UnsupportedOperationException wholeSequencesOnly() {
    return new UnsupportedOperationException(
        "The GRU learns and predicts whole sequences; it keeps no state between calls.");
  }
}

package ihct.browser.compiler;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.Program;
import org.teavm.model.Variable;
import org.teavm.model.instructions.BinaryInstruction;
import org.teavm.model.instructions.BinaryOperation;
import org.teavm.model.instructions.GetElementInstruction;
import org.teavm.model.instructions.NegateInstruction;
import org.teavm.model.instructions.NumericOperandType;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Keeps the order in which numbers are added and multiplied. TeaVM 0.16 writes {@code a * (b * c)}
 * as {@code a * b * c}, which rounds otherwise. What stands at the right is negated twice, which
 * changes no bit of it and parts it from what stands at the left, wherever it comes from; items of
 * arrays, squares, and products in a sum are apart as they are.
 */
public final class Grouping implements TeaVMPlugin, ClassHolderTransformer {

  private static final Set<BinaryOperation> REGROUPED =
      EnumSet.of(BinaryOperation.ADD, BinaryOperation.MULTIPLY);

  private static final Set<NumericOperandType> ROUNDED =
      EnumSet.of(NumericOperandType.FLOAT, NumericOperandType.DOUBLE);

  @Override
  public void install(TeaVMHost host) {
    host.add(this);
  }

  @Override
  public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
    for (MethodHolder method : type.getMethods()) {
      if (type.getName().startsWith("ihct.") && method.hasProgram()) {
        keepOrder(method.getProgram());
      }
    }
  }

  private static void keepOrder(Program program) {
    Set<Variable> items = new HashSet<>();
    Set<Variable> products = new HashSet<>();
    for (BasicBlock block : program.getBasicBlocks()) {
      for (Instruction instruction : block) {
        if (instruction instanceof GetElementInstruction read) {
          items.add(read.getReceiver());
        } else if (instruction instanceof BinaryInstruction both
            && both.getOperation() == BinaryOperation.MULTIPLY) {
          products.add(both.getReceiver());
        }
      }
    }
    for (BasicBlock block : program.getBasicBlocks()) {
      for (Instruction instruction : block) {
        if (instruction instanceof BinaryInstruction both
            && REGROUPED.contains(both.getOperation())
            && ROUNDED.contains(both.getOperandType())) {
          Variable right = both.getSecondOperand();
          boolean sum = both.getOperation() == BinaryOperation.ADD;
          boolean apart =
              right == both.getFirstOperand()
                  || items.contains(right)
                  || sum && products.contains(right);
          if (!apart) {
            both.setSecondOperand(negated(negated(right, both), both));
          }
        }
      }
    }
  }

  private static Variable negated(Variable number, BinaryInstruction before) {
    Program program = before.getProgram();
    NegateInstruction negation = new NegateInstruction(before.getOperandType());
    negation.setOperand(number);
    negation.setReceiver(program.createVariable());
    negation.setLocation(before.getLocation());
    before.insertPrevious(negation);
    return negation.getReceiver();
  }
}

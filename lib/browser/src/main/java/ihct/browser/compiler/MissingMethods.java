package ihct.browser.compiler;

import ihct.browser.alone.Jdk;
import ihct.browser.alone.Of;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.Variable;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/** Lets our classes call {@link Jdk} where they call methods of the JDK that TeaVM lacks. */
public final class MissingMethods implements TeaVMPlugin, ClassHolderTransformer {

  private final Map<MethodReference, MethodReference> standsFor = new HashMap<>();

  public MissingMethods() {
    for (Method method : Jdk.class.getDeclaredMethods()) {
      Of of = method.getAnnotation(Of.class);
      if (of != null) {
        standsFor.put(original(method, of.value()), MethodReference.parse(method));
      }
    }
  }

  private static MethodReference original(Method method, Class<?> of) {
    Class<?>[] parameters = method.getParameterTypes();
    int first = parameters[0] == of ? 1 : 0;
    List<Class<?>> signature =
        new ArrayList<>(Arrays.asList(parameters).subList(first, parameters.length));
    signature.add(method.getReturnType());
    return new MethodReference(of, method.getName(), signature.toArray(Class<?>[]::new));
  }

  @Override
  public void install(TeaVMHost host) {
    host.add(this);
  }

  @Override
  public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
    if (!type.getName().startsWith("ihct.") || type.getName().equals(Jdk.class.getName())) {
      return;
    }
    for (MethodHolder method : type.getMethods()) {
      if (method.hasProgram()) {
        for (BasicBlock block : method.getProgram().getBasicBlocks()) {
          for (Instruction instruction : block) {
            if (instruction instanceof InvokeInstruction call) {
              redirect(call);
            }
          }
        }
      }
    }
  }

  private void redirect(InvokeInstruction call) {
    MethodReference other = standsFor.get(call.getMethod());
    if (other == null) {
      return;
    }
    List<Variable> arguments = new ArrayList<>(call.getArguments());
    if (call.getInstance() != null) {
      arguments.add(0, call.getInstance());
    }
    call.setMethod(other);
    call.setType(InvocationType.SPECIAL);
    call.setInstance(null);
    call.setArguments(arguments.toArray(Variable[]::new));
  }
}

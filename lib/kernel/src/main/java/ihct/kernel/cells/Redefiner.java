package ihct.kernel.cells;

import ihct.kernel.stop.Agent;
import ihct.kernel.stop.CancelWeaver;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Gives classes of cells new code in place, so that their objects and variables live on. Refuses
 * what Java cannot do (another shape), and what it would do only by half: static variables keep
 * their values when a class is redefined, so a class whose static initializer changes must be new.
 */
final class Redefiner {

  private final ClassLoader loader;
  private final Map<String, byte[]> initializers = new ConcurrentHashMap<>();

  Redefiner(ClassLoader loader) {
    this.loader = loader;
  }

  /** Remembers what a class was loaded with. */
  void loaded(ClassBytecodes type) {
    initializers.put(type.name(), initializer(type.bytecodes()));
  }

  void redefine(ClassBytecodes[] types) throws ClassInstallException {
    Instrumentation instrumentation = Agent.instrumentation();
    ClassDefinition[] definitions = new ClassDefinition[types.length];
    try {
      if (instrumentation == null) {
        throw new UnsupportedOperationException("Java runs without the agent");
      }
      for (int i = 0; i < types.length; i++) {
        definitions[i] = definition(types[i]);
      }
      instrumentation.redefineClasses(definitions);
    } catch (ClassNotFoundException
        | UnmodifiableClassException
        | UnsupportedOperationException
        | LinkageError e) {
      throw new ClassInstallException(e.toString(), new boolean[types.length]);
    }
  }

  private ClassDefinition definition(ClassBytecodes type) throws ClassNotFoundException {
    byte[] before = initializers.get(type.name());
    if (before != null && !Arrays.equals(before, initializer(type.bytecodes()))) {
      throw new UnsupportedOperationException("static variables are set differently");
    }
    return new ClassDefinition(loader.loadClass(type.name()), CancelWeaver.weave(type.bytecodes()));
  }

  /** A class of nothing but the static initializer: two are equal if their code is. */
  private static byte[] initializer(byte[] bytes) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, 0, "Initializer", null, "java/lang/Object", null);
    ClassVisitor only =
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String type, String signature, String[] exceptions) {
            return name.equals("<clinit>")
                ? writer.visitMethod(access, name, type, signature, exceptions)
                : null;
          }
        };
    new ClassReader(bytes).accept(only, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    writer.visitEnd();
    return writer.toByteArray();
  }
}

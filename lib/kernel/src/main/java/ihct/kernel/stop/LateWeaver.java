package ihct.kernel.stop;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.Set;

/**
 * Reaches library code that listens to no interrupt: puts cancel points into the classes that a
 * thread is in, while it runs. Methods that have begun go on as they were, but what they call next
 * ends. The JDK's own classes are left alone, as they cannot see ours.
 */
final class LateWeaver {

  private final Set<Class<?>> woven = new HashSet<>();

  /** Weaves the classes that these frames are of, once each. */
  synchronized void weave(StackTraceElement[] stack) {
    Instrumentation instrumentation = Agent.instrumentation();
    if (instrumentation == null || !instrumentation.isRetransformClassesSupported()) {
      return;
    }
    for (StackTraceElement frame : stack) {
      Class<?> type = find(frame.getClassName());
      if (type != null && instrumentation.isModifiableClass(type) && woven.add(type)) {
        weave(instrumentation, type);
      }
    }
  }

  /**
   * A class of a library; null for those of the JDK, of cells (woven already) and of the kernel.
   */
  private static Class<?> find(String name) {
    if (name.startsWith("ihct.kernel.") || CellStack.isCell(name)) {
      return null;
    }
    ClassLoader loader = LateWeaver.class.getClassLoader();
    try {
      Class<?> type = Class.forName(name, false, loader);
      return type.getClassLoader() == loader ? type : null;
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
  }

  private static void weave(Instrumentation instrumentation, Class<?> type) {
    ClassFileTransformer weaver = new Weaver(type);
    instrumentation.addTransformer(weaver, true);
    try {
      instrumentation.retransformClasses(type);
    } catch (UnmodifiableClassException | LinkageError | UnsupportedOperationException e) {
      return; // it goes on until it is done
    } finally {
      instrumentation.removeTransformer(weaver);
    }
  }

  private record Weaver(Class<?> wanted) implements ClassFileTransformer {

    @Override
    public byte[] transform(
        ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytes) {
      return type == wanted ? CancelWeaver.weave(bytes) : null;
    }
  }
}

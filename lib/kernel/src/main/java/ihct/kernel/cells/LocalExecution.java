package ihct.kernel.cells;

import ihct.kernel.stop.CancelWeaver;
import ihct.kernel.stop.Cancelled;
import ihct.kernel.stop.CellThread;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.SPIResolutionException;

/**
 * Runs what JShell compiles in this Java machine, so that values stay objects. Takes the place of
 * the JDK's own, which cannot redefine classes and so loses variables.
 */
final class LocalExecution implements ExecutionControl {

  private static final int DEEPEST_CAUSE = 20;

  private final CellLoader loader;
  private final CellThread thread;
  private final Redefiner redefiner;
  private final Variables variables;
  private TimeLimit limit = new TimeLimit(Duration.ZERO, () -> {});

  /** Held while the compiler works, as it does one thing at a time, and not while code runs. */
  private final ReentrantLock compiling = new ReentrantLock();

  /** Of the code that each thread has asked for. */
  private final ThreadLocal<Object> result = new ThreadLocal<>();

  private final ThreadLocal<Throwable> thrown = new ThreadLocal<>();

  LocalExecution(CellLoader loader, CellThread thread, Variables variables) {
    this.loader = loader;
    this.thread = thread;
    this.variables = variables;
    redefiner = new Redefiner(loader);
  }

  /** How long a piece of code may run from now on. */
  void limitTo(TimeLimit most) {
    limit = most;
  }

  /** Does work with the compiler, once no other thread does. */
  <T> T compile(Supplier<T> work) {
    compiling.lock();
    try {
      return work.get();
    } finally {
      compiling.unlock();
    }
  }

  /** What the last piece of code of this thread returned; asking lets go of it. */
  Object takeResult() {
    Object taken = result.get();
    result.remove();
    return taken;
  }

  /** What the last piece of code of this thread threw, or null; asking lets go of it. */
  Throwable takeThrown() {
    Throwable taken = thrown.get();
    thrown.remove();
    return taken;
  }

  @Override
  public void load(ClassBytecodes[] classes) throws ClassInstallException {
    for (ClassBytecodes each : classes) {
      loader.announce(each.name(), CancelWeaver.weave(each.bytecodes()));
      redefiner.loaded(each);
    }
    boolean[] loaded = new boolean[classes.length];
    for (int i = 0; i < classes.length; i++) {
      try {
        variables.loaded(loader.loadClass(classes[i].name()));
        loaded[i] = true;
      } catch (ClassNotFoundException | LinkageError e) {
        throw new ClassInstallException(e.toString(), loaded);
      }
    }
  }

  @Override
  public void redefine(ClassBytecodes[] classes) throws ClassInstallException {
    redefiner.redefine(classes);
  }

  @Override
  public String invoke(String className, String methodName) throws RunException, InternalException {
    Method method;
    try {
      method = loader.loadClass(className).getDeclaredMethod(methodName);
      method.setAccessible(true);
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new InternalException(e.toString());
    }
    result.remove();
    thrown.remove();
    int held = compiling.getHoldCount();
    times(held, compiling::unlock);
    try {
      result.set(limit.within(() -> thread.run(() -> method.invoke(null))));
      return "";
    } catch (InvocationTargetException e) {
      throw converted(e.getCause());
    } catch (Throwable e) {
      throw converted(e);
    } finally {
      times(held, compiling::lock);
    }
  }

  private static void times(int count, Runnable work) {
    for (int i = 0; i < count; i++) {
      work.run();
    }
  }

  private RunException converted(Throwable e) {
    if (e instanceof SPIResolutionException unresolved) {
      return new ResolutionException(unresolved.id(), e.getStackTrace());
    }
    thrown.set(e);
    if (e instanceof Cancelled) {
      return new StoppedException();
    }
    return described(e, 0);
  }

  /** For JShell, which knows the lines of cells that its frames stand for. */
  private static UserException described(Throwable e, int depth) {
    UserException described =
        new UserException(
            String.valueOf(e.getMessage()), e.getClass().getName(), e.getStackTrace());
    if (e.getCause() != null && depth < DEEPEST_CAUSE) {
      described.initCause(described(e.getCause(), depth + 1));
    }
    return described;
  }

  @Override
  public String varValue(String className, String varName) throws InternalException {
    try {
      Field field = loader.loadClass(className).getDeclaredField(varName);
      field.setAccessible(true);
      return String.valueOf(field.get(null));
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new InternalException(e.toString());
    }
  }

  @Override
  public void addToClasspath(String path) {
    loader.addPath(path);
  }

  @Override
  public void stop() {
    // Cells are stopped from outside, whether JShell waits for them or not.
  }

  @Override
  public Object extensionCommand(String command, Object argument) throws NotImplementedException {
    throw new NotImplementedException(command);
  }

  @Override
  public void close() {
    // Nothing to close: the loader's classes live as long as their objects.
  }
}

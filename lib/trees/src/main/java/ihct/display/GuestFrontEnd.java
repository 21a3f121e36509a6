package ihct.display;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Shows values in all their forms in IJava and JJava, where this library is one jar among others on
 * the class path. Their display libraries differ in nothing but the package, and are found by name,
 * so that neither is needed here.
 */
final class GuestFrontEnd implements FrontEnd {

  /** Who knows the running kernel, the method that tells it, and the package of its displays. */
  private record Names(String owner, String getter, String displays) {}

  private static final List<Names> KERNELS =
      List.of(
          new Names( // IJava
              "io.github.spencerpark.ijava.IJava",
              "getKernelInstance",
              "io.github.spencerpark.jupyter.kernel.display."),
          new Names( // JJava from 1.0-a6 on
              "org.dflib.jjava.jupyter.kernel.BaseKernel",
              "notebookKernel",
              "org.dflib.jjava.jupyter.kernel.display."),
          new Names( // JJava before
              "org.dflib.jjava.JJava",
              "getKernelInstance",
              "org.dflib.jjava.jupyter.kernel.display."));

  private final Object kernel;
  private final Class<?> data;

  private GuestFrontEnd(Object kernel, String displays) throws ReflectiveOperationException {
    this.kernel = kernel;
    ClassLoader theirs = kernel.getClass().getClassLoader();
    data = Class.forName(displays + "DisplayData", true, theirs);
    Class<?> function = Class.forName(displays + "RenderFunction", true, theirs);
    Object render =
        Proxy.newProxyInstance(
            theirs,
            new Class<?>[] {function},
            (proxy, method, arguments) ->
                method.getDeclaringClass() == Object.class
                    ? method.invoke(this, arguments)
                    : rendered(arguments[0], arguments[1]));
    // For everything that has no renderer of its own there, as its providers may know it here.
    Object registration = call(call(kernel, "getRenderer"), "createRegistration", Object.class);
    call(registration, "register", render);
  }

  /** The front end of the kernel that runs cells in this Java machine, if it is one of these. */
  static Optional<FrontEnd> find() {
    for (Names names : KERNELS) {
      try {
        Object kernel = Class.forName(names.owner()).getMethod(names.getter()).invoke(null);
        if (kernel != null) {
          return Optional.of(new GuestFrontEnd(kernel, names.displays()));
        }
      } catch (ReflectiveOperationException | LinkageError e) {
        continue; // another kernel, or none
      }
    }
    return Optional.empty();
  }

  @Override
  public void display(String id, MimeBundle bundle) {
    send("display", kernel, id, bundle);
  }

  @Override
  public void update(String id, MimeBundle bundle) {
    try {
      Object io = call(kernel, "getIO");
      send("updateDisplay", io.getClass().getField("display").get(io), id, bundle);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private void send(String method, Object to, String id, MimeBundle bundle) {
    try {
      Object output = data.getConstructor().newInstance();
      fill(output, bundle);
      call(output, "setDisplayId", id);
      call(to, method, output);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A render function: fills in the forms of a value; of one that has none they show the text. */
  private static Object rendered(Object value, Object context) throws ReflectiveOperationException {
    Optional<MimeBundle> forms =
        value instanceof MimeBundle bundle ? Optional.of(bundle) : DisplayProvider.formsOf(value);
    if (forms.isPresent()) {
      fill(call(context, "getOutputContainer"), forms.get());
    }
    return null;
  }

  private static void fill(Object container, MimeBundle bundle)
      throws ReflectiveOperationException {
    for (Map.Entry<String, Object> form : bundle.json().entrySet()) {
      call(container, "putData", form.getKey(), form.getValue());
    }
  }

  private static Object call(Object on, String name, Object... arguments)
      throws ReflectiveOperationException {
    Method method =
        Stream.of(on.getClass().getMethods())
            .filter(m -> m.getName().equals(name) && takes(m.getParameterTypes(), arguments))
            .findFirst()
            .orElseThrow(() -> new NoSuchMethodException(on.getClass() + " has no " + name));
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private static boolean takes(Class<?>[] types, Object[] arguments) {
    boolean takes = types.length == arguments.length;
    for (int i = 0; takes && i < types.length; i++) {
      takes = types[i].isInstance(arguments[i]);
    }
    return takes;
  }
}

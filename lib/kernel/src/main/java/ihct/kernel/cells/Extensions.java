package ihct.kernel.cells;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * The extensions of JJava that jars name in {@code META-INF/services}: each is installed once.
 * Cells go on without one that fails.
 */
final class Extensions {

  private final BaseKernel kernel;
  private final Outputs outputs;
  private final Set<String> known = new HashSet<>();
  private final List<Extension> installed = new ArrayList<>();

  /** Installs none if the kernel is null. */
  Extensions(BaseKernel kernel, Outputs outputs) {
    this.kernel = kernel;
    this.outputs = outputs;
  }

  /** Installs those that are new. */
  void install(ClassLoader classes) {
    if (kernel == null) {
      return;
    }
    Iterator<ServiceLoader.Provider<Extension>> found =
        ServiceLoader.load(Extension.class, classes).stream().iterator();
    boolean more = true;
    while (more) {
      try {
        more = found.hasNext();
        if (more) {
          install(found.next());
        }
      } catch (ServiceConfigurationError e) {
        outputs.warn("An extension cannot be installed: " + e.getMessage());
      }
    }
  }

  private void install(ServiceLoader.Provider<Extension> provider) {
    String name = provider.type().getName();
    if (!known.add(name)) {
      return;
    }
    try {
      Extension extension = provider.get();
      extension.install(kernel);
      installed.add(extension);
    } catch (Exception | LinkageError e) {
      outputs.warn("The extension %s cannot be installed: %s".formatted(name, e));
    }
  }

  /** Tells all that the kernel ends. */
  void uninstall() {
    for (Extension each : installed) {
      try {
        each.uninstall(kernel);
      } catch (Exception | LinkageError e) {
        outputs.warn("The extension %s did not end: %s".formatted(each.getClass().getName(), e));
      }
    }
    installed.clear();
  }
}

package ihct.kernel.cells;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Defines the classes that JShell compiles from cells. */
final class CellLoader extends URLClassLoader {

  /** The package that JShell puts the code of cells into. */
  private static final String CELLS = "REPL";

  private final Map<String, byte[]> waiting = new ConcurrentHashMap<>();

  CellLoader(ClassLoader parent) {
    super(new URL[0], parent);
    setPackageAssertionStatus(CELLS, true); // who writes assert in a cell wants to know
  }

  /** Keeps a class until it is first asked for: classes of one cell may need each other. */
  void announce(String name, byte[] bytes) {
    waiting.put(name, bytes);
  }

  /** Adds what the program itself does not have already. */
  void addPath(String path) {
    if (path.equals(System.getProperty("java.class.path"))) {
      return;
    }
    for (String entry : path.split(File.pathSeparator)) {
      try {
        addURL(Path.of(entry).toUri().toURL());
      } catch (MalformedURLException e) {
        throw new IllegalArgumentException("Not a path for classes: " + entry, e);
      }
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = waiting.remove(name);
    return bytes == null ? super.findClass(name) : defineClass(name, bytes, 0, bytes.length);
  }
}

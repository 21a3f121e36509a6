package ihct.loading.formats;

import ihct.io.LibraryFinder;
import ihct.loading.csv.MalformedDataException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * A reader whose library is no part of the product: it is fetched when a file first needs it, and
 * stands on a class path of its own, so that nothing else meets it.
 */
final class Fetched {

  /** Classes that need the library, and are looked for beside it. */
  private static final String READERS = "ihct.loading.formats.fetched.";

  private final String reads;
  private final String reader;
  private final String library;
  private final int megabytes;
  private ClassLoader loader;

  /**
   * Says what may have to be fetched.
   *
   * @param reads what is read, in the plural
   * @param reader the class that reads it
   * @param library its coordinates
   * @param megabytes how much that is
   */
  Fetched(String reads, String reader, String library, int megabytes) {
    this.reads = reads;
    this.reader = reader;
    this.library = library;
    this.megabytes = megabytes;
  }

  TableRows open(Path path) throws IOException {
    try {
      return (TableRows)
          Class.forName(READERS + reader, true, loader(path))
              .getConstructor(Path.class)
              .newInstance(path);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IOException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    } catch (NoClassDefFoundError e) {
      throw new MalformedDataException(
          path,
          "%s are read by the library %s, which is not on the class path; put it there."
              .formatted(capital(reads), library));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Without anybody who finds libraries, what the class path has. */
  private synchronized ClassLoader loader(Path path) throws IOException {
    if (loader == null) {
      Optional<LibraryFinder> finder =
          ServiceLoader.load(LibraryFinder.class, Fetched.class.getClassLoader()).findFirst();
      loader = finder.isEmpty() ? Fetched.class.getClassLoader() : beside(jars(finder.get(), path));
    }
    return loader;
  }

  private static ClassLoader beside(List<Path> found) throws IOException {
    List<URL> jars = new ArrayList<>();
    jars.add(Fetched.class.getProtectionDomain().getCodeSource().getLocation());
    for (Path jar : found) {
      jars.add(jar.toUri().toURL());
    }
    return new ReaderLoader(jars.toArray(URL[]::new));
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private List<Path> jars(LibraryFinder finder, Path path) throws MalformedDataException {
    try {
      return finder.find(
          library,
          () ->
              System.err.printf(
                  "ihct: fetching %s, which reads %s, %d MB, once%n", library, reads, megabytes));
    } catch (IllegalArgumentException e) {
      Throwable innermost = e;
      while (innermost.getCause() != null) {
        innermost = innermost.getCause();
      }
      throw new MalformedDataException(
          path,
          "%s are read by a library that is not here yet and could not be fetched (%s). With a network: mvn dependency:get -Dartifact=%s"
              .formatted(capital(reads), innermost.getMessage(), library));
    }
  }

  /**
   * Looks for ours, and for what keeps libraries silent, where the product is; and for the readers
   * and all others among the jars.
   */
  private static final class ReaderLoader extends URLClassLoader {

    ReaderLoader(URL[] jars) {
      super(jars, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      boolean ofProduct = name.startsWith("ihct.") || name.startsWith("org.slf4j.");
      return ofProduct && !name.startsWith(READERS)
          ? Class.forName(name, false, Fetched.class.getClassLoader())
          : super.findClass(name);
    }
  }
}

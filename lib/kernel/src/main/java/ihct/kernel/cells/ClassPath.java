package ihct.kernel.cells;

import ihct.kernel.libraries.JarFiles;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Where cells find classes, which grows, and what libraries add to the kernel by being there. */
final class ClassPath {

  private final Engine engine;
  private final Extensions extensions;

  ClassPath(Engine engine, Extensions extensions) {
    this.engine = engine;
    this.extensions = extensions;
  }

  /**
   * Adds what a search finds, which the stop button ends, too.
   *
   * @return the paths that were found
   */
  List<String> add(Callable<List<Path>> search) throws Exception {
    List<Path> found = engine.thread.call(search);
    found.forEach(JarFiles::refuseBroken);
    List<String> paths = found.stream().map(path -> path.toAbsolutePath().toString()).toList();
    paths.forEach(engine.shell::addToClasspath);
    installExtensions();
    return paths;
  }

  /**
   * Adds what has these names, several parted as on a class path, asterisks standing for others.
   */
  List<String> add(List<String> names) throws Exception {
    List<String> all =
        names.stream()
            .flatMap(each -> Stream.of(each.split(File.pathSeparator)))
            .filter(each -> !each.isBlank())
            .toList();
    return add(() -> JarFiles.named(all));
  }

  /** Installs what is not yet: code of others, so that it runs where cells do. */
  void installExtensions() throws Exception {
    engine.thread.call(
        () -> {
          extensions.install(engine.loader);
          return null;
        });
  }

  void close() {
    extensions.uninstall();
  }
}

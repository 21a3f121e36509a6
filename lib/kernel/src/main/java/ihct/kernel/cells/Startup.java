package ihct.kernel.cells;

import ihct.kernel.libraries.CodeFile;
import ihct.kernel.libraries.JarFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What is done before the first cell: extensions, jars and code that the environment asks for. With
 * that cell and not before it, as only a cell's outputs are seen; it runs whatever fails here.
 */
final class Startup {

  private final Session session;
  private final Settings settings;
  private final Outputs outputs;
  private boolean done;

  Startup(Session session, Settings settings, Outputs outputs) {
    this.session = session;
    this.settings = settings;
    this.outputs = outputs;
  }

  void run(List<String> mistakes) {
    if (done) {
      return;
    }
    done = true;
    settings.mistakes().forEach(outputs::warn);
    mistakes.forEach(outputs::warn);
    attempt("Extensions", () -> session.classPath().installExtensions());
    for (String path : settings.classPath()) {
      attempt(
          "IJAVA_CLASSPATH or JJAVA_CLASSPATH, " + path,
          () -> session.classPath().add(List.of(path)));
    }
    for (String files : settings.scriptFiles()) {
      attempt(
          "IJAVA_STARTUP_SCRIPTS_PATH or JJAVA_STARTUP_SCRIPTS_PATH, " + files,
          () -> runFiles(files));
    }
    for (String script : settings.scripts()) {
      attempt("IJAVA_STARTUP_SCRIPT or JJAVA_STARTUP_SCRIPT", () -> session.eval(script));
    }
  }

  private void runFiles(String files) throws IOException {
    for (Path file : JarFiles.named(List.of(files))) {
      CodeFile.read(file).forEach(session::eval);
    }
  }

  private interface Step {
    void run() throws Exception;
  }

  private void attempt(String what, Step step) {
    try {
      step.run();
    } catch (Exception | LinkageError | AssertionError e) {
      String reason = e instanceof IllegalArgumentException ? e.getMessage() : e.toString();
      outputs.warn(what + ": " + reason);
    }
  }
}

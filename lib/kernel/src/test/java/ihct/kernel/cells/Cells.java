package ihct.kernel.cells;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.sun.tools.attach.VirtualMachine;
import ihct.kernel.stop.Agent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** A session without sockets, whose outputs are kept as text. */
final class Cells implements Outputs, AutoCloseable {

  final List<String> displayed = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();
  private final Session session;
  private String result;
  private int number;

  Cells() {
    this(Map.of());
  }

  /** With variables of the environment. */
  Cells(Map<String, String> environment) {
    addAgent();
    session = new Session(null, new Rendering(new OwnRenderer()), this, Settings.of(environment));
  }

  /** As the option -javaagent does for the kernel. */
  private static synchronized void addAgent() {
    if (Agent.instrumentation() != null) {
      return;
    }
    try {
      Path jar = Files.createTempFile("agent", ".jar");
      Attributes attributes = new Attributes();
      attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
      attributes.putValue("Agent-Class", Agent.class.getName());
      attributes.putValue("Can-Redefine-Classes", "true");
      Manifest manifest = new Manifest();
      manifest.getMainAttributes().putAll(attributes);
      new JarOutputStream(Files.newOutputStream(jar), manifest).close();
      VirtualMachine self = VirtualMachine.attach(String.valueOf(ProcessHandle.current().pid()));
      self.loadAgent(jar.toString());
      self.detach();
      Files.delete(jar);
    } catch (Exception e) {
      throw new IllegalStateException("The agent cannot be added.", e);
    }
  }

  Outcome outcome(String cell) {
    result = null;
    displayed.clear();
    warnings.clear();
    return session.evaluate(cell, ++number);
  }

  /** Runs a cell that must succeed, and returns its result as text, or null. */
  String run(String cell) {
    Outcome outcome = outcome(cell);
    assertInstanceOf(Outcome.Done.class, outcome, () -> cell + " ended with " + outcome);
    return result;
  }

  /** Runs a cell that must fail. */
  Outcome.Failed fail(String cell) {
    return assertInstanceOf(Outcome.Failed.class, outcome(cell), cell);
  }

  void interrupt() {
    session.interrupt();
  }

  private static String text(DisplayData data) {
    return String.valueOf(data.getData(MIMEType.TEXT_PLAIN));
  }

  @Override
  public void display(DisplayData data) {
    displayed.add(text(data));
  }

  @Override
  public void update(DisplayData data) {
    displayed.add(text(data));
  }

  @Override
  public void result(DisplayData data) {
    result = text(data);
  }

  @Override
  public void warn(String text) {
    warnings.add(text);
  }

  @Override
  public void page(String text) {
    displayed.add(text);
  }

  @Override
  public void clear(boolean wait) {
    displayed.clear();
  }

  @Override
  public void close() {
    session.close();
  }
}

package ihct.kernel;

import ihct.display.Controls;
import ihct.display.FrontEnd;
import ihct.display.MimeBundle;
import ihct.kernel.cells.Outputs;
import ihct.kernel.cells.Rendering;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** What cells can call without an import, as in other Java kernels. */
public final class Notebook {

  private static volatile JavaKernel kernel;
  private static volatile Rendering rendering;
  private static volatile Outputs outputs;

  private Notebook() {}

  static void connect(JavaKernel running, Rendering by, Outputs to, Widgets widgets) {
    kernel = running;
    rendering = by;
    outputs = to;
    FrontEnd.install(new Bridge(widgets));
  }

  /** Shows a value; its output's id is for {@link #updateDisplay(String, Object)}. */
  public static String display(Object value) {
    return display(value, new String[0]);
  }

  /**
   * Shows a value in chosen forms, such as {@code text/html}; its output's id is for {@link
   * #updateDisplay(String, Object, String...)}.
   */
  public static String display(Object value, String... mimeTypes) {
    DisplayData data = render(value, mimeTypes);
    if (!data.hasDisplayId()) {
      data.setDisplayId(UUID.randomUUID().toString());
    }
    outputs.display(data);
    return data.getDisplayId();
  }

  /**
   * {@return the forms that a front end shows: those of these MIME types, such as {@code
   * text/html}, or without any those that suit the value}
   */
  public static DisplayData render(Object value, String... mimeTypes) {
    return rendering.render(value, mimeTypes);
  }

  /** Replaces the output that {@link #display(Object)} gave an id. */
  public static void updateDisplay(String id, Object value) {
    updateDisplay(id, value, new String[0]);
  }

  /** Replaces the output that {@link #display(Object, String...)} gave an id, in chosen forms. */
  public static void updateDisplay(String id, Object value, String... mimeTypes) {
    DisplayData data = render(value, mimeTypes);
    data.setDisplayId(id);
    outputs.update(data);
  }

  /**
   * Removes what the running cell has put out so far: at once, or when the next output comes, which
   * does not flicker.
   */
  public static void clearOutput(boolean wait) {
    outputs.clear(wait);
  }

  /** Prints as {@link java.io.PrintStream#printf(String, Object...)} does. */
  public static void printf(String format, Object... values) {
    System.out.printf(format, values);
  }

  /**
   * {@return the value of code, which is run as if it stood in a cell, but shows no results; null
   * if it ends with none}
   *
   * @throws IllegalArgumentException if the compiler refuses it; what the code throws is thrown, a
   *     checked exception as the cause of an {@link IllegalStateException}
   */
  public static Object eval(String code) {
    return kernel.evalRaw(code);
  }

  /**
   * {@return what the command {@code %name} gives back: for those that add libraries a list of
   * paths}
   *
   * @param words what would stand behind it
   * @throws IllegalArgumentException if there is no such command, or it refuses the words
   */
  public static <T> T lineMagic(String name, List<String> words) {
    return value(() -> kernel.session().lineMagic(name, words));
  }

  /**
   * {@return what the command {@code %%name} of a whole cell gives back}
   *
   * @param words what would stand behind it
   * @param rest the cell below it
   * @throws IllegalArgumentException if there is no such command, or it refuses its cell
   */
  public static <T> T cellMagic(String name, List<String> words, String rest) {
    return value(() -> kernel.session().cellMagic(name, words, rest));
  }

  /** The caller says what type it is: there is no other way to write such a line. */
  @SuppressWarnings("unchecked")
  private static <T> T value(Callable<?> command) {
    try {
      return (T) command.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** {@return the kernel that runs the cells} */
  public static JavaKernel kernel() {
    return kernel;
  }

  /** {@return the kernel that runs the cells, by the name that it has in IJava} */
  public static JavaKernel getKernelInstance() {
    return kernel;
  }

  /** Lets values that know {@link FrontEnd} alone show and update themselves. */
  private record Bridge(Widgets widgets) implements FrontEnd {

    @Override
    public void display(String id, MimeBundle bundle) {
      DisplayData data = Rendering.data(bundle);
      data.setDisplayId(id);
      outputs.display(data);
    }

    @Override
    public void update(String id, MimeBundle bundle) {
      DisplayData data = Rendering.data(bundle);
      data.setDisplayId(id);
      outputs.update(data);
    }

    @Override
    public boolean offer(Controls controls, BiConsumer<String, Object> moved) {
      return widgets.offer(controls, moved);
    }
  }
}

package ihct.models.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks nvidia-smi, the tool that comes with NVIDIA's driver, about this machine's cards. */
final class NvidiaSmi {

  private static final int PATIENCE_SECONDS = 30;
  private static final int NOT_STARTED = -1;
  private static final int COLUMNS = 4;

  private NvidiaSmi() {}

  /**
   * What the tool said.
   *
   * @param exit its exit code; −1 if it could not be started
   * @param text all it printed
   */
  record Answer(int exit, String text) {

    boolean started() {
      return exit != NOT_STARTED;
    }
  }

  /** Something that answers such a query. */
  interface Tool {
    Answer ask(String fields);
  }

  /** Runs the tool itself. */
  static Answer run(String fields) {
    try {
      Process process =
          new ProcessBuilder("nvidia-smi", "--query-gpu=" + fields, "--format=csv,noheader")
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Answer(NOT_STARTED, "it does not end");
      }
      return new Answer(process.exitValue(), text.strip());
    } catch (IOException e) {
      return new Answer(NOT_STARTED, "it is not installed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer(NOT_STARTED, "it was interrupted");
    }
  }

  /**
   * Asks for the cards. Drivers before 510 do not know the field compute_cap; they cannot drive a
   * card that is too new either, so they are asked without it.
   */
  static Answer ask(Tool tool) {
    Answer answer = tool.ask("index,name,compute_cap,driver_version");
    if (!answer.text().contains("compute_cap")) {
      return answer;
    }
    Answer older = tool.ask("index,name,driver_version");
    return new Answer(older.exit(), older.text().replaceAll("(?m), ([^,]*)$", ", , $1"));
  }

  /** Reads the cards from an answer; none if it holds none. */
  static List<Gpu> gpus(Answer answer) {
    List<Gpu> gpus = new ArrayList<>();
    for (String line : answer.text().split("\\R")) {
      String[] cells = line.split(",", -1);
      if (answer.exit() == 0 && cells.length == COLUMNS && cells[0].strip().matches("\\d+")) {
        String capability = cells[2].strip();
        gpus.add(
            new Gpu(
                Integer.parseInt(cells[0].strip()),
                cells[1].strip(),
                capability.startsWith("[") ? "" : capability, // [N/A], [Not Supported]
                cells[3].strip()));
      }
    }
    return gpus;
  }
}

package ihct.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the time goes: samples of what the threads are doing, by the JDK's flight recorder, and the
 * share of the processor's time that compiling methods took.
 */
final class TimeProfile implements AutoCloseable {

  private static final Duration PERIOD = Duration.ofMillis(2);
  private static final int PLACES = 6;

  /** Names of threads that compile, as Linux cuts them. */
  private static final Pattern COMPILER = Pattern.compile("C[12] CompilerThre");

  /** Linux has told processor time in hundredths of a second on every machine for long. */
  private static final double TICKS_PER_SECOND = 100;

  private final Recording recording = new Recording();
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final double processorSeconds;
  private final double compilerSeconds;

  /** Starts to look. */
  TimeProfile() throws IOException {
    recording.enable("jdk.ExecutionSample").withPeriod(PERIOD);
    recording.enable("jdk.NativeMethodSample").withPeriod(PERIOD);
    recording.start();
    processorSeconds = processorSeconds();
    compilerSeconds = compilerSeconds();
  }

  /** Stops, and adds what was seen. */
  void into(ObjectNode json) throws IOException {
    double processor = processorSeconds() - processorSeconds;
    double compiling = compilerSeconds() - compilerSeconds;
    recording.stop();
    ObjectNode profile = json.putObject("profile");
    profile.put("processorSeconds", processor);
    profile.put("compilerShare", processor > 0 ? compiling / processor : 0);
    Map<String, Integer> samples = samples();
    int all = samples.values().stream().mapToInt(each -> each).sum();
    profile.put("samples", all);
    ObjectNode places = profile.putObject("places");
    samples.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(PLACES)
        .forEach(each -> places.put(each.getKey(), (double) each.getValue() / all));
  }

  private Map<String, Integer> samples() throws IOException {
    Path file = Files.createTempFile("ihct", ".jfr");
    try {
      recording.dump(file);
      Map<String, Integer> samples = new HashMap<>();
      for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
        boolean sample = event.getEventType().getName().endsWith("Sample");
        if (sample && event.getStackTrace() != null) {
          RecordedMethod top = event.getStackTrace().getFrames().get(0).getMethod();
          String type = top.getType().getName();
          if (!isWaiting(type, top.getName())) {
            samples.merge(
                type.substring(type.lastIndexOf('.') + 1) + "." + top.getName(), 1, Integer::sum);
          }
        }
      }
      return samples;
    } finally {
      Files.delete(file);
    }
  }

  private double processorSeconds() {
    return system.getProcessCpuTime() / 1e9;
  }

  /** The processor time of the threads that compile methods, as Linux tells it; 0 elsewhere. */
  private static double compilerSeconds() throws IOException {
    Path tasks = Path.of("/proc/self/task");
    long ticks = 0;
    if (Files.isDirectory(tasks)) {
      try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
        for (Path thread : threads) {
          ticks += compilerTicks(thread);
        }
      }
    }
    return ticks / TICKS_PER_SECOND;
  }

  private static long compilerTicks(Path thread) {
    try {
      // id (name) state … with user and system time as the 14th and 15th field
      String line = Files.readString(thread.resolve("stat"));
      int end = line.lastIndexOf(')');
      String[] fields = line.substring(end + 2).split(" ");
      boolean compiles = COMPILER.matcher(line.substring(line.indexOf('(') + 1, end)).matches();
      return compiles ? Long.parseLong(fields[11]) + Long.parseLong(fields[12]) : 0;
    } catch (IOException e) {
      return 0; // the thread has ended meanwhile, so it was none of these
    }
  }

  /** Threads that wait for work are sampled where the wait is a native method. */
  private static boolean isWaiting(String type, String method) {
    return type.startsWith("sun.nio.ch.")
        || (type.startsWith("java.lang.") && method.equals("waitForReferencePendingList"))
        || method.equals("park")
        || method.equals("wait")
        || method.equals("sleep");
  }

  @Override
  public void close() {
    recording.close();
  }
}

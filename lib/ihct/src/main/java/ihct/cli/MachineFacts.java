package ihct.cli;

import com.sun.management.OperatingSystemMXBean;
import ihct.files.Build;
import ihct.models.device.Backend;
import ihct.models.device.NativeLibraryException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What Java knows of the machine by itself. */
final class MachineFacts {

  private static final String GPU = "GPU";
  private static final double GIB = 1L << 30;

  /** Below this the models of the paper's size do not fit. */
  private static final double ENOUGH_MEMORY_GIB = 7.5;

  /** A run at the paper's size writes some hundred megabytes. */
  private static final double ENOUGH_DISK_GIB = 1;

  private MachineFacts() {}

  static Fact java() {
    return Fact.ok("Java", Build.java() + ", " + System.getProperty("java.home"));
  }

  /** What this process may use, which in a container is less than the machine has. */
  static Fact memory() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return memory(
        system.getTotalMemorySize() / GIB,
        system.getFreeMemorySize() / GIB,
        Runtime.getRuntime().maxMemory() / GIB);
  }

  static Fact memory(double total, double free, double heap) {
    String text =
        String.format(
            Locale.ROOT, "%.1f GiB, %.1f GiB free; Java may fill %.1f GiB", total, free, heap);
    return total >= ENOUGH_MEMORY_GIB
        ? Fact.ok("memory", text)
        : Fact.note("memory", text + ". Models of the paper's size need 8; choose smaller ones.");
  }

  static Fact processors() {
    return Fact.ok("cores", Runtime.getRuntime().availableProcessors() + " for this process");
  }

  static Fact disk(Path folder) {
    try {
      return disk(folder, Files.getFileStore(folder).getUsableSpace() / GIB);
    } catch (IOException e) {
      return Fact.wrong("disk", folder + " cannot be read: " + e.getMessage());
    }
  }

  static Fact disk(Path folder, double free) {
    String text = String.format(Locale.ROOT, "%.1f GiB free in %s", free, folder);
    return free >= ENOUGH_DISK_GIB
        ? Fact.ok("disk", text)
        : Fact.wrong("disk", text + ". Make room: a run may write 1 GiB.");
  }

  /** Loads the native library, which is what fails on machines that it was not built for. */
  static Fact backend() {
    try {
      return Fact.ok("backend", Backend.describe());
    } catch (IllegalArgumentException | NativeLibraryException e) {
      return Fact.wrong("backend", e.getMessage() + " Until then networks cannot be trained.");
    }
  }

  /** Whether there is a GPU that can compute; if it is wanted, whether it computes the same. */
  static Fact gpu(boolean wanted) {
    try {
      String card = Backend.findCard();
      return wanted
          ? Fact.ok(GPU, card + "; " + Backend.tryCard())
          : Fact.note(GPU, card + ": not used; IHCT_DEVICE=gpu asks for it");
    } catch (IllegalArgumentException e) {
      return wanted
          ? Fact.wrong(GPU, e.getMessage())
          : Fact.note(GPU, "not used, and could not be. " + e.getMessage());
    }
  }
}

package ihct.files;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Measures how much memory was needed. */
public final class PeakMemory {

  private static final double MIB = 1024.0 * 1024.0;
  private static final Path STATUS = Path.of("/proc/self/status");

  private PeakMemory() {}

  private static List<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  /** Forgets the heap's earlier peak. */
  public static void resetHeap() {
    heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  /**
   * The heap's peak since {@link #resetHeap}, in MiB. Summed over the collector's pools, whose
   * peaks need not coincide: an upper bound.
   */
  public static double heapMiB() {
    return heapPools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / MIB;
  }

  /**
   * The process's peak resident memory since its start in MiB, native arrays of the networks
   * included; null where the system does not tell (it is Linux that does).
   */
  public static Double residentMiB() {
    if (!Files.isReadable(STATUS)) {
      return null;
    }
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .map(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst()
          .orElse(null);
    } catch (IOException e) {
      // A figure for the record is not worth a failed run.
      return null;
    }
  }
}

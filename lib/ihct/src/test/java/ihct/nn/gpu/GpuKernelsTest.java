package ihct.nn.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.nn.gpu.GpuKernelCheck.Card;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kernel alone, and whether its check would notice a fault. */
class GpuKernelsTest {

  @ParameterizedTest
  @EnumSource
  void kernelsDoWhatTheyMust(GpuKernelCheck check) {
    Card card = Card.of(StandIn.device());
    check.run(card);
    card.memory().close(); // and wrote nothing behind what they had
  }

  @Test
  void everyKernelHasACheck() throws IOException {
    Set<String> kernels =
        Pattern.compile("\\.entry (\\w+)\\(")
            .matcher(ptx())
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toSet());
    assertEquals(
        Arrays.stream(GpuKernelCheck.values()).map(c -> c.kernel).collect(Collectors.toSet()),
        kernels);
  }

  /** The driver gets the PTX, and the other tests the source. */
  @Test
  void thePtxIsOfThisSource() throws IOException, NoSuchAlgorithmException {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(StandIn.KERNELS));
    String first = ptx().lines().findFirst().orElseThrow();
    assertTrue(
        first.contains(HexFormat.of().formatHex(digest)),
        "kernels.ptx is of another kernels.cu; environment/ptx renews it.");
  }

  private static String ptx() throws IOException {
    try (InputStream in = Device.class.getResourceAsStream("kernels.ptx")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** A fault that a programmer may make, and the kernel whose check must notice it. */
  private record Fault(GpuKernelCheck check, String right, String wrong) {}

  /** By list compiled together: none of a list has a part in the kernels of the others. */
  private static final List<List<Fault>> FAULTS =
      List.of(
          List.of(
              new Fault(GpuKernelCheck.GEMM_NT, "r < n && q < k ?", "r < n - 1 && q < k ?"),
              new Fault(GpuKernelCheck.PLACE, "i / columns * stride", "i / columns * columns"),
              new Fault(
                  GpuKernelCheck.RELU_DROPOUT, "(unit / 2 + 1) * golden", "(unit / 2) * golden"),
              new Fault(GpuKernelCheck.ADAM, "0.999f * *v", "0.99f * *v"),
              new Fault(GpuKernelCheck.NORMALIZE, "variance /= count;", "variance /= count - 1;"),
              new Fault(GpuKernelCheck.SOFTMAX_LOSS, "mean + logf(sum))", "mean)"),
              new Fault(
                  GpuKernelCheck.SEGMENT_SOFTMAX,
                  "most = larger(most, v);\n    }\n    for (int i = from",
                  "most = v;\n    }\n    for (int i = from")),
          List.of(
              new Fault(
                  GpuKernelCheck.GEMM_NN,
                  "    __syncthreads();\n    for (int q = 0; q < DEPTH",
                  "    for (int q = 0; q < DEPTH"),
              new Fault(GpuKernelCheck.SILENCE, "? gradients[i] * scale", "? gradients[i]"),
              new Fault(
                  GpuKernelCheck.COLUMN_SUMS, "int row = slice; row", "int row = slice + 8; row"),
              new Fault(GpuKernelCheck.NORMALIZE_BACK, "* (sum + x[", "* (x["),
              new Fault(
                  GpuKernelCheck.SOFTMAX,
                  "float below = x[i] - most;\n    float e",
                  "float below = x[i];\n    float e"),
              new Fault(GpuKernelCheck.PATH_PRODUCTS, "product *= p", "product = p"),
              new Fault(GpuKernelCheck.ADD_BIAS, "bias[i % units];\n}", "bias[i / units];\n}"),
              new Fault(GpuKernelCheck.GRU_BACK, "s[units] += dr;", "s[units] = dr;")),
          List.of(
              new Fault(
                  GpuKernelCheck.GEMM_TN,
                  "x[i] * y[j];\n    }\n    __syncthreads();",
                  "x[i] * y[j];\n    }"),
              new Fault(
                  GpuKernelCheck.GATHER, "which[i / columns] * columns", "which[0] * columns"),
              new Fault(
                  GpuKernelCheck.LIST_ADAM, "gradients[(size_t)rows[e]", "gradients[(size_t)e"),
              new Fault(GpuKernelCheck.GRU_FORWARD, "n + z * (h - n)", "h + z * (n - h)"),
              new Fault(GpuKernelCheck.TREE_PASS, "ask += d[c]", "ask = d[c]"),
              new Fault(
                  GpuKernelCheck.TREE_ADAM, "* inputs[(size_t)rows[e]", "* inputs[(size_t)e")));

  @Test
  void faultsAreNoticed(@TempDir Path folder) throws IOException {
    assertEquals(
        Set.of(GpuKernelCheck.values()),
        FAULTS.stream().flatMap(List::stream).map(Fault::check).collect(Collectors.toSet()));
    try {
      for (List<Fault> together : FAULTS) {
        String source = Files.readString(StandIn.KERNELS);
        for (Fault fault : together) {
          assertTrue(source.contains(fault.right), fault.right);
          source = source.replace(fault.right, fault.wrong);
        }
        Path other = Files.createDirectory(folder.resolve(together.get(0).check.kernel));
        Path kernels = Files.writeString(other.resolve("kernels.cu"), source);
        Card card = Card.of(StandIn.device(kernels, other));
        for (Fault fault : together) {
          assertThrows(AssertionError.class, () -> fault.check.run(card), fault.right);
        }
      }
    } finally {
      StandIn.reset();
    }
  }
}

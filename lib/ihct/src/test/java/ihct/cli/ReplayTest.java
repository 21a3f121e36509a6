package ihct.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ihct.nn.gpu.StandIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a card is checked by where there is no Java: environment/gpu/replay.c. */
class ReplayTest {

  private static final Path SOURCE = Path.of("environment/gpu/replay.c");
  private static final Path KERNELS = Path.of(StandIn.KERNELS.toString().replace(".cu", ".ptx"));

  @TempDir private static Path folder;

  private static Path replay;
  private static Path trace;

  private record Result(int code, String told) {

    static Result of(ProcessBuilder builder) throws IOException, InterruptedException {
      Process process = builder.redirectErrorStream(true).start();
      String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), told);
    }
  }

  @BeforeAll
  static void writesATrace() throws IOException, InterruptedException {
    trace = folder.resolve("trial.batch256.trace");
    Result written =
        Result.of(StandIn.process(Map.of("STAND_IN_TRACE", trace.toString()), "doctor"));
    assumeTrue(Files.exists(trace), written.told);
    replay = folder.resolve("replay");
    Result compiled =
        Result.of(
            new ProcessBuilder(
                "gcc",
                "-Wall",
                "-Werror",
                "-o",
                replay.toString(),
                SOURCE.toString(),
                "-ldl",
                "-lm"));
    assertEquals(0, compiled.code, compiled.told);
  }

  private static Result play(String driver, Path what) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(replay.toString(), KERNELS.toString(), what.toString());
    builder.environment().put("IHCT_CUDA", driver);
    return Result.of(builder);
  }

  private static Result play(Path what) throws IOException, InterruptedException {
    return play(System.getProperty("ihct.cuda"), what);
  }

  /** Where a call begins that uploads at least as many bytes. */
  private static int upload(byte[] bytes, int least) {
    for (int i = 0; i + 17 < bytes.length; i++) {
      if (bytes[i] == 'U' && bytes[i + 15] == 0 && bytes[i + 16] == 0) {
        int size =
            Byte.toUnsignedInt(bytes[i + 9])
                | Byte.toUnsignedInt(bytes[i + 10]) << 8
                | Byte.toUnsignedInt(bytes[i + 11]) << 16;
        if (size >= least && size < bytes.length - i) {
          return i;
        }
      }
    }
    throw new AssertionError("no upload");
  }

  @Test
  void whatTheStandInDidIsDoneAgain() throws IOException, InterruptedException {
    Result good = play(trace);
    assertEquals(0, good.code, good.told);
    assertTrue(
        good.told.matches(
            "CPU in place of a card, CUDA 13\\.0; [^\n]*\n.*trace: \\d+ launches in [\\d.]+ s, "
                + "5 answers, apart by at most 0e\\+00; a step of \\d+ kernels takes [\\d.]+ ms, \\d+ songs a second\n"),
        good.told);
  }

  @Test
  void anotherNumberIsFound() throws IOException, InterruptedException {
    byte[] bytes = Files.readAllBytes(trace);
    int weights = upload(bytes, 64 * 64 * Float.BYTES) + 17;
    for (int i = 0; i < 1000; i++) {
      bytes[weights + 4 * i + 3] ^= (byte) 0x80; // another sign
    }
    Result wrong = play(Files.write(folder.resolve("wrong"), bytes));
    assertEquals(1, wrong.code, wrong.told);
    assertTrue(wrong.told.contains(", TOO FAR"), wrong.told);
  }

  @Test
  void aTraceThatIsCutOffAndADriverThatIsNotThereAreTold()
      throws IOException, InterruptedException {
    byte[] bytes = Files.readAllBytes(trace);
    int inside = upload(bytes, 64 * 64 * Float.BYTES) + 100;
    Result cut = play(Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, inside)));
    assertEquals(2, cut.code, cut.told);
    assertTrue(cut.told.contains("The trace is cut off."), cut.told);
    Result none = play("/nowhere/libcuda.so.1", trace);
    assertEquals(2, none.code, none.told);
    assertTrue(none.told.startsWith("No NVIDIA driver was found: "), none.told);
  }
}

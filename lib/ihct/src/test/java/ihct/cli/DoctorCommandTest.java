package ihct.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import ihct.files.Json;
import ihct.models.device.Backend;
import ihct.nn.gpu.StandIn;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {

  @Test
  void gpuThatCannotBeUsedIsWrongOnlyIfItWasAskedFor() {
    StandIn.hidden(
        () -> {
          Fact note = MachineFacts.gpu(false);
          assertEquals(Fact.State.NOTE, note.state());
          assertTrue(
              note.line().contains("not used, and could not be. No NVIDIA driver"), note.line());
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          try (PrintStream printer = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            String[] arguments = {"doctor", "--device", "gpu"};
            assertEquals(1, outside(() -> Main.run(arguments, printer, printer)));
          }
          String text = out.toString(StandardCharsets.UTF_8);
          assertTrue(text.contains("wrong  GPU "), text);
          assertTrue(text.endsWith("One thing is wrong, see above.\n"), text);
        });
  }

  @Test
  void factsCanBeHadAsJson() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String[] arguments = {"doctor", "--json", "-"};
    assertEquals(0, outside(() -> Main.run(arguments, out, System.err)));
    JsonNode facts = Json.node(out.toString(StandardCharsets.UTF_8));
    assertEquals("Java", facts.get(0).get("what").asText());
    assertEquals("note", facts.get(facts.size() - 1).get("state").asText());
  }

  @Test
  void gpuThatIsWantedIsTried() {
    String name = StandIn.device().facts().toString();
    assertEquals(Fact.State.NOTE, MachineFacts.gpu(false).state());
    try {
      Fact used = MachineFacts.gpu(true);
      assertEquals(Fact.State.OK, used.state());
      assertTrue(used.line().contains(name + "; steps are those of the CPU to "), used.line());
    } finally {
      Backend.use("cpu");
    }
  }

  @Test
  void littleMemoryIsNotedAndLittleDiskIsWrong() {
    assertEquals(Fact.State.OK, MachineFacts.memory(15.6, 3, 7.8).state());
    assertEquals(Fact.State.NOTE, MachineFacts.memory(3.8, 1, 1.9).state());
    assertEquals(Fact.State.OK, MachineFacts.disk(Path.of("a"), 12).state());
    assertEquals(Fact.State.WRONG, MachineFacts.disk(Path.of("a"), 0.2).state());
  }

  @Test
  void linesOfTheProbeAreReadAndOthersAreFaults() {
    assertEquals(Fact.ok("cell", "1 + 1 gave 2"), Fact.parse("ok\tcell\t1 + 1 gave 2"));
    assertEquals(Fact.State.WRONG, Fact.parse("mvn: Segmentation fault").state());
    assertEquals("note   GPU         none", Fact.note("GPU", "none").line());
  }

  @Test
  void programsThatFailHangOrAreMissingDoNotSucceed() {
    Duration limit = Duration.ofSeconds(20);
    assertEquals(List.of("a", "b"), Program.run(limit, "printf", "a\nb\n").lines());
    assertFalse(Program.run(limit, "false").succeeded());
    assertFalse(Program.run(limit, "no-such-program-anywhere").succeeded());
    assertFalse(Program.run(Duration.ofSeconds(1), "sleep", "60").succeeded());
  }

  @Test
  void outsideOfACheckoutItTellsWhatJavaKnows() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PrintStream printer = new PrintStream(out, true, StandardCharsets.UTF_8)) {
      assertEquals(0, outside(() -> Main.run(new String[] {"doctor"}, printer, printer)));
    }
    String text = out.toString(StandardCharsets.UTF_8);
    for (String what : List.of("Java", "memory", "disk", "backend", "GPU", "kernel")) {
      assertTrue(text.contains(" " + what + " "), text);
    }
    assertTrue(text.endsWith("Everything works.\n"), text);
  }

  /** Runs the doctor without a checkout around it, which would make it start a kernel. */
  private static int outside(IntSupplier doctor) {
    String before = System.setProperty("ihct.root", "lib");
    try {
      return doctor.getAsInt();
    } finally {
      if (before == null) {
        System.clearProperty("ihct.root");
      } else {
        System.setProperty("ihct.root", before);
      }
    }
  }
}

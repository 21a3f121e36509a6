package ihct.cli;

import ihct.files.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells what is installed, and whether it works. */
@Command(
    name = "doctor",
    customSynopsis = "ihct doctor [--json FILE]",
    sortOptions = false,
    description = {
      "Tells what is installed: Java, numerics, memory, GPU, Python, Jupyter and the kernel.",
      "Starts the kernel, runs a cell and draws a figure. Lines begin with ok, note or wrong."
    },
    exitCodeList = {"0:Nothing is wrong.", "1:Something is."},
    footerHeading = "%nExample:%n",
    footer = "  ihct doctor")
final class DoctorCommand extends Subcommand {

  /** The launcher says by this property where the checkout is. */
  static final String ROOT = "ihct.root";

  /** A kernel that takes longer than this to start and draw is of no use to anyone. */
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @Mixin private JsonOption json;

  @Override
  public Integer call() throws IOException {
    json.check();
    Tally tally = new Tally();
    Path checkout = Path.of(System.getProperty(ROOT, "")).toAbsolutePath();
    tally.accept(MachineFacts.java());
    tally.accept(MachineFacts.processors());
    tally.accept(MachineFacts.memory());
    tally.accept(MachineFacts.disk(checkout));
    tally.accept(MachineFacts.backend());
    tally.accept(MachineFacts.gpu(root.wantsGpu()));
    tools(checkout).forEach(tally);
    json.tell(this, List.of(tally.verdict()), Json.pretty(tally.facts));
    return tally.wrong() == 0 ? Main.SUCCESS : Main.FAULT;
  }

  /** Maven, Python, Jupyter and the kernel: what scripts of the checkout can tell. */
  private static Stream<Fact> tools(Path root) {
    Path script = root.resolve("environment").resolve("kernel").resolve("probe");
    if (!Files.isExecutable(script)) {
      return Stream.of(
          Fact.note(
              "kernel", "not looked at: start this by environment/ihct doctor in a checkout"));
    }
    Program probe = Program.run(LIMIT, script.toString());
    List<Fact> facts = probe.lines().stream().map(Fact::parse).toList();
    Fact broken =
        Fact.wrong("check", "%s did not come to its end; run it alone.".formatted(script));
    return Stream.concat(facts.stream(), probe.succeeded() ? Stream.of() : Stream.of(broken));
  }

  /** Prints facts as they come and counts the bad ones. */
  private final class Tally implements Consumer<Fact> {

    private final List<Fact> facts = new ArrayList<>();

    @Override
    public void accept(Fact fact) {
      facts.add(fact);
      if (!json.isOutput()) {
        out().println(fact.line());
        out().flush();
      }
    }

    long wrong() {
      return facts.stream().filter(fact -> fact.state() == Fact.State.WRONG).count();
    }

    String verdict() {
      return switch ((int) wrong()) {
        case 0 -> "Everything works.";
        case 1 -> "One thing is wrong, see above.";
        default -> wrong() + " things are wrong, see above.";
      };
    }
  }
}

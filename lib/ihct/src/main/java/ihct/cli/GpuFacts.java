package ihct.cli;

import ihct.models.device.Gpu;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether there is a GPU, whether it is used, and if not, why. */
final class GpuFacts {

  private static final String WHAT = "GPU";

  private GpuFacts() {}

  /**
   * Judges what was found by what the user wants.
   *
   * @param problem why networks cannot be computed on them, if so
   * @param wanted whether the user asked for the GPU
   * @param cuda whether this program was started with the CUDA backend
   */
  static Fact of(List<Gpu> cards, Optional<String> problem, boolean wanted, boolean cuda) {
    if (problem.isPresent()) {
      return wanted
          ? Fact.wrong(WHAT, problem.get())
          : Fact.note(WHAT, "not used, and could not be. " + problem.get());
    }
    String names = cards.stream().map(Gpu::toString).collect(Collectors.joining("; "));
    if (!wanted) {
      return Fact.note(WHAT, names + ": not used; IHCT_DEVICE=gpu asks for it");
    }
    return cuda
        ? Fact.ok(WHAT, names)
        : Fact.note(WHAT, names + ": the next command fetches its libraries, 2.4 GB");
  }
}

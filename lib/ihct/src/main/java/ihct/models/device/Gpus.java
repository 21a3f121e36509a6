package ihct.models.device;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The graphics cards of this machine, and whether networks can be computed on them. */
public final class Gpus {

  private static final String INSTEAD = " Or compute on the CPU: IHCT_DEVICE=cpu.";

  private final List<Gpu> cards;
  private final String problem;

  private Gpus(List<Gpu> cards, String problem) {
    this.cards = List.copyOf(cards);
    this.problem = problem;
  }

  /** Looks for cards; takes up to a few seconds. */
  public static Gpus find() {
    String system = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
    if (!system.equals("Linux on amd64")) {
      return none("The CUDA backend is made for Linux on x86-64; this is %s.".formatted(system));
    }
    return of(NvidiaSmi.ask(NvidiaSmi::run), System.getenv("CUDA_VISIBLE_DEVICES"));
  }

  /**
   * Judges an answer of nvidia-smi.
   *
   * @param visible the cards that CUDA may see, as the user set them; null for all
   */
  static Gpus of(NvidiaSmi.Answer answer, String visible) {
    if (!answer.started()) {
      return none(
          "No NVIDIA driver was found: nvidia-smi cannot be asked (%s).".formatted(answer.text())
              + " Install the driver; a container gets it by docker run --gpus all.");
    }
    List<Gpu> cards = NvidiaSmi.gpus(answer);
    if (cards.isEmpty()) {
      return none(
          "No graphics card was found: nvidia-smi says \"%s\"."
                  .formatted(answer.text().replaceAll("\\s+", " "))
              + " Check the card and its driver; a container gets both by docker run --gpus all.");
    }
    return new Gpus(cards, problemOf(cards, visible));
  }

  private static Gpus none(String problem) {
    return new Gpus(List.of(), problem);
  }

  private static String problemOf(List<Gpu> cards, String visible) {
    List<Gpu> usable = cards.stream().filter(card -> card.problem().isEmpty()).toList();
    if (usable.isEmpty()) {
      return cards.stream().map(Gpu::problem).distinct().collect(Collectors.joining(" "));
    }
    if (usable.size() < cards.size() && (visible == null || visible.isBlank())) {
      // The backend would take the first card, or fail on the one it cannot run on.
      return "Not every card can be used. %s Leave those out: CUDA_VISIBLE_DEVICES=%s."
          .formatted(
              cards.stream().map(Gpu::problem).distinct().collect(Collectors.joining(" ")).strip(),
              usable.stream().map(card -> "" + card.index()).collect(Collectors.joining(",")));
    }
    return "";
  }

  /** All cards that the driver knows, usable or not. */
  public List<Gpu> cards() {
    return cards;
  }

  /**
   * Says why networks cannot be computed on these cards, and what to do.
   *
   * @return sentences for the user; empty if they can
   */
  public Optional<String> problem() {
    return problem.isEmpty() ? Optional.empty() : Optional.of(problem + INSTEAD);
  }
}

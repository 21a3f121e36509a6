package ihct.cli;

import ihct.models.device.Gpus;
import java.util.Optional;

/** Asked by the scripts before they fetch the CUDA libraries. Needs no library itself. */
public final class DeviceCheck {

  private DeviceCheck() {}

  /** Says why no graphics card can be used, with exit code 2, or nothing if one can. */
  public static void main(String[] args) {
    Optional<String> problem = Gpus.find().problem();
    problem.ifPresent(text -> System.err.println("ihct: " + text));
    System.exit(problem.isPresent() ? Main.MISUSE : Main.SUCCESS);
  }
}

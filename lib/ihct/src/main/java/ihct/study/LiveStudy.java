package ihct.study;

import ihct.files.Build;
import ihct.files.RunListener;
import ihct.study.plan.Plan;
import ihct.study.plan.PlanData;
import ihct.study.plan.PlanFile;
import ihct.study.plan.SongFiles;
import ihct.study.plan.StudyStore;
import ihct.study.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A study in a notebook. The plan is made in a cell, and results are kept in the folder of all
 * notebooks, under a name that follows from the plan and the version: the same plan is not run
 * twice, one that was stopped goes on, and a changed one begins anew.
 */
public final class LiveStudy {

  private LiveStudy() {}

  /**
   * Runs a plan, or reads what it found before. Prints a line per training.
   *
   * @param plan the plan
   * @param songs folders in which its files of songs may lie
   * @return the verdict
   * @throws IllegalArgumentException if one of its files of songs is not found
   * @throws java.util.concurrent.CancellationException if the thread is interrupted; what was
   *     trained by then is kept
   * @throws IOException if a file cannot be read or written
   */
  public static Verdict run(Plan plan, Path... songs) throws IOException {
    String text = PlanFile.text(plan);
    String key = Workbench.key(Build.version() + files(plan, songs) + text);
    Path folder = Workbench.base().resolve("plan-" + plan.plan() + "-" + key);
    if (Files.exists(folder.resolve(Verdict.FILE))) {
      Verdict earlier = Verdict.read(folder);
      if (earlier.data().keySet().equals(plan.data().keySet())) {
        System.out.println("This plan was run earlier; its verdict is read.");
        return earlier;
      }
    }
    boolean begun = Files.exists(folder.resolve(StudyStore.PLAN));
    return PlanRun.of(plan, List.of(songs), folder, new Printed()).run(begun);
  }

  /** Size and time of each file, so that a changed one is not taken for the old one. */
  private static String files(Plan plan, Path... songs) throws IOException {
    SongFiles files = new SongFiles(Path.of(""), List.of(songs));
    StringBuilder text = new StringBuilder("\n");
    for (PlanData data : plan.data().values()) {
      for (String name : data.files()) {
        Path file = files.find(name);
        text.append(Files.size(file))
            .append(' ')
            .append(Files.getLastModifiedTime(file))
            .append('\n');
      }
    }
    return text.toString();
  }

  /** One line for each training, below the cell. */
  private static final class Printed implements RunListener {
    @Override
    public void stage(String what) {
      System.out.println(what);
    }

    @Override
    public void note(String text) {
      System.out.println(text);
    }
  }
}

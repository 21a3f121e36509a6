package ihct.spark;

import java.util.List;

/** Where the program starts that has a cluster. */
public final class Main {

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    ihct.cli.Main.main(args, List.of(new SparkStudyCommand(), new SparkSelectCommand()));
  }
}

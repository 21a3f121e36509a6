package ihct.kernel;

import java.util.List;

/** The commands of cells that begin with a percent sign. */
final class Magics {

  static final List<String> NAMES = List.of("classpath", "jars", "load", "maven", "memory", "time");

  static final String HELP =
      """
      %maven GROUP:ARTIFACT:VERSION …   add libraries, from the local cache or the network
      %jars FILE.jar …                  add jar files; * and ** stand for names and folders
      %classpath PATH …                 add folders or jar files
      %load FILE                        run a file of Java, or a notebook's code
      %time CODE                        run the rest of the line, and tell how long it took
      %memory                           let go of unnamed results; tell how much memory is in use
      Two percent signs apply %time to the whole cell. Comments may follow after //.""";

  private Magics() {}
}

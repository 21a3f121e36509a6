package ihct.kernel.cells;

import java.util.List;

/** What every cell can name without importing it: as jshell has it, and the ways to show values. */
final class Prelude {

  static final List<String> IMPORTS =
      List.of(
          "import java.io.*;",
          "import java.math.*;",
          "import java.net.*;",
          "import java.nio.file.*;",
          "import java.util.*;",
          "import java.util.concurrent.*;",
          "import java.util.function.*;",
          "import java.util.prefs.*;",
          "import java.util.regex.*;",
          "import java.util.stream.*;",
          "import static ihct.kernel.Notebook.*;");

  private Prelude() {}
}

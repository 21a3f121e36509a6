import ihct.cli.Main;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Runs the command of each line of the input, its words with tabs between them; prints its exit code
 * and, behind a tab, the last line that it has for the user.
 */
final class Commands {

  public static void main(String[] args) throws Exception {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
      int code = Main.run(line.split("\t"), OutputStream.nullOutputStream(), err);
      String[] lines = said.toString(StandardCharsets.UTF_8).split("\n");
      answers.println(code + "\t" + lines[lines.length - 1]);
    }
  }
}

package ihct.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The calls of invented bats that the ninth notebook reads: made here, so that anyone may have
 * them.
 *
 * <p>Families, genera and species drift apart in five dimensions; calls of one recording are more
 * alike than those of their species. The genus Ormina hunts as another family does, and calls like
 * it: there the tree of sounds and that of kinship must differ. The first call of some recordings
 * has no interval, as nothing was heard before it. Of the recordings of a species eight are
 * published to train on, two to validate, two to test.
 */
class BatCallsTest {

  private static final Path FILE = Path.of("notebooks", "bat-calls.arff");

  private static final String[][] GENERA = {
    {"Vellidae", "Vella", "alba", "brevis"},
    {"Vellidae", "Vellaris", "cinerea", "dura", "elata"},
    {"Ormidae", "Orma", "alba", "fusca"},
    {"Ormidae", "Ormina", "gracilis", "humilis"},
    {"Tessidae", "Tessa", "brevis", "cinerea", "fusca"},
    {"Tessidae", "Tessola", "dura", "elata"},
    {"Quandidae", "Quanda", "alba", "humilis"},
    {"Quandidae", "Quandra", "brevis", "gracilis"},
  };

  private static final String HUNTS_ELSEWHERE = "Ormina";
  private static final int RECORDINGS = 12;
  private static final int CALLS = 10;
  private static final double[] MIDDLE = {3.6, 2.7, 1.6, 4.4, 1.2};
  private static final double[] SPREAD = {0.20, 0.25, 0.25, 0.20, 0.25};

  @Test
  void theFileIsWhatIsMadeHere() throws IOException {
    assertEquals(
        lines(),
        Files.readAllLines(FILE),
        "notebooks/bat-calls.arff is not what BatCallsTest makes; its method main writes it.");
  }

  /** Writes the file; to be started in the checkout. */
  public static void main(String[] none) throws IOException {
    Files.write(FILE, lines());
  }

  private static List<String> lines() {
    Random random = new Random(9);
    List<String> lines = new ArrayList<>();
    lines.add("% Calls of invented bats, which anyone may have.");
    lines.add("@relation bat-calls");
    for (String feature :
        List.of("peak_khz", "bandwidth_khz", "duration_ms", "interval_ms", "slope_khz_per_ms")) {
      lines.add("@attribute " + feature + " numeric");
    }
    lines.add("@attribute family " + nominal(names -> Stream.of(names[0])));
    lines.add("@attribute genus " + nominal(names -> Stream.of(names[1])));
    lines.add("@attribute species " + nominal(BatCallsTest::species));
    lines.add("@attribute recording string");
    lines.add("@attribute set {train,validation,test}");
    lines.add("@data");
    double[] family = null;
    double[] lastFamily = null;
    int recording = 0;
    for (int g = 0; g < GENERA.length; g++) {
      String[] names = GENERA[g];
      if (g == 0 || !names[0].equals(GENERA[g - 1][0])) {
        lastFamily = family;
        family = moved(new double[MIDDLE.length], 2.6, random);
      }
      boolean elsewhere = names[1].equals(HUNTS_ELSEWHERE);
      double[] genus = moved(elsewhere ? lastFamily : family, 0.7, random);
      for (int s = 2; s < names.length; s++) {
        double[] species = moved(genus, 0.4, random);
        String tail = "," + names[0] + "," + names[1] + ",'" + names[1] + " " + names[s] + "',r";
        for (int r = 0; r < RECORDINGS; r++) {
          double[] place = moved(species, 0.7, random);
          recording++;
          for (int call = 0; call < CALLS; call++) {
            boolean first = call == 0 && random.nextInt(4) == 0;
            lines.add(
                text(moved(place, 0.6, random), first)
                    + tail
                    + String.format(Locale.ROOT, "%03d,", recording)
                    + (r < 8 ? "train" : r < 10 ? "validation" : "test"));
          }
        }
      }
    }
    return lines;
  }

  private static Stream<String> species(String[] names) {
    return Arrays.stream(names).skip(2).map(name -> "'" + names[1] + " " + name + "'");
  }

  private static String nominal(Function<String[], Stream<String>> values) {
    return Arrays.stream(GENERA)
        .flatMap(values)
        .distinct()
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static double[] moved(double[] from, double distance, Random random) {
    double[] to = from.clone();
    for (int j = 0; j < to.length; j++) {
      to[j] += distance * random.nextGaussian();
    }
    return to;
  }

  private static String text(double[] call, boolean first) {
    StringBuilder text = new StringBuilder();
    for (int j = 0; j < call.length; j++) {
      text.append(j == 0 ? "" : ",");
      if (!first || j != 3) {
        double value = StrictMath.exp(MIDDLE[j] + SPREAD[j] * call[j]);
        text.append(String.format(Locale.ROOT, "%.2f", value));
      } else {
        text.append('?');
      }
    }
    return text.toString();
  }
}

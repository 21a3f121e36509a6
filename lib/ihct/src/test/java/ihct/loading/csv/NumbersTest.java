package ihct.loading.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

  private static final int MANY = 1_000_000;

  private static void parsesToTheBit(String text, double expected) {
    byte[] bytes = ("7" + text + "7").getBytes(StandardCharsets.UTF_8);
    double value = Numbers.parse(bytes, 1, bytes.length - 1);
    if (Double.doubleToLongBits(value) != Double.doubleToLongBits(expected)) {
      assertEquals(expected, value, text);
    }
  }

  private static String decimal(Random random) {
    StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "-" : "");
    int digits = 1 + random.nextInt(20);
    int point = random.nextInt(digits + 1);
    for (int i = 0; i < digits; i++) {
      text.append(i == point ? "." : "").append(random.nextInt(10));
    }
    if (random.nextInt(3) == 0) {
      text.append(random.nextBoolean() ? "e" : "E").append(random.nextInt(80) - 40);
    }
    return text.toString();
  }

  @Test
  void decimalsAreReadAsParseDoubleReadsThem() {
    Random random = new Random(1);
    for (int i = 0; i < MANY; i++) {
      String text = decimal(random);
      parsesToTheBit(text, Double.parseDouble(text));
    }
  }

  @Test
  void valuesOfSongsAreReadAsParseDoubleReadsThem() {
    for (int digits = 0; digits < MANY; digits++) {
      String text = "-" + digits / 1000 + "." + digits % 1000;
      parsesToTheBit(text, Double.parseDouble(text));
      String small = digits % 1000 + "e-" + digits / 1000 % 30;
      parsesToTheBit(small, Double.parseDouble(small));
    }
  }

  @Test
  void writtenDoublesAreReadBack() {
    Random random = new Random(2);
    for (int i = 0; i < MANY; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        parsesToTheBit(Double.toString(value), value);
      }
      parsesToTheBit(Double.toString(value = random.nextDouble()), value);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9007199254740991",
        "9007199254740992",
        "9007199254740993",
        "9007199254740993e22",
        "9007199254740992e22",
        "1e22",
        "1e23",
        "1e-22",
        "123e-23",
        "999999999999999999",
        "9999999999999999999",
        "00000000000000000000001",
        "-0",
        "-0.0",
        "0e5",
        "1.",
        ".5",
        "+1",
        "1e0005",
        "1e+5",
        "4.9e-324",
        "1e999"
      })
  void edgesAreReadAsParseDoubleReadsThem(String text) {
    double expected = Double.parseDouble(text);
    parsesToTheBit(text, Double.isFinite(expected) ? expected : Double.NaN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+",
        ".",
        "-.",
        "e5",
        ".e5",
        "1e",
        "1e+",
        "1e5x",
        "1 2",
        "--1",
        "1-",
        "1.2.3",
        "0x1p3",
        "1f",
        "1d",
        "NaN",
        "Infinity",
        "\u0661",
        "1e5.",
        "1,5"
      })
  void whatIsNoDecimalNumberIsNaN(String text) {
    parsesToTheBit(text, Double.NaN);
    assertEquals(Double.NaN, Numbers.parse(text));
  }
}

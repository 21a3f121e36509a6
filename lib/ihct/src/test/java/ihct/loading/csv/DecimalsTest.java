package ihct.loading.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.loading.LoadedSongs;
import ihct.loading.LoadingOptions;
import ihct.loading.Reason;
import ihct.loading.Tables;
import ihct.songs.Songs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which numbers have decimal commas, and which could be read two ways. */
class DecimalsTest {

  @TempDir Path folder;

  private LoadedSongs load(String text) throws IOException {
    return Tables.load(
        List.of(Tables.write(folder, "t.csv", text)),
        LoadingOptions.everything().withColumns(List.of("x", "y"), "g", null),
        Tables.WITHOUT_GENRES);
  }

  /** The numbers of all rows kept, in order. */
  private List<Double> numbers(String text) throws IOException {
    Songs songs = load(text).songs();
    List<Double> numbers = new ArrayList<>();
    for (int row = 0; row < songs.size(); row++) {
      numbers.add(songs.feature(row, 0));
      numbers.add(songs.feature(row, 1));
    }
    return numbers;
  }

  private String refusal(String text) {
    String message = assertThrows(MalformedDataException.class, () -> load(text)).getMessage();
    return message.substring(message.indexOf("t.csv"));
  }

  @Test
  void decimalCommasAreRead() throws IOException {
    List<Double> expected = Arrays.asList(0.5, -12.25, 1.5e-3, 7.0);
    assertEquals(expected, numbers("g;x;y\na, b;0,5;-12,25\nc, d;1,5E-3;7\n"));
    assertEquals(expected, numbers("g\tx\ty\na\t0,5\t-12,25\nc\t1,5E-3\t7\n"));
    assertEquals(expected, numbers("g|x|y\na|0,5|-12,25\nc|1,5E-3|7\n"));
    assertEquals(expected, numbers("g,x,y\na,\"0,5\",\"-12,25\"\nc,\"1,5E-3\",7\n"));
    // 120,125 alone could be 120125; beside 0,5 it is not.
    assertEquals(List.of(120.125, 0.5), numbers("g;x;y\na;120,125;0,5\n"));
  }

  @Test
  void decimalPointsStayPoints() throws IOException {
    assertEquals(List.of(1.234, 0.5), numbers("g;x;y\na;1.234;0.5\n"));
    assertEquals(List.of(-5.123, 120.125), numbers("g;x;y\na;-5.123;120.125\n"));
    assertEquals(List.of(1.0, 2.0), numbers("g;x;y\n0,5;1;2\n"));
  }

  @Test
  void pointsBetweenThousandsAreReadWhereTheyAreCertain() throws IOException {
    assertEquals(
        List.of(1234.5, 0.5, 215034.0, 1.0), numbers("g;x;y\na;1.234,5;0,5\nb;215.034;1\n"));
    assertEquals(List.of(1203400.0, 5.0), numbers("g;x;y\na;1.203.400;5\n"));
  }

  @Test
  void whatCanBeReadTwoWaysIsRefused() {
    assertEquals(
        "t.csv:2:x: \"215.034\" may be 215.034 or 215034: other numbers have decimal commas. Write all"
            + " numbers with a decimal point and without groups.",
        refusal("g;x;y\na;215.034;0,5\nb;180.120;0,7\n"));
    assertEquals(
        "t.csv:2:x: \"-1,234\" may be -1.234 or -1234: no other number tells which. Write all numbers"
            + " with a decimal point and without groups.",
        refusal("g;x;y\na;-1,234;5\nb;2,512;7\n"));
    assertEquals(
        "t.csv:2:x: \"0,5\" has a decimal comma, but \"0.7\" in column \"y\" of line 2 a decimal point."
            + " Write all numbers with a decimal point.",
        refusal("g;x;y\na;0,5;0.7\nb;0,2;0.9\n"));
  }

  @Test
  void fewCommasAmongPointsAreNoNumbersAsEver() throws IOException {
    LoadedSongs loaded = load("g,x,y\na,0.5,1\nb,0.7,\"1,234\"\nc,0.6,\"0,5\"\nd,0.1,2\ne,0.2,3\n");
    assertEquals(3, loaded.songs().size());
    assertEquals(2, loaded.report().leftOut().get(Reason.BAD_FEATURE).rows());
  }

  @Test
  void groupsThatAreNoneAreNoNumbers() {
    for (String cell : List.of("1.23", "12.34,5", "1234.567,8", "0.123,4", "1.234,567,8", ".123")) {
      assertEquals("", Numbers.withPoint(cell, true).replaceAll("^\\d.*\\..*\\..*", ""), cell);
    }
    assertEquals("", Numbers.withPoint("1.234", false));
    assertEquals("-1234.5", Numbers.withPoint("-1.234,5", true));
  }

  @Test
  void markIsFoundWhereTheFirstOneStands() throws IOException {
    StringBuilder text = new StringBuilder("g;x;y\n");
    for (int row = 0; row < 60_000; row++) {
      text.append("genre;").append(row).append(";3\n");
    }
    LoadedSongs loaded = load(text + "late;0,5;1\n");
    assertEquals(60_001, loaded.songs().size());
    assertTrue(
        loaded.report().notes().contains("read as: cells separated by semicolons, decimal commas"));
  }
}

package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.loading.csv.MalformedDataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files in Weka's format give the songs of the same table as CSV. */
class ArffTest {

  private static final String HEAD =
      """
      %% a comment, with "one quote
      @RELATION calls

      @attribute 'call length' numeric
      @Attribute pitch REAL
      @attribute note string
      @attribute kind %s
      @data
      """;

  @TempDir Path folder;

  private LoadedSongs load(String name, String text, String... hierarchy) throws IOException {
    return Tables.load(
        Tables.write(folder, name, text),
        LoadingOptions.everything()
            .withColumns(List.of("call length", "pitch"), "kind", "note")
            .withHierarchy(List.of(hierarchy)));
  }

  private static void assertSameSongs(LoadedSongs expected, LoadedSongs actual) {
    assertEquals(expected.songs().sha256(), actual.songs().sha256());
    assertEquals(expected.report().leftOut().keySet(), actual.report().leftOut().keySet());
    assertEquals(expected.report().recordsRead(), actual.report().recordsRead());
  }

  @Test
  void rowsAreThoseOfTheTable() throws IOException {
    LoadedSongs csv =
        load(
            "t.csv",
            """
            call length,pitch,note,kind
            1.5,2,it's,frog
            2.5,-3e2,"x, y",tree frog
            3.5,4,"say \"\"hi\"\"\",frog
            4.5,5,?,100 %
            5.5,,z,frog
            """);
    LoadedSongs arff =
        load(
            "t.arff",
            HEAD.formatted("{frog, 'tree frog', '100 %'}")
                + """
                1.5, 2, 'it\\'s', frog
                % between rows
                2.5,-3e2,"x, y",'tree frog'

                {0 3.5, 1 4, 2 "say \\"hi\\""}
                4.5,\t5 , '?' ,'100 %'
                5.5,?,z,frog
                """);
    assertSameSongs(csv, arff);
    assertTrue(arff.report().notes().toString().contains("read as: ARFF"));
  }

  @Test
  void commentsBlanksAndListsOfSeveralLinesAreReadAsByWeka() throws IOException {
    LoadedSongs csv =
        load(
            "t.csv",
            "call length,pitch,note,kind\n1,2,5 %,a\n2,3,x%y,tree frog\n3,4,z,a\n4,5,u v,a\n");
    LoadedSongs arff =
        load(
            "t.arff",
            HEAD.formatted("{a, % the first\n  'tree frog'} % and the last")
                + """
                1,2,'5 %',a % doubtful
                2,3,x%y,'tree frog'\t% 'sure'
                3\t 4  z a
                4 5 'u\\nv' 'a'
                """);
    assertSameSongs(csv, arff);
  }

  @Test
  void manyRowsAreThoseOfTheTable() throws IOException {
    Random random = new Random(1);
    StringBuilder csv = new StringBuilder("call length,pitch,note,kind\n");
    StringBuilder arff = new StringBuilder(HEAD.formatted("{a,b,c}"));
    for (int i = 0; i < 20_000; i++) {
      String row =
          random.nextGaussian()
              + ","
              + random.nextGaussian()
              + ",n"
              + i % 7
              + ","
              + "abc".charAt(i % 3)
              + "\n";
      csv.append(row);
      arff.append(row);
    }
    assertSameSongs(load("t.csv", csv.toString()), load("t.arff", arff.toString()));
  }

  @Test
  void hierarchicalClassesHaveTheirTiers() throws IOException {
    LoadedSongs arff =
        load(
            "t.arff",
            HEAD.formatted("hierarchical a/b/c,a/b/d,a/e,f")
                + "1,2,x,a/b/c\n2,3,y,a/b/d\n3,4,z,a/e\n4,5,w,f\n",
            "kind/1",
            "kind/2");
    assertEquals(List.of("a/b/c", "a/b/d", "a/e", "f"), arff.songs().genres());
    assertEquals(
        List.of(
            List.of("a", "a/b", "a/b/c"),
            List.of("a", "a/b", "a/b/d"),
            List.of("a", "a/e"),
            List.of("f")),
        arff.genrePaths());
  }

  @Test
  void tiersOfTheClassAreNoFeatures() throws IOException {
    String text =
        "@relation t\n@attribute a numeric\n@attribute class hierarchical 1/1,1/2,2/1\n@data\n"
            + "1,1/1\n2,1/2\n3,2/1\n";
    LoadingOptions all = LoadingOptions.everything().withColumns(List.of("*"), "class", null);
    Path file = Tables.write(folder, "t.arff", text);
    assertEquals(List.of("a"), Tables.load(file, all).songs().features());
  }

  @Test
  void placesAreThoseOfTheFile() throws IOException {
    String text = HEAD.formatted("{a,b}") + "1,2,x,a\n1,loud,x,b\n2,3,y,b\n";
    assertTrue(
        load("t.arff", text).report().leftOut().toString().contains("t.arff:10:pitch"),
        () -> "the second row stands on line 10");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "@attribute kind {a}                      | 7: there is no line @data",
        "@attribute kind relational\\n@data       | 7: the attribute \"kind\" holds tables",
        "@attribute kind\\n@data                  | 7: an @attribute needs a name and a type",
        "@attribute kind {a}\\n@data\\n1,2,x,a,{3} | 9: the row has 5 values",
        "@attribute kind {a}\\n@data\\n1,2,'x,a    | 9: a quote is opened",
        "@attribute kind {a}\\n@data\\n1,2,'x' y,a | 9: \"y,a\" stands behind a value",
        "@attribute kind {a}\\n@data\\n{0 1, 9 2}  | 9: \"9\" is no number of an attribute, 0 to 3",
        "@attribute kind {a}\\n@data\\n{0 1        | 9: a sparse row needs a closing brace",
        "@attribute kind hierarchical a/b,c\\n@data\\n1,2,x,a/b@c | 9: \"a/b@c\" are several classes",
        "@attribute kind hierarchical a/b,c\\n@data\\n1,2,x,a/d | 9: \"a/d\" is no value that the attribute \"kind\" declares: a, a/b, c.",
        "@attribute kind hierarchical root/b,b/c\\n@data\\n1,2,x,c | 9: \"c\" is no value that the attribute \"kind\" declares: root, root/b, b, b/c. Classes that are a graph",
        "@attribute kind {é,b}\\n@data\\n1,2,x,è  | 9: \"è\" is no value that the attribute \"kind\" declares: é, b.",
        "@attribute kind {a}\\n@data\\n{0 1}, {2}  | 9: \", {2}\" stands behind a sparse row",
        "@attribute kind {a}\\n@data\\n{0 1, 0 2}  | 9: the attribute with number 0 has two values",
        "@attribute kind {a,                       | 7: the values of the attribute \"kind\" have no end",
      })
  void whatCannotBeReadIsRefusedByItsLine(String end, String refusal) {
    String head = HEAD.substring(0, HEAD.indexOf("@attribute kind")).replace("%%", "%");
    String text =
        assertThrows(
                MalformedDataException.class,
                () -> load("t.arff", head + end.strip().replace("\\n", "\n") + "\n"))
            .getMessage();
    assertTrue(text.contains("t.arff:" + refusal.strip()), text);
  }
}

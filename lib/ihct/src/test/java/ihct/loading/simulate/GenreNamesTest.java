package ihct.loading.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.tries.Property;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenreNamesTest {

  /** Family, hyphen, the branch's word of one vowel, and an ending that starts with one. */
  private static final Pattern FORM =
      Pattern.compile("([A-Z][a-z]+)-([^aeiou]+[aeiou][^aeiou]+)((?:[aeiou][a-z]*)?)");

  private static SimulationOptions options(int genres, long seed) {
    return new SimulationOptions(genres, 100 * genres, seed, 0.1, 0.1);
  }

  private static String part(String name, int group) {
    var form = FORM.matcher(name);
    assertTrue(form.matches(), name);
    return form.group(group);
  }

  private static String family(String name) {
    return part(name, 1);
  }

  private static String branch(String name) {
    return part(name, 1) + "-" + part(name, 2);
  }

  @Test
  void theNamesOfTheDefaultStay() {
    assertEquals(
        List.of(
            "Yarzo-plann",
            "Dalko-gant",
            "Balvi-zant",
            "Brendra-fralm",
            "Mirva-grann",
            "Jaltu-brosk",
            "Nelto-froll",
            "Marmo-gern",
            "Nelto-zint",
            "Mirva-rell"),
        SimulatedSongs.genreNames(SimulationOptions.small()).subList(0, 10));
  }

  @Test
  void anotherSeedHasOtherNames() {
    assertNotEquals(
        SimulatedSongs.genreNames(options(40, 1)), SimulatedSongs.genreNames(options(40, 2)));
  }

  @Test
  void namesDependOnNothingButTheTree() {
    assertEquals(
        SimulatedSongs.genreNames(new SimulationOptions(40, 2_000, 7, 0.9, 0)),
        SimulatedSongs.genreNames(options(40, 7)));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 40, 200, 5_238, 60_000})
  void noTwoGenresShareAName(int genres) {
    List<String> names = SimulatedSongs.genreNames(options(genres, 3));
    assertEquals(genres, names.size());
    assertEquals(genres, new HashSet<>(names).size());
    assertTrue(names.stream().allMatch(name -> name.matches("[A-Z][a-z]+-[a-z]+")));
  }

  @ParameterizedTest
  @CsvSource({"40, 8, 16", "200, 16, 64", "5238, 64, 512"})
  void familiesAndBranchesAreAsManyAsSaid(int genres, int families, int branches) {
    List<String> names = SimulatedSongs.genreNames(options(genres, 1));
    assertEquals(families, distinct(names, GenreNamesTest::family));
    assertEquals(branches, distinct(names, GenreNamesTest::branch));
    assertEquals(branches, distinct(names, name -> part(name, 2)));
    assertTrue(names.stream().allMatch(name -> name.length() <= 16));
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 200})
  void thePlantedTreeCallsFamiliesAndBranchesByTheNamesOfTheirGenres(int genres) {
    SimulationOptions options = options(genres, 1);
    List<String> names = SimulatedSongs.genreNames(options);
    List<List<String>> paths = SimulatedSongs.plantedTree(options).paths(names);
    Map<String, Set<String>> expected = new HashMap<>();
    names.forEach(
        name -> {
          expected.computeIfAbsent(family(name), x -> new TreeSet<>()).add(name);
          expected.computeIfAbsent(branch(name) + " and kin", x -> new TreeSet<>()).add(name);
        });
    Map<String, Set<String>> found = new HashMap<>();
    for (List<String> path : paths) {
      for (String node : path.subList(0, path.size() - 1)) {
        found.computeIfAbsent(node, x -> new TreeSet<>()).add(path.get(path.size() - 1));
      }
    }
    found.keySet().removeIf(node -> node.startsWith("clade "));
    assertEquals(expected, found);
  }

  private static long distinct(List<String> names, Function<String, String> part) {
    return names.stream().map(part).distinct().count();
  }

  @Test
  void familiesBeginAlikeOnlyWhenAllBeginningsAreUsed() {
    Set<String> families = new TreeSet<>();
    SimulatedSongs.genreNames(SimulationOptions.demo()).forEach(name -> families.add(family(name)));
    assertEquals(
        families.size(), families.stream().map(name -> name.substring(0, 3)).distinct().count());
  }

  @Property(tries = 50)
  void kinInNameAreNearerOnTheTreeThanStrangers(long seed) {
    SimulationOptions options = options(2 + new Random(seed).nextInt(120), seed);
    PlantedTree tree = SimulatedSongs.plantedTree(options);
    List<String> names = SimulatedSongs.genreNames(options);
    int furthestInBranch = Integer.MAX_VALUE;
    int furthestInFamily = Integer.MAX_VALUE;
    int nearestBranches = 0;
    int nearestFamilies = 0;
    for (int a = 0; a < names.size(); a++) {
      for (int b = 0; b < a; b++) {
        int together = together(tree, a, b, names.size());
        if (branch(names.get(a)).equals(branch(names.get(b)))) {
          furthestInBranch = Math.min(furthestInBranch, together);
        } else {
          nearestBranches = Math.max(nearestBranches, together);
        }
        if (family(names.get(a)).equals(family(names.get(b)))) {
          furthestInFamily = Math.min(furthestInFamily, together);
        } else {
          nearestFamilies = Math.max(nearestFamilies, together);
        }
      }
    }
    assertTrue(furthestInBranch > nearestBranches, names::toString);
    assertTrue(furthestInFamily > nearestFamilies, names::toString);
  }

  /** The number of lineages when two genres parted: more, the later, the nearer they are. */
  private static int together(PlantedTree tree, int a, int b, int genres) {
    return IntStream.rangeClosed(1, genres)
        .filter(k -> k == genres || tree.clade(a, k + 1) != tree.clade(b, k + 1))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void familiesAndBranchesAreClustersOfThePlantedTiers() {
    SimulationOptions options = SimulationOptions.demo();
    List<String> names = SimulatedSongs.genreNames(options);
    List<List<String>> paths = SimulatedSongs.plantedTree(options).paths(names);
    Map<String, String> familyOf = new HashMap<>();
    Map<String, String> branchOf = new HashMap<>();
    for (int g = 0; g < names.size(); g++) {
      String name = names.get(g);
      familyOf.putIfAbsent(paths.get(g).get(3), family(name));
      assertEquals(familyOf.get(paths.get(g).get(3)), family(name), "the tier of 16");
      branchOf.putIfAbsent(paths.get(g).get(5), branch(name));
      assertEquals(branchOf.get(paths.get(g).get(5)), branch(name), "the tier of 64");
    }
  }
}

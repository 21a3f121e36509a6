package ihct.loading.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Invented names of genres, whose form tells where they stand on the {@link PlantedTree}. Of
 * "Balto-wolv" and "Balto-wolvik" the part before the hyphen is the family's, "wolv" is the
 * branch's, and an ending tells the genres of a branch apart.
 *
 * <p><b>Cuts.</b> Families are the clades at the time when there were about √N lineages, branches
 * those when there were about N^¾, both rounded to a power of two: 8 and 16 of 40 genres, 16 and 64
 * of 200, 64 and 512 of 5,238. So a family is a cluster of one of the tiers of {@link
 * PlantedTree#paths}, and so is a branch. The tree decides how large they are: of 40 genres some
 * families have one, and one has twelve.
 *
 * <p><b>Words.</b> No two branches share a word while the words last, which they do beyond the
 * paper's size. Later branches and families, and all endings after the first sixteen, get a
 * syllable more; the first genre of a branch has no ending. Names have letters and one hyphen, so
 * neither CSV nor Newick needs to quote them. The seed decides which words are used; it draws them
 * apart from all else.
 */
final class GenreNames {

  private static final double FAMILY_EXPONENT = 0.5;
  private static final double BRANCH_EXPONENT = 0.75;

  /** No beginning is the beginning of another one, so a name can be taken apart in one way. */
  private static final String[] BEGINNINGS = {
    "Bal", "Bren", "Dal", "Fen", "Gal", "Gor", "Jal", "Kel", "Lor", "Mar", "Mir", "Nel", "Nor",
    "Ral", "Sel", "Tor", "Val", "Wen", "Yar", "Zan"
  };

  private static final String[] CLOSES = {
    "to", "ko", "mo", "va", "no", "zo", "ga", "dra", "vi", "tu"
  };

  private static final String[] ONSETS = {
    "b", "d", "f", "g", "j", "l", "m", "n", "r", "s", "t", "w", "z", "br", "dr", "gr", "kr", "bl",
    "fl", "pl", "st", "fr"
  };

  private static final String[] RIMES = {
    "ann", "enn", "inn", "onn", "all", "ell", "oll", "and", "end", "ond", "ask", "esk", "isk",
    "osk", "arn", "ern", "orn", "alm", "elm", "olm", "alv", "elv", "olv", "arv", "erv", "orv",
    "ant", "ent", "int", "ont"
  };

  /** With an ending they would be called like something real: "banda", "mento", "Brenda". */
  private static final Set<String> TAKEN =
      Set.of("band", "bint", "brend", "land", "lent", "ment", "morn", "roll", "rond");

  /** All the words of branches, each of one vowel; no l or r on both sides of it. */
  private static final List<String> BRANCHES =
      combine(ONSETS, RIMES).stream()
          .filter(word -> !word.matches(".*(l.l|r.r).*") && !TAKEN.contains(word))
          .toList();

  /** Put before the words of branches when these have run out. */
  private static final String[] FORE = {"ma", "lo", "vi", "ra", "do"};

  private static final String[] ENDINGS = {
    "a", "o", "en", "ik", "ar", "is", "on", "el", "um", "an", "et", "os", "ov", "em", "ur", "im"
  };

  /** Stand between branch and ending when endings have run out. */
  private static final String[] LINKS = {"am", "et", "in", "od", "av", "ol", "ir", "ek"};

  private GenreNames() {}

  /** {@return the names of the genres 0…N−1 of a tree} */
  static List<String> of(PlantedTree tree, int genres, SimulationRandom random) {
    List<String> families = families(random);
    List<String> branches = shuffled(BRANCHES, random);
    int familyCount = families(genres);
    int branchCount = branches(genres);
    int[] named = new int[branchCount];
    List<String> names = new ArrayList<>(genres);
    for (int g = 0; g < genres; g++) {
      int family = tree.clade(g, familyCount);
      int branch = tree.clade(g, branchCount);
      names.add(
          families.get(family % families.size())
              + syllables(CLOSES, family / families.size())
              + "-"
              + syllables(FORE, branch / branches.size())
              + branches.get(branch % branches.size())
              + ending(named[branch]++));
    }
    return List.copyOf(names);
  }

  /**
   * {@return the name of a clade, of those at the time when there were so many lineages}
   *
   * @param clade its number, 0…lineages−1, which is also that of its first genre
   * @param lineages how many there were
   * @param names of all genres
   */
  static String ofClade(int clade, int lineages, List<String> names) {
    String first = names.get(clade);
    if (lineages == families(names.size())) {
      return first.substring(0, first.indexOf('-'));
    }
    return lineages == branches(names.size())
        ? first + " and kin"
        : "clade %d of %d".formatted(clade + 1, lineages);
  }

  /** Pairs beginnings with closes, first each beginning once, then each with another close. */
  private static List<String> families(SimulationRandom random) {
    List<String> beginnings = shuffled(List.of(BEGINNINGS), random);
    List<String> closes = shuffled(List.of(CLOSES), random);
    List<String> words = new ArrayList<>();
    for (int turn = 0; turn < closes.size(); turn++) {
      for (int i = 0; i < beginnings.size(); i++) {
        words.add(beginnings.get(i) + closes.get((i + turn) % closes.size()));
      }
    }
    return words;
  }

  /** {@return how many families there are of N genres} */
  static int families(int genres) {
    return clades(genres, FAMILY_EXPONENT);
  }

  /** {@return how many branches there are of N genres} */
  static int branches(int genres) {
    return clades(genres, BRANCH_EXPONENT);
  }

  private static int clades(int genres, double exponent) {
    double bits = exponent * StrictMath.log(genres) / StrictMath.log(2);
    return 1 << (int) StrictMath.rint(bits);
  }

  private static String ending(int place) {
    if (place == 0) {
      return "";
    }
    int others = place - 1;
    return syllables(LINKS, others / ENDINGS.length) + ENDINGS[others % ENDINGS.length];
  }

  /** The number in syllables: none for 0, one for 1…k, two for the next k², and so on. */
  private static String syllables(String[] table, int number) {
    StringBuilder text = new StringBuilder();
    for (int left = number; left > 0; left = (left - 1) / table.length) {
      text.append(table[(left - 1) % table.length]);
    }
    return text.toString();
  }

  private static List<String> combine(String[] first, String[] second) {
    return Arrays.stream(first).flatMap(each -> Arrays.stream(second).map(each::concat)).toList();
  }

  private static List<String> shuffled(List<String> words, SimulationRandom random) {
    List<String> some = new ArrayList<>(words);
    for (int i = some.size() - 1; i > 0; i--) {
      Collections.swap(some, i, random.below(i + 1));
    }
    return some;
  }
}

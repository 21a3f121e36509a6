package ihct.loading.schema;

import java.util.List;

/** Names of features that are made of a column: its logarithm, or whether it holds some value. */
public final class Derived {

  private static final String LOG = "log(";
  private static final String IS = "=";

  private Derived() {}

  /** {@return what the natural logarithm of 1 + x is called} */
  public static String log(String feature) {
    return LOG + feature + ")";
  }

  /** {@return what the feature is called that is 1 where a column holds a value, else 0} */
  public static String is(String column, String value) {
    return prefix(column) + value;
  }

  /** {@return how the features begin that tell what a column holds} */
  public static String prefix(String column) {
    return column + IS;
  }

  /**
   * {@return the features as their columns are called, without those of categories}
   *
   * @param logged whether logarithms are among them; else a column may be called so
   * @param categories the columns of categories
   */
  public static List<String> originals(
      List<String> features, boolean logged, List<String> categories) {
    return features.stream()
        .filter(name -> categories.stream().map(Derived::prefix).noneMatch(name::startsWith))
        .map(
            name ->
                logged && name.startsWith(LOG) && name.endsWith(")")
                    ? name.substring(LOG.length(), name.length() - 1)
                    : name)
        .toList();
  }

  /** Whether a feature is made of a column of categories, as far as its name tells. */
  static boolean isOfCategory(String feature) {
    return feature.contains(IS);
  }
}

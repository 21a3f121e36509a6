package ihct.models;

import ihct.keys.NearNames;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All kinds of models: ours in the paper's order, then those of other jars on the class path, then
 * those that a program or a notebook adds.
 *
 * <p>A jar makes its kinds known as any service, by their classes' names in {@code
 * META-INF/services/ihct.models.Kind}; they need a public constructor without parameters. The jar
 * must be where the thread's context class loader finds it: on the class path, or added by a cell.
 */
public final class Kinds {

  static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /** Those of jars, and the files that name them as they were when they were asked for last. */
  private static List<Kind> found;

  private static Set<String> foundIn = Set.of();

  private static final List<Kind> ADDED = new ArrayList<>();

  private Kinds() {}

  /**
   * Lists all kinds.
   *
   * @return in the paper's order, others behind
   * @throws IllegalArgumentException if a jar names a kind that does not suit; the message says
   *     which
   */
  public static synchronized List<Kind> all() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    Set<String> files = filesOf(loader);
    if (!files.equals(foundIn)) {
      found = find(loader);
      foundIn = files;
    }
    return Stream.of(found, ADDED).flatMap(List::stream).toList();
  }

  /** Cells add jars while a notebook runs, so what was found once need not be all. */
  private static Set<String> filesOf(ClassLoader loader) {
    return (loader == null ? ClassLoader.getSystemClassLoader() : loader)
        .resources("META-INF/services/" + Kind.class.getName())
        .map(URL::toString)
        .collect(Collectors.toSet());
  }

  private static List<Kind> find(ClassLoader loader) {
    List<Kind> all = new ArrayList<>();
    try {
      for (Kind kind : ServiceLoader.load(Kind.class, loader)) {
        check(kind, Stream.of(all, ADDED).flatMap(List::stream).toList());
        all.add(kind);
      }
    } catch (ServiceConfigurationError e) {
      throw new IllegalArgumentException(
          "A jar on the class path names a kind of model that cannot be used: %s%s. Mend the jar, or take it away; a notebook that added it by %%jars needs a new start of the kernel besides."
              .formatted(e.getMessage(), firstCause(e)),
          e);
    }
    return List.copyOf(all);
  }

  private static String firstCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause == failure ? "" : " (" + cause + ")";
  }

  /** Asks a kind of somebody else for all that it tells of itself. */
  private static void check(Kind kind, Collection<Kind> others) {
    try {
      checkNames(kind, others);
      kind.options().forEach(option -> checkUsual(kind, option));
      if (!kind.options().equals(kind.options())) {
        throw new IllegalArgumentException(
            "The kind of model \"%s\" (%s) makes its options anew whenever it is asked; keep them in constants."
                .formatted(kind.name(), kind.getClass().getName()));
      }
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "The kind of model %s cannot be used: asked for its names and options, it throws %s."
              .formatted(kind.getClass().getName(), e),
          e);
    }
  }

  private static <T> void checkUsual(Kind kind, Option<T> option) {
    try {
      option.read(option.show(option.usual()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The kind of model \"%s\" (%s) has an option that may not be what it usually is: %s"
              .formatted(kind.name(), kind.getClass().getName(), e.getMessage()),
          e);
    }
  }

  /** The results of all kinds have different names, which are names of files, too. */
  private static void checkNames(Kind kind, Collection<Kind> others) {
    if (kind.name() == null) {
      throw new IllegalArgumentException(
          "The kind of model %s has no name.".formatted(kind.getClass().getName()));
    }
    if (!kind.decodings().containsKey(kind.name())) {
      throw new IllegalArgumentException(
          "The kind of model \"%s\" (%s) has no decoding of its own name; it has %s."
              .formatted(kind.name(), kind.getClass().getName(), kind.decodings().keySet()));
    }
    for (String result : kind.decodings().keySet()) {
      if (!NAME.matcher(result).matches()) {
        throw new IllegalArgumentException(
            "\"%s\" (%s) is no name for a kind of model; take lower-case letters, digits and single hyphens, such as \"my-model\"."
                .formatted(result, kind.getClass().getName()));
      }
      for (Kind other : others) {
        if (other.decodings().containsKey(result)) {
          throw new IllegalArgumentException(
              "Two kinds of models have results called \"%s\": %s and %s. Rename one of them; a notebook that added its jar by %%jars needs a new start of the kernel besides."
                  .formatted(result, other.getClass().getName(), kind.getClass().getName()));
        }
      }
    }
  }

  /**
   * Makes a kind known in this program from now on. One of the same name that was added before is
   * replaced, so that a cell of a notebook can be run again.
   *
   * @throws IllegalArgumentException if its name is no name or is that of another kind, or it
   *     declares an option that there is
   */
  public static synchronized void add(Kind kind) {
    List<Kind> others = new ArrayList<>(all());
    others.removeIf(other -> ADDED.contains(other) && other.name().equals(kind.name()));
    check(kind, others);
    others.add(kind);
    options(others);
    remove(kind.name());
    ADDED.add(kind);
  }

  /** Tells a kind of this library from those of others. */
  public static boolean isOurs(Kind kind) {
    return kind.getClass().getPackageName().startsWith(Kinds.class.getPackageName());
  }

  /**
   * Forgets a kind that was added.
   *
   * @param name its name; nothing happens if none was added by that name
   */
  public static synchronized void remove(String name) {
    ADDED.removeIf(kind -> kind.name().equals(name));
  }

  /**
   * Finds a kind.
   *
   * @param name as the user wrote it, such as "dense"
   * @throws IllegalArgumentException for an unknown name; the message lists the known ones, and the
   *     nearest if it looks like a slip
   */
  public static Kind of(String name) {
    String wanted = name.strip().toLowerCase(Locale.ROOT);
    return all().stream()
        .filter(kind -> kind.name().equals(wanted))
        .findFirst()
        .orElseThrow(() -> unknown(name, names()));
  }

  /**
   * Finds the kind behind a result.
   *
   * @param result the name of a result, such as "rnn-greedy", which is a reading of "rnn"
   * @throws IllegalArgumentException for an unknown name; the message lists the known ones, and the
   *     nearest if it looks like a slip
   */
  public static Kind ofResult(String result) {
    List<String> results = new ArrayList<>();
    for (Kind kind : all()) {
      if (kind.decodings().containsKey(result)) {
        return kind;
      }
      results.addAll(kind.decodings().keySet());
    }
    throw unknown(result, results);
  }

  private static IllegalArgumentException unknown(String name, List<String> known) {
    return new IllegalArgumentException(
        "Model \"%s\" is not known; choose one of %s.%s"
            .formatted(
                name,
                String.join(", ", known),
                NearNames.slip(name, known).map(" Nearest: \"%s\"."::formatted).orElse("")));
  }

  /** The names of all kinds, in the order of {@link #all}. */
  public static List<String> names() {
    return all().stream().map(Kind::name).toList();
  }

  /**
   * Lists the options of all trainings: first those that all networks share, then those that more
   * kinds heed before those that fewer do, and else as their kinds come.
   *
   * @return each once
   * @throws IllegalArgumentException if two kinds declare different options of one name
   */
  public static List<Option<?>> options() {
    return options(all());
  }

  private static List<Option<?>> options(List<Kind> kinds) {
    Map<String, Option<?>> byName = new LinkedHashMap<>();
    Map<Option<?>, Integer> heeding = new HashMap<>();
    TrainingOptions.COMMON.forEach(option -> byName.put(option.name(), option));
    for (Kind kind : kinds) {
      for (Option<?> option : kind.options()) {
        heeding.merge(option, 1, Integer::sum);
        Option<?> other = byName.putIfAbsent(option.name(), option);
        if (other != null && other != option) {
          throw new IllegalArgumentException(
              "The kind of model \"%s\" (%s) declares an option %s, and there is another of that name. Rename it, or heed the other one."
                  .formatted(kind.name(), kind.getClass().getName(), option));
        }
      }
    }
    List<Option<?>> all = new ArrayList<>(byName.values());
    all.subList(TrainingOptions.COMMON.size(), all.size())
        .sort(Comparator.comparing(option -> -heeding.get(option)));
    return List.copyOf(all);
  }

  /**
   * Lists the kinds that heed an option.
   *
   * @param option any
   * @return in the order of {@link #all}
   */
  public static List<Kind> heeding(Option<?> option) {
    return all().stream().filter(kind -> kind.options().contains(option)).toList();
  }

  /** What a run trains unless told otherwise, in the paper's order. */
  public static List<Kind> usual() {
    return all().stream().filter(Kind::isUsual).toList();
  }

  /**
   * Sorts results as the kinds are, and the readings of one model as it gives them; what is of no
   * kind comes last.
   *
   * @return an order of the names of results
   */
  public static Comparator<String> order() {
    List<String> results =
        all().stream().flatMap(kind -> kind.decodings().keySet().stream()).toList();
    return Comparator.comparingInt(
        result -> results.contains(result) ? results.indexOf(result) : results.size());
  }

  /**
   * Recalls what the paper reports of a model.
   *
   * @param result the name of a result, of whatever kind
   * @return top-1 accuracy in percent; empty where the paper gives none
   */
  public static OptionalDouble paperTop1(String result) {
    return all().stream()
        .filter(kind -> kind.name().equals(result))
        .findFirst()
        .map(Kind::paperTop1)
        .orElse(OptionalDouble.empty());
  }
}

package ihct.browser;

import ihct.data.DataSettings;
import ihct.data.Scale;
import ihct.data.SongData;
import ihct.files.RunListener;
import ihct.files.UserErrors;
import ihct.hierarchy.Ihct;
import ihct.hierarchy.TierSchedule;
import ihct.linkage.Dendrogram;
import ihct.loading.LoadingOptions;
import ihct.loading.Reading;
import ihct.loading.SongFile;
import ihct.loading.csv.MissingValues;
import ihct.loading.csv.Numbers;
import ihct.plots.TreePlots;
import ihct.songs.Songs;
import ihct.tree.GenreTree;
import ihct.tree.TierNames;
import ihct.tree.TreeFiles;
import ihct.tree.TreeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/**
 * What a page asks of our classes, in this order: {@link #open} a table or take the {@link
 * #sample}, {@link #load} its songs, make a {@link #tree}, and look at it. Each answers with an
 * object of JavaScript; that of a mistake has the sentence of the command line as its {@code
 * error}.
 */
public final class Explorer {

  /** So many records tell which columns hold numbers. */
  private static final int LOOK = 200;

  private static Path file;
  private static SongData data;
  private static Songs songs;
  private static TreeSettings settings;
  private static GenreTree tree;
  private static TierNames names;

  private Explorer() {}

  /** Hears what is being done ("stage") and what a reader must know of the data ("note"). */
  @JSFunctor
  public interface Listener extends JSObject {
    void hear(String kind, String text);
  }

  private interface Task {
    JSObject run() throws IOException;
  }

  public static void main(String[] args) {}

  /** Takes a table: {@code columns}, and which of them are {@code numeric} as far as was looked. */
  @JSExport
  public static JSObject open(String name, byte[] bytes) {
    return answer(
        () -> {
          if (file != null) {
            Files.deleteIfExists(file);
          }
          file = Files.write(Path.of(name), bytes);
          try (SongFile table = SongFile.open(file)) {
            String[] columns = table.header().toArray(String[]::new);
            return columns(columns, numeric(table, columns.length));
          }
        });
  }

  private static boolean[] numeric(SongFile table, int columns) throws IOException {
    boolean[] numeric = new boolean[columns];
    Arrays.fill(numeric, true);
    MissingValues missing = MissingValues.USUAL;
    for (int record = 0; record < LOOK && table.next(); record++) {
      for (int column = 0; column < Math.min(columns, table.cells()); column++) {
        String cell = table.cell(column);
        numeric[column] &= missing.contains(cell) || Numbers.isLike(cell);
      }
    }
    return numeric;
  }

  @JSBody(
      params = {"columns", "numeric"},
      script = "return {columns: Array.from(columns), numeric: Array.from(numeric, Boolean)};")
  private static native JSObject columns(String[] columns, boolean[] numeric);

  /**
   * Loads the songs of the table that was opened: {@code genres}, how many, and the lines of the
   * {@code report}.
   *
   * @param label the column with the class; empty where a known schema says it
   * @param features the columns with the numbers, as {@code --features} takes them; empty for those
   *     of a known schema
   */
  @JSExport
  public static JSObject load(String label, String features, Listener listener) {
    return answer(
        () -> {
          List<String> numbers = features.isBlank() ? List.of() : List.of(features.split(","));
          LoadingOptions options =
              LoadingOptions.everything()
                  .withColumns(numbers, label.isEmpty() ? null : label, null);
          return take(
              SongData.read(List.of(file), options, Reading.TO_LEARN, heard(listener)), listener);
        });
  }

  /** Simulates a few songs, as {@code --data simulated --scale small} does, and loads them. */
  @JSExport
  public static JSObject sample(Listener listener) {
    return answer(
        () -> take(SongData.load(DataSettings.simulated(Scale.SMALL), heard(listener)), listener));
  }

  private static JSObject take(SongData loaded, Listener listener) {
    songs = loaded.scaled(heard(listener));
    data = loaded;
    return loaded(
        songs.genres().size(),
        loaded.words().in("genres"),
        loaded.reportLines().toArray(String[]::new));
  }

  @JSBody(
      params = {"genres", "called", "report"},
      script = "return {genres: genres, called: called, report: Array.from(report)};")
  private static native JSObject loaded(int genres, String called, String[] report);

  private static RunListener heard(Listener listener) {
    return new RunListener() {
      @Override
      public void stage(String what) {
        listener.hear("stage", what);
      }

      @Override
      public void note(String text) {
        listener.hear("note", text);
      }
    };
  }

  /**
   * Makes the tree of the songs' genres: its {@code tiers}, how many clusters they have, the most
   * {@code children} of a node, the cophenetic {@code correlation}, which may be empty, and the
   * tiers as an {@code icicle}.
   *
   * @param linkage as {@code --linkage} takes it
   * @param distance as {@code --distance} does
   * @param schedule as {@code --tiers} does
   */
  @JSExport
  public static JSObject tree(String linkage, String distance, String schedule, Listener listener) {
    return answer(
        () -> {
          listener.hear(
              "stage",
              data.words().in("Building the tree of %d genres").formatted(songs.genres().size()));
          settings = TreeSettings.parse(linkage, distance, schedule);
          tree = GenreTree.ofMeans(settings, songs);
          names = TierNames.of(tree, data.labelColumn());
          Ihct tiers = tree.ihct();
          return tree(
              tiers.schedule().stream().mapToInt(k -> k).toArray(),
              tiers.maxChildren(),
              tree.copheneticCorrelation().isPresent()
                  ? String.format(Locale.ROOT, "%.6f", tree.copheneticCorrelation().getAsDouble())
                  : "",
              TreePlots.icicle(tiers, tree.genres()).svg());
        });
  }

  @JSBody(
      params = {"tiers", "children", "correlation", "icicle"},
      script =
          "return {tiers: Array.from(tiers), children: children, correlation: correlation, icicle: icicle};")
  private static native JSObject tree(int[] tiers, int children, String correlation, String icicle);

  /**
   * Cuts the tree: the {@code dendrogram} down to the cut, and its {@code clusters}, {@code sizes}.
   */
  @JSExport
  public static JSObject cut(int k) {
    return answer(
        () -> {
          Dendrogram merges = tree.dendrogram().orElseThrow();
          Ihct cut = Ihct.of(merges, TierSchedule.of(List.of(k), merges.leaves()));
          int[] sizes = new int[k];
          for (int cluster : cut.clustersOfLeaves(1)) {
            sizes[cluster]++;
          }
          return cut(
              TreePlots.dendrogram(merges, tree.genres(), settings.distance().metric(), k).svg(),
              cut.clusterNames(1, tree.genres()).toArray(String[]::new),
              sizes);
        });
  }

  @JSBody(
      params = {"dendrogram", "clusters", "sizes"},
      script =
          "return {dendrogram: dendrogram, clusters: Array.from(clusters), sizes: Array.from(sizes)};")
  private static native JSObject cut(String dendrogram, String[] clusters, int[] sizes);

  /**
   * Finds genres: {@code header} and {@code rows} of their paths, and how many were {@code found}.
   *
   * @param part of their names, without regard to case
   * @param most so many rows at most
   */
  @JSExport
  public static JSObject paths(String part, int most) {
    return answer(
        () -> {
          String wanted = part.strip().toLowerCase(Locale.ROOT);
          int[] found =
              IntStream.range(0, tree.genres().size())
                  .filter(leaf -> tree.genres().get(leaf).toLowerCase(Locale.ROOT).contains(wanted))
                  .toArray();
          String[] rows =
              Arrays.stream(found).limit(most).mapToObj(Explorer::path).toArray(String[]::new);
          return paths(names.tiers().toArray(String[]::new), rows, found.length);
        });
  }

  /** A genre and the names of its clusters, with tabs between them. */
  private static String path(int leaf) {
    Ihct tiers = tree.ihct();
    return IntStream.range(1, tiers.tiers())
        .mapToObj(tier -> names.cluster(tier, tiers.cluster(tier, leaf)))
        .collect(Collectors.joining("\t", tree.genres().get(leaf) + "\t", ""));
  }

  @JSBody(
      params = {"header", "rows", "found"},
      script =
          "return {header: Array.from(header), rows: Array.from(rows, row => row.split('\\t')), found: found};")
  private static native JSObject paths(String[] header, String[] rows, int found);

  /** The {@code text} of tree.nwk, tiers.csv or paths.csv, as the command line writes them. */
  @JSExport
  public static JSObject text(String name) {
    return answer(
        () ->
            content(
                switch (name) {
                  case TreeFiles.NEWICK -> TreeFiles.newick(tree);
                  case TreeFiles.TIERS -> TreeFiles.tiers(tree).collect(Collectors.joining());
                  case TreeFiles.PATHS ->
                      TreeFiles.paths(tree, data.labelColumn()).collect(Collectors.joining());
                  default -> throw new IllegalArgumentException("No file is called " + name + ".");
                }));
  }

  @JSBody(params = "text", script = "return {text: text};")
  private static native JSObject content(String text);

  private static JSObject answer(Task task) {
    try {
      return task.run();
    } catch (Throwable e) { // the page says it
      return failure(
          UserErrors.explain(e).orElse("This failed, which is not your mistake: " + e + "."));
    }
  }

  @JSBody(params = "error", script = "return {error: error};")
  private static native JSObject failure(String error);
}

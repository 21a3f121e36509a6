package ihct.study.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ihct.files.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/**
 * Makes a plan in Java. The parts and their fields have the names of the JSON, and mean the same;
 * what is left out is as usual. Each part is checked as it is added, by the same words as in a
 * file: trees and data stand before the arms that name them, arms before the questions.
 *
 * <pre>{@code
 * Plan plan =
 *     Plan.of("own").seeds(1, 2).reference("dense")
 *         .data("songs", data -> data.files("songs.csv").split("artist").trees("inferred"))
 *         .tree("inferred", tree -> tree.linkage("ward"))
 *         .arm("dense", arm -> arm.model("dense").train(Map.of("epochs", 15)))
 *         .arm("tier-heads", arm -> arm.model("tier-heads").trees("inferred"))
 *         .ask("Do tier heads help?", ask -> ask.on("songs").arm("tier-heads").tree("inferred").against("dense"))
 *         .build();
 * }</pre>
 */
public final class PlanBuilder {

  private final String name;
  private final Map<String, PlanData> data = new LinkedHashMap<>();
  private final Map<String, PlanTree> trees = new LinkedHashMap<>();
  private final Map<String, PlanArm> arms = new LinkedHashMap<>();
  private final List<Question> questions = new ArrayList<>();
  private final PlanCheck check = new PlanCheck(data, trees, arms);
  private String about;
  private List<Long> seeds = List.of();
  private Integer resamples;
  private String reference;

  PlanBuilder(String name) {
    PlanCheck.name(name);
    this.name = name;
  }

  /**
   * Says what the plan is for.
   *
   * @param text a sentence
   * @return this
   */
  public PlanBuilder about(String text) {
    about = text;
    return this;
  }

  /**
   * Chooses the seeds.
   *
   * @param all one training of every arm each; at least one
   * @return this
   */
  public PlanBuilder seeds(long... all) {
    seeds = LongStream.of(all).boxed().toList();
    return this;
  }

  /**
   * Chooses how often groups of songs are drawn anew for an interval.
   *
   * @param times at least 100; 10,000 if it is not said
   * @return this
   */
  public PlanBuilder resamples(int times) {
    resamples = times;
    return this;
  }

  /**
   * Chooses the arm that all others are compared with in the tables.
   *
   * @param arm its name
   * @return this
   */
  public PlanBuilder reference(String arm) {
    reference = arm;
    return this;
  }

  /**
   * Adds data.
   *
   * @param called their name in this plan
   * @param fields fills in their fields
   * @return this
   * @throws IllegalArgumentException if a field is wrong
   */
  public PlanBuilder data(String called, UnaryOperator<Data> fields) {
    PlanData made = make("Data", called, fields.apply(new Data()), PlanData.class, data);
    made.each(called).forEach(check::data);
    data.putAll(made.each(called));
    return this;
  }

  /**
   * Adds a tree.
   *
   * @param called its name in this plan
   * @param fields fills in its fields; {@code tree -> tree} for the usual tree
   * @return this
   * @throws IllegalArgumentException if a field is wrong
   */
  public PlanBuilder tree(String called, UnaryOperator<Tree> fields) {
    PlanTree made = make("Tree", called, fields.apply(new Tree()), PlanTree.class, trees);
    PlanCheck.tree(called, made);
    trees.put(called, made);
    return this;
  }

  /**
   * Adds an arm.
   *
   * @param called its name in this plan
   * @param fields fills in its fields
   * @return this
   * @throws IllegalArgumentException if a field is wrong, or names what the plan lacks so far
   */
  public PlanBuilder arm(String called, UnaryOperator<Arm> fields) {
    arms.put(called, make("Arm", called, fields.apply(new Arm()), PlanArm.class, arms));
    try {
      check.arm(called);
    } catch (IllegalArgumentException e) {
      arms.remove(called);
      throw e;
    }
    return this;
  }

  /**
   * Asks a question.
   *
   * @param question in words
   * @param fields says what is compared
   * @return this
   * @throws IllegalArgumentException if a field is wrong, or names what the plan lacks
   */
  public PlanBuilder ask(String question, UnaryOperator<Ask> fields) {
    Fields<Ask> filled = fields.apply(new Ask()).put("ask", question);
    Question made = PlanFile.part("The question \"" + question + "\"", filled.json, Question.class);
    Question whole = made.onAll(data.keySet(), arms);
    check.question(whole);
    questions.add(whole);
    return this;
  }

  /**
   * Ends the plan.
   *
   * @return the plan
   * @throws IllegalArgumentException if seeds, data, arms or the reference are missing, or data
   *     name a tree that the plan lacks
   */
  public Plan build() {
    return new Plan(name, about, seeds, resamples, reference, data, trees, arms, questions);
  }

  private static <T> T make(
      String what, String called, Fields<?> fields, Class<T> type, Map<String, T> others) {
    PlanCheck.name(called);
    String source = "%s \"%s\"".formatted(what, called);
    if (others.containsKey(called)) {
      throw new IllegalArgumentException(source + " stands twice; give it another name.");
    }
    return PlanFile.part(source, fields.json, type);
  }

  /** What is filled in, by the names of the JSON. */
  private abstract static class Fields<F extends Fields<F>> {
    final ObjectNode json = JsonNodeFactory.instance.objectNode();

    @SuppressWarnings("unchecked") // F is the class itself
    F put(String field, Object value) {
      json.set(field, Json.value(value));
      return (F) this;
    }
  }

  /** The fields of data; see {@link PlanData}. */
  public static final class Data extends Fields<Data> {
    private Data() {}

    /** One sentence for readers. */
    public Data about(String text) {
      return put("about", text);
    }

    /** Files of songs, by name. */
    public Data files(String... names) {
      return put("files", names);
    }

    /** Files that were published to tune on; a tenth of the others is drawn if it is not said. */
    public Data validation(String... names) {
      return put("validation", names);
    }

    /** Files that were published to test on; the parts are drawn if it is not said. */
    public Data test(String... names) {
      return put("test", names);
    }

    /** Songs that are simulated, in place of files; clarity 0 for genres that are alike, to 1. */
    public Data simulated(int genres, int songs, long seed, double clarity) {
      return put("simulated", new PlanData.Simulation(genres, songs, seed, clarity));
    }

    /** The names of all columns, in order, of files whose first line is a row. */
    public Data columns(String... names) {
      return put("columns", names);
    }

    /** Feature columns; known features of songs if they are not named. */
    public Data features(String... columns) {
      return put("features", columns);
    }

    /** Features whose logarithm, of 1 + x, takes their place. */
    public Data log(String... columns) {
      return put("log", columns);
    }

    /** Columns of categories, each value of which becomes a feature. */
    public Data categories(String... columns) {
      return put("categories", columns);
    }

    /** The label column. */
    public Data label(String column) {
      return put("label", column);
    }

    /** The column with a coarse name of rows that have no label. */
    public Data coarseLabel(String column) {
      return put("coarseLabel", column);
    }

    /** How the cells of the label hold genres: one, list, comma, semicolon or pipe. */
    public Data labelForm(String form) {
      return put("labelForm", form);
    }

    /** The group column. */
    public Data group(String column) {
      return put("group", column);
    }

    /** The column that tells tracks apart. */
    public Data id(String column) {
      return put("id", column);
    }

    /** Words of cells without content, parted by commas. */
    public Data missingValues(String words) {
      return put("missingValues", words);
    }

    /** Every: one row per (track, genre); single: one per track. */
    public Data rows(String mode) {
      return put("rows", mode);
    }

    /** Columns of a known tree, coarse to fine. */
    public Data hierarchy(String... columns) {
      return put("hierarchy", columns);
    }

    /**
     * So many training songs of each genre keep it; of others a tree's name above it is known.
     * Several numbers make data of each: NAME-2 and NAME-5 of NAME.
     */
    public Data fineSongs(int... songs) {
      return put("fineSongs", songs);
    }

    /** Genres to be left out of training; a list for each seed, in turn. */
    public Data leaveOut(List<List<String>> genres) {
      return put("leaveOut", genres);
    }

    /** Genres with fewer rows are left out; 50 if it is not said. */
    public Data minPerGenre(int rows) {
      return put("minPerGenre", rows);
    }

    /** Rows kept of a genre; 200 if it is not said. */
    public Data maxPerGenre(int rows) {
      return put("maxPerGenre", rows);
    }

    /** What stays together: row, track or artist; or column:NAME for what the data say. */
    public Data split(String rule) {
      return put("split", rule);
    }

    /** Whether every genre shall have rows in training and test. */
    public Data stratify(boolean asked) {
      return put("stratify", asked);
    }

    /** The trees by which the answers of every arm are read. */
    public Data trees(String... names) {
      return put("trees", names);
    }

    /** The trees by which mistakes are judged; tables and plots judge by the first. */
    public Data judge(String... names) {
      return put("judge", names);
    }
  }

  /** The fields of a tree; see {@link PlanTree}. */
  public static final class Tree extends Fields<Tree> {
    private Tree() {}

    /** What it is made from: means, permuted:means, known:FILE, columns … */
    public Tree source(String from) {
      return put("source", from);
    }

    /** The linkage; complete if it is not said. */
    public Tree linkage(String rule) {
      return put("linkage", rule);
    }

    /** The distance; euclidean if it is not said. */
    public Tree distance(String between) {
      return put("distance", between);
    }

    /** Of classes that a known tree's file does not name: refuse, drop or own. */
    public Tree absentClasses(String way) {
      return put("absentClasses", way);
    }

    /** The tiers; powers-of-two if it is not said. */
    public Tree tiers(String schedule) {
      return put("tiers", schedule);
    }
  }

  /** The fields of an arm; see {@link PlanArm}. */
  public static final class Arm extends Fields<Arm> {
    private Arm() {}

    /** The kind of model. */
    public Arm model(String kind) {
      return put("model", kind);
    }

    /** The data it is trained on; all if it is not said. */
    public Arm on(String... names) {
      return put("on", names);
    }

    /** The trees it is trained with, one model each. */
    public Arm trees(String... names) {
      return put("trees", names);
    }

    /**
     * How it is trained: options by name, such as {@code Map.of("epochs", 15)}. Their order means
     * nothing: that of {@code Map.of} is another one each time that Java starts.
     */
    public Arm train(Map<String, ?> options) {
      return put("train", new TreeMap<>(options));
    }

    /** Options that are tried under the first seed, one set after the other. */
    public Arm tune(List<? extends Map<String, ?>> candidates) {
      return put("tune", candidates.stream().map(TreeMap<String, Object>::new).toList());
    }

    /** The arms whose probabilities are multiplied, in place of a model: ARM or ARM@TREE. */
    public Arm mixture(String... parts) {
      return put("mixture", parts);
    }

    /** The arm of which several are trained and averaged, in place of a model. */
    public Arm ensemble(String arm) {
      return put("ensemble", arm);
    }

    /** How many are averaged; 5 if it is not said. */
    public Arm members(int count) {
      return put("members", count);
    }
  }

  /** The fields of a question; see {@link Question}. */
  public static final class Ask extends Fields<Ask> {
    private Ask() {}

    /** The data it is asked of; all on which both arms are trained if it is not said. */
    public Ask on(String... names) {
      return put("on", names);
    }

    /** The one arm. */
    public Ask arm(String name) {
      return put("arm", name);
    }

    /** The tree it was trained with, if it knows one. */
    public Ask tree(String name) {
      return put("tree", name);
    }

    /** What is compared; top1 if it is not said. */
    public Ask measure(String name) {
      return put("measure", name);
    }

    /** The other arm; the same one, by another measure or tree, if it is not said. */
    public Ask against(String name) {
      return put("against", name);
    }

    /** The other arm's tree. */
    public Ask againstTree(String name) {
      return put("againstTree", name);
    }

    /** The other arm's measure. */
    public Ask againstMeasure(String name) {
      return put("againstMeasure", name);
    }

    /** Difference or relative. */
    public Ask as(String effect) {
      return put("as", effect);
    }

    /** At least so much is hoped for. */
    public Ask target(double effect) {
      return put("target", effect);
    }

    /** At most so much is hoped for. */
    public Ask atMost(double effect) {
      return put("target", effect).put("atMost", true);
    }
  }
}

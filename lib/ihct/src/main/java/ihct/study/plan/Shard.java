package ihct.study.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of several parts in which a study is done, each by a process of its own, on whatever machine.
 *
 * @param index which, from 0
 * @param count how many there are
 */
public record Shard(int index, int count) {

  /** Where schedulers say which of its processes one is, from 0: Slurm, Kubernetes. */
  private static final List<String> INDICES =
      List.of("SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX");

  private static final Pattern TEXT = Pattern.compile("(?:(\\d{1,6})/)?(\\d{1,6})");
  private static final Pattern RESULTS =
      Pattern.compile("results-(0|[1-9]\\d{0,5})-of-([1-9]\\d{0,5})\\.jsonl");

  public Shard {
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException(
          "There is no part %d/%d: N parts are numbered from 0/N, such as 0/3, 1/3 and 2/3."
              .formatted(index, count));
    }
  }

  /**
   * Reads "i/n"; or n alone, where a scheduler says i.
   *
   * @param environment the process's variables
   * @throws IllegalArgumentException if that is no part
   */
  public static Shard parse(String text, Map<String, String> environment) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is no part of a study: give one such as 0/3.".formatted(text));
    }
    return new Shard(
        Integer.parseInt(
            Optional.ofNullable(matcher.group(1)).orElseGet(() -> scheduled(text, environment))),
        Integer.parseInt(matcher.group(2)));
  }

  private static String scheduled(String count, Map<String, String> environment) {
    for (String variable : INDICES) {
      String value = environment.getOrDefault(variable, "").strip();
      if (!value.isEmpty() && !value.matches("\\d{1,6}")) {
        throw new IllegalArgumentException(
            "%s is \"%s\", which is no number of a part.".formatted(variable, value));
      }
      if (!value.isEmpty()) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        "Which of the %s parts is not said, neither by %s: give it, such as 0/3."
            .formatted(count, String.join(" nor ", INDICES)));
  }

  /** The part whose results stand in a file of that name, if any do. */
  static Optional<Shard> ofResults(String file) {
    Matcher matcher = RESULTS.matcher(file);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + " is of no part. Take it away.", e);
    }
  }

  /** The file of its results. */
  String results() {
    return "results-%d-of-%d.jsonl".formatted(index, count);
  }

  /** The file by which it keeps others of the same number out. */
  public String lock() {
    return ".lock-%d-of-%d".formatted(index, count);
  }

  /**
   * Selects its groups of cells.
   *
   * @param all groups, in the plan's order
   * @return its own, in that order
   * @throws IllegalArgumentException if there are more parts than groups
   */
  public List<List<Cell>> of(List<List<Cell>> all) {
    if (count > all.size()) {
      throw new IllegalArgumentException(
          "The plan's trainings can be done in at most %d parts, of which none shares a model with another; %d were asked for."
              .formatted(all.size(), count));
    }
    return deal(all, count).get(index);
  }

  /**
   * Deals groups of cells to parts: the largest first, each to the part that has fewest cells, so
   * that what a plan mixes of everything does not always fall to the same one.
   *
   * @param all groups, in the plan's order
   * @param count how many parts
   * @return by part its groups, in that order
   */
  public static List<List<List<Cell>>> deal(List<List<Cell>> all, int count) {
    int[] owner = new int[all.size()];
    int[] load = new int[count];
    List<Integer> bySize = new ArrayList<>();
    for (int group = 0; group < all.size(); group++) {
      bySize.add(group);
    }
    bySize.sort(Comparator.comparingInt(group -> -all.get(group).size()));
    for (int group : bySize) {
      for (int part = 1; part < count; part++) {
        owner[group] = load[part] < load[owner[group]] ? part : owner[group];
      }
      load[owner[group]] += all.get(group).size();
    }
    List<List<List<Cell>>> parts = new ArrayList<>();
    for (int part = 0; part < count; part++) {
      parts.add(new ArrayList<>());
    }
    for (int group = 0; group < all.size(); group++) {
      parts.get(owner[group]).add(all.get(group));
    }
    return parts;
  }

  @Override
  public String toString() {
    return index + "/" + count;
  }
}

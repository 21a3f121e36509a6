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
      Pattern.compile("results-(\\d{1,6})-of-(\\d{1,6})\\.jsonl");

  public Shard {
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException(
          "Part %d of %d: parts are numbered from 0 to %d.".formatted(index, count, count - 1));
    }
  }

  /**
   * Reads "i/n"; or n alone, where a scheduler says i.
   *
   * @param environment the process's variables
   * @throws IllegalArgumentException if that is no part
   */
  public static Shard parse(String text, Map<String, String> environment) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is no part of a study: give one such as 0/3.".formatted(text));
    }
    return new Shard(
        number(Optional.ofNullable(matcher.group(1)).orElseGet(() -> scheduled(text, environment))),
        number(matcher.group(2)));
  }

  private static String scheduled(String count, Map<String, String> environment) {
    return INDICES.stream()
        .map(environment::get)
        .filter(value -> value != null && !value.isBlank())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Which of the %s parts is not said, neither by %s: give it, such as 0/%s."
                        .formatted(count, String.join(" nor ", INDICES), count)));
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"%s\" is no number of a part.".formatted(text), e);
    }
  }

  /** The part whose results stand in a file of that name, if any do. */
  static Optional<Shard> ofResults(String file) {
    Matcher matcher = RESULTS.matcher(file);
    return matcher.matches()
        ? Optional.of(new Shard(number(matcher.group(1)), number(matcher.group(2))))
        : Optional.empty();
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
   * Selects its groups of cells: the largest are dealt first, each to the part that has fewest
   * cells, so that what a plan mixes of everything does not always fall to the same one.
   *
   * @param all groups, in the plan's order
   * @return its own, in that order; the groups of all parts are all groups
   */
  public List<List<Cell>> of(List<List<Cell>> all) {
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
    List<List<Cell>> own = new ArrayList<>();
    for (int group = 0; group < all.size(); group++) {
      if (owner[group] == index) {
        own.add(all.get(group));
      }
    }
    return own;
  }

  @Override
  public String toString() {
    return index + "/" + count;
  }
}

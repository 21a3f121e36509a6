package ihct.models.forest;

import ihct.threads.Team;

/**
 * c·log₂ c of whole numbers.
 *
 * <p><b>Exact sums.</b> It is stored as a whole number of 2⁻³² bits. Whole numbers add up to the
 * same sum in any order, so features can be searched in any order, or side by side, and splits that
 * leave the same counts score the same.
 */
final class EntropyTable {

  /** Above this n·log₂ n no longer fits into 31 bits, and a sum of 2⁻³² bits into a long. */
  static final int MOST_SONGS = 1 << 26;

  private static final double UNITS_PER_NAT = 0x1p32 / StrictMath.log(2);

  private static final int PART = 1 << 14;

  private EntropyTable() {}

  /**
   * Computes the table.
   *
   * @param largest the largest c, 0…{@value #MOST_SONGS}
   * @param team computes it side by side
   * @return c·log₂ c in 2⁻³² bits at place c
   */
  static long[] upTo(int largest, Team team) {
    long[] table = new long[largest + 1];
    team.each(
        TreeGrower.DOING,
        largest / PART + 1,
        (part, thread) -> {
          int to = Math.min(table.length, (part + 1) * PART);
          for (int c = Math.max(2, part * PART); c < to; c++) {
            table[c] = StrictMath.round(c * StrictMath.log(c) * UNITS_PER_NAT);
          }
        });
    return table;
  }
}

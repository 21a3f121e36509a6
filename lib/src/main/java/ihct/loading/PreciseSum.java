package ihct.loading;

/**
 * A sum that carries its rounding error along, so that it hardly depends on the order of the terms.
 *
 * <p>Genre means tie: a genre of two artists lies halfway between those of one artist each. There
 * the last digit of a mean or a standard deviation decides which two merge first, and plain sums
 * would let the order of the rows decide it.
 *
 * @see <a href="https://doi.org/10.1002/zamm.19740540106">Neumaier (1974)</a>
 */
final class PreciseSum {

  private double sum;
  private double error;

  void add(double term) {
    double next = sum + term;
    error += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
    sum = next;
  }

  double value() {
    return sum + error;
  }
}

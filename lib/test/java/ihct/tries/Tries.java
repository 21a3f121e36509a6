package ihct.tries;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.ReflectionSupport;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Runs the tries of a {@link Property}. */
final class Tries implements ParameterResolver, InvocationInterceptor {

  @Override
  public boolean supportsParameter(ParameterContext context, ExtensionContext test) {
    return Draw.canDraw(context.getParameter().getType());
  }

  /** JUnit wants arguments before it asks how to run the test: those of the first seed. */
  @Override
  public Object resolveParameter(ParameterContext context, ExtensionContext test) {
    return new Draw("", 0).argument(context.getParameter());
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> one, ReflectiveInvocationContext<Method> call, ExtensionContext test) {
    one.skip();
    Method method = call.getExecutable();
    int tries = method.getAnnotation(Property.class).tries();
    run(method, test.getRequiredTestInstance(), seeds(System.getProperty("ihct.seed"), tries));
  }

  /** The seeds that a wish asks for: null, a number or "fresh". */
  static LongStream seeds(String wish, int tries) {
    if (tries < 1) {
      throw new IllegalArgumentException("a property needs at least 1 try, not " + tries);
    }
    if (wish == null) {
      return LongStream.range(0, tries);
    }
    if (wish.equals("fresh")) {
      return new SplittableRandom().longs(tries);
    }
    try {
      return LongStream.of(Long.parseLong(wish));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "ihct.seed must be the number of a try or fresh, not " + wish, e);
    }
  }

  static void run(Method method, Object target, LongStream seeds) {
    seeds.forEach(
        seed -> {
          Object[] arguments = arguments(method, seed);
          try {
            ReflectionSupport.invokeMethod(method, target, arguments);
          } catch (TestAbortedException aborted) {
            throw aborted;
          } catch (Throwable failure) {
            throw withSeed(failure, seed, method, arguments);
          }
        });
  }

  static Object[] arguments(Method method, long seed) {
    Draw draw = new Draw(method.getName(), seed);
    return Arrays.stream(method.getParameters()).map(draw::argument).toArray();
  }

  /** The same failure at the same place, but one that says how to see it again. */
  private static AssertionFailedError withSeed(
      Throwable failure, long seed, Method method, Object[] arguments) {
    String shown = Arrays.stream(arguments).map(String::valueOf).collect(Collectors.joining(", "));
    Class<?> type = method.getDeclaringClass();
    AssertionFailedError error =
        new AssertionFailedError(
            // In one line: Maven shows no more of it.
            "%s(%s): run this try alone by environment/test -Dtest=%s#%s -Dihct.seed=%d: %s"
                .formatted(
                    method.getName(), shown, type.getName(), method.getName(), seed, failure),
            failure);
    error.setStackTrace(failure.getStackTrace());
    return error;
  }

  /** One try's source of arguments. */
  private static final class Draw {

    private final long seed;
    private final SplittableRandom random;
    private final boolean allAtEdges;

    /** Properties of different names draw different arguments from the same seed. */
    Draw(String property, long seed) {
      this.seed = seed;
      random = new SplittableRandom(seed ^ (long) property.hashCode() << 32);
      allAtEdges = random.nextInt(5) == 0;
    }

    static boolean canDraw(Class<?> type) {
      return type == int.class || type == long.class || type == double.class || type.isEnum();
    }

    Object argument(Parameter parameter) {
      Class<?> type = parameter.getType();
      Range range = parameter.getAnnotation(Range.class);
      if (range != null && !(range.min() <= range.max())) {
        throw new IllegalArgumentException("no number is within " + range);
      }
      if (type.isEnum()) {
        Object[] constants = type.getEnumConstants();
        return constants[random.nextInt(constants.length)];
      }
      if (type == double.class) {
        if (range == null) {
          throw new IllegalArgumentException("a double needs a @Range");
        }
        return fractional(range.min(), range.max());
      }
      if (type == int.class) {
        return range == null
            ? (int) whole(Integer.MIN_VALUE, Integer.MAX_VALUE)
            : (int) whole((int) range.min(), (int) range.max());
      }
      return range == null
          ? whole(Long.MIN_VALUE, Long.MAX_VALUE)
          : whole((long) range.min(), (long) range.max());
    }

    /** The first two seeds take the ends of every range, a fifth of the others take edges. */
    private boolean atEdge() {
      return seed == 0 || seed == 1 || allAtEdges || random.nextInt(10) == 0;
    }

    private int edge(int edges) {
      return seed == 0 ? 0 : seed == 1 ? edges - 1 : random.nextInt(edges);
    }

    private long whole(long min, long max) {
      if (atEdge()) {
        long[] edges =
            LongStream.of(min, min + 1, -2, -1, 0, 1, 2, max - 1, max)
                .filter(value -> min <= value && value <= max)
                .sorted()
                .distinct()
                .toArray();
        return edges[edge(edges.length)];
      }
      long numbers = max - min + 1;
      long bits = random.nextLong();
      long even = numbers == 0 ? bits : min + Long.remainderUnsigned(bits, numbers);
      if (random.nextBoolean()) {
        return even;
      }
      // As likely of one size as of twice that size: most faults show in small numbers.
      long nearZero = Math.max(min, Math.min(0, max));
      long offset = even - nearZero;
      int length = Long.SIZE - Long.numberOfLeadingZeros(Math.abs(offset));
      return nearZero + (offset >> random.nextInt(length + 1));
    }

    private double fractional(double min, double max) {
      if (atEdge()) {
        double[] edges =
            Arrays.stream(new double[] {min, -1, -0.01, 0, 0.01, 1, max})
                .filter(value -> min <= value && value <= max)
                .sorted()
                .distinct()
                .toArray();
        return edges[edge(edges.length)];
      }
      double even = min + random.nextDouble() * (max - min);
      if (random.nextBoolean()) {
        // Round numbers too, so that some are equal.
        return random.nextBoolean() ? even : clamp(Math.rint(100 * even) / 100, min, max);
      }
      double nearZero = clamp(0, min, max);
      return nearZero + Math.scalb(even - nearZero, -random.nextInt(80));
    }

    private static double clamp(double value, double min, double max) {
      return Math.max(min, Math.min(value, max));
    }
  }
}

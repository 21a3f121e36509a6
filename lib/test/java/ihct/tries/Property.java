package ihct.tries;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that must hold for whatever arguments are drawn: numbers ({@code int}, {@code long},
 * {@code double}) and constants of enums. It runs once for each seed 0, 1, 2, … and stops at the
 * first that fails; the failure names the seed and shows the arguments.
 *
 * <p>The system property {@code ihct.seed} asks for something else: a number runs the try of that
 * seed alone, {@code fresh} takes seeds that no run had before.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
@ExtendWith(Tries.class)
public @interface Property {

  /** How many seeds are tried, at least 1. */
  int tries() default 1000;
}

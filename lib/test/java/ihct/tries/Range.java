package ihct.tries;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a number of a {@link Property} is drawn from; without it, all numbers of its type. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Range {

  /** The least number that is drawn. */
  double min();

  /** The greatest number that is drawn. */
  double max();
}

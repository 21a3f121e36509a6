package ihct.kernel.cells;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Knows which values are lost when JShell puts a new class in the place of one that could not be
 * redefined. JShell keeps each variable in a static field of a class of its own, {@code
 * REPL.$JShell$7}; those that take its place are {@code REPL.$JShell$7B}, {@code …7C} and so on,
 * and begin empty. This befalls variables whose type has changed, so there is no value to carry
 * over.
 */
final class Variables {

  private static final Pattern HOLDER = Pattern.compile("(.*\\$JShell\\$\\d+)[A-Z]*");

  /** A class of a cell in its second or later form, which is not the one that objects have. */
  private static final Pattern REPLACED = Pattern.compile(".*\\$JShell\\$\\d+[A-Z]+\\$(\\w+)");

  private final Set<String> replaced = new TreeSet<>();

  /** By the name without its letters: the class that holds the values now. */
  private final Map<String, Class<?>> holders = new HashMap<>();

  /** The same, before the piece of code that is being evaluated changed anything. */
  private Map<String, Class<?>> before = Map.of();

  synchronized void begin() {
    replaced.clear();
    before = Map.copyOf(holders);
  }

  /** Takes note of a new class. */
  synchronized void loaded(Class<?> type) {
    Matcher nested = REPLACED.matcher(type.getName());
    if (nested.matches()) {
      replaced.add(nested.group(1));
    }
    Matcher name = HOLDER.matcher(type.getName());
    if (!name.matches()) {
      return;
    }
    holders.put(name.group(1), type);
  }

  /** Names of the classes that are new since the beginning, and were there before. */
  synchronized Set<String> replaced() {
    return new TreeSet<>(replaced);
  }

  /** Ends the evaluation: names the variables that began anew. */
  synchronized Set<String> end() {
    Set<String> lost = new TreeSet<>();
    before.forEach(
        (name, old) -> {
          Class<?> now = holders.get(name);
          if (now != old) {
            for (Field from : old.getDeclaredFields()) {
              if (isSet(from)) {
                lost.add(from.getName());
              }
              clear(from);
            }
          }
        });
    before = Map.of();
    return lost;
  }

  /** Lets go of a variable's value. */
  synchronized void forget(String variable) {
    for (Class<?> holder : holders.values()) {
      for (Field field : holder.getDeclaredFields()) {
        if (field.getName().equals(variable)) {
          clear(field);
        }
      }
    }
  }

  private static boolean isVariable(Field field) {
    int modifiers = field.getModifiers();
    return Modifier.isStatic(modifiers) && !Modifier.isFinal(modifiers) && !field.isSynthetic();
  }

  private static boolean isSet(Field field) {
    if (!isVariable(field)) {
      return false;
    }
    Object value = get(field);
    return value != null
        && !(value instanceof Number number && number.doubleValue() == 0)
        && !Boolean.FALSE.equals(value);
  }

  /** The old class stays, so it must not hold what its variables once were. */
  private static void clear(Field field) {
    if (isVariable(field) && !field.getType().isPrimitive()) {
      try {
        field.setAccessible(true);
        field.set(null, null);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static Object get(Field field) {
    try {
      field.setAccessible(true);
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}

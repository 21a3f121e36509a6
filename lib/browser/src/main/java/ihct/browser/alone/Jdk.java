package ihct.browser.alone;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Methods of the JDK that TeaVM lacks: each has the name of one and its parameters, an object's
 * methods the object before them. {@code ihct.browser.compiler.MissingMethods} puts them in place.
 */
public final class Jdk {

  private Jdk() {}

  @Of(String.class)
  public static Stream<String> lines(String text) {
    return text.isEmpty() ? Stream.of() : Arrays.stream(text.split("\r\n|\r|\n"));
  }

  /** Browsers tell no limit; they end a task that exceeds theirs. */
  @Of(Runtime.class)
  public static long maxMemory(Runtime java) {
    return Long.MAX_VALUE;
  }

  @Of(Runtime.class)
  public static int availableProcessors(Runtime java) {
    return 1;
  }

  @Of(Arrays.class)
  public static void parallelPrefix(int[] numbers, IntBinaryOperator operator) {
    for (int i = 1; i < numbers.length; i++) {
      numbers[i] = operator.applyAsInt(numbers[i - 1], numbers[i]);
    }
  }

  @Of(Collections.class)
  public static <K, V> SortedMap<K, V> unmodifiableSortedMap(SortedMap<K, V> map) {
    return map;
  }

  @Of(Stream.class)
  public static <T> Stream<T> ofNullable(T one) {
    return one == null ? Stream.empty() : Stream.of(one);
  }

  @Of(Matcher.class)
  public static String replaceAll(Matcher matcher, Function<MatchResult, String> replacement) {
    StringBuffer text = new StringBuffer();
    while (matcher.find()) {
      matcher.appendReplacement(text, replacement.apply(matcher));
    }
    return matcher.appendTail(text).toString();
  }

  @Of(Pattern.class)
  public static Predicate<String> asMatchPredicate(Pattern pattern) {
    return text -> pattern.matcher(text).matches();
  }

  @Of(ZipFile.class)
  public static Stream<? extends ZipEntry> stream(ZipFile zip) {
    return Collections.list(zip.entries()).stream();
  }

  /** {@link #get} needs none. */
  @Of(MethodHandles.class)
  public static VarHandle byteArrayViewVarHandle(Class<?> view, ByteOrder order) {
    return null;
  }

  @Of(VarHandle.class)
  public static long get(VarHandle eightBytes, byte[] bytes, int at) {
    long all = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      all = all << Byte.SIZE | bytes[at + i] & 0xff;
    }
    return all;
  }

  /** Asked for UTF-32 alone; the others are constants. */
  @Of(Charset.class)
  public static Charset forName(String name) {
    return new Utf32(name);
  }

  @Of(Pattern.class)
  public static Pattern compile(String pattern) {
    return Pattern.compile(known(pattern));
  }

  @Of(String.class)
  public static String replaceAll(String text, String pattern, String replacement) {
    return text.replaceAll(known(pattern), replacement);
  }

  /** Before a match of nothing at the start TeaVM cuts off an empty text. */
  @Of(String.class)
  public static String[] split(String text, String pattern) {
    String[] parts = text.split(pattern);
    Matcher first = Pattern.compile(pattern).matcher(text);
    return first.lookingAt() && first.end() == 0 && parts[0].isEmpty()
        ? Arrays.copyOfRange(parts, 1, parts.length)
        : parts;
  }

  /** Numbers of all kinds stand in brackets alone. */
  private static String known(String pattern) {
    return pattern
        .replace("\\p{N}", "\\p{Nd}\\p{Nl}\\p{No}")
        .replace("\\R", "(?:\r\n|[\n-\r\u0085\u2028\u2029])");
  }

  /** Where a packed file ends too early, or is no archive, TeaVM has no words. */
  @Of(IOException.class)
  public static String getMessage(IOException failure) {
    return getMessage((Exception) failure);
  }

  @Of(Exception.class)
  public static String getMessage(Exception failure) {
    if (failure.getMessage() != null) {
      return failure.getMessage();
    }
    return failure instanceof EOFException
        ? "Unexpected end of ZLIB input stream"
        : failure instanceof ZipException ? "zip END header not found" : null;
  }
}

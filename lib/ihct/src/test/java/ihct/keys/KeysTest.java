package ihct.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ihct.tries.Property;
import ihct.tries.Range;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Expected numbers come from a few lines of Python (hashlib and integers), not from this code. */
class KeysTest {

  @Test
  void keysNeverChange() {
    Keys keys = new Keys();
    assertEquals(0x86018053cdbc8ed0L, keys.key("5SuOikwiRyPMVoIQDJUgSV"));
    assertEquals(0xbca757a930e05956L, keys.key("Bj\u00f6rk"));
  }

  @Test
  void drawsNeverChange() {
    long key = new Keys().key("5SuOikwiRyPMVoIQDJUgSV");
    assertEquals(0x5e82243ffbed1875L, Keys.draw(key, Keys.SPLIT));
    assertEquals(0x118a99d82831efb4L, Keys.draw(key, Keys.CAP));
    assertEquals(0.36917330324279296, Keys.unit(Keys.draw(key, Keys.SPLIT)));
    assertEquals(0x5692161d100b05e5L, Keys.mix(1));
  }

  @Test
  void unitIsAtLeastZeroAndBelowOne() {
    assertEquals(0.0, Keys.unit(0));
    assertEquals(1 - 0x1p-53, Keys.unit(-1L));
  }

  @Property(tries = 200)
  void indexNumbersDistinctKeysInOrder(@Range(min = 0, max = 255) int count, long seed) {
    Random random = new Random(seed);
    long[] ends = {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE};
    long[] keys =
        LongStream.generate(
                () ->
                    random.nextInt(10) == 0
                        ? ends[random.nextInt(ends.length)]
                        : random.nextLong() >> random.nextInt(Long.SIZE))
            .limit(count)
            .toArray();
    LongIndex index = new LongIndex();
    Map<Long, Integer> expected = new HashMap<>();
    for (long key : keys) {
      int number = expected.computeIfAbsent(key, k -> expected.size());
      assertEquals(number, index.add(key));
      assertEquals(key, index.key(number));
    }
    assertEquals(expected.size(), index.size());
    for (long key : keys) {
      assertEquals(expected.get(key), index.find(key));
    }
    long absent = 0x5eed;
    assertEquals(expected.containsKey(absent), index.contains(absent));
  }

  @Test
  void indexHoldsManyKeys() {
    LongIndex index = new LongIndex();
    for (long key = 0; key < 100_000; key++) {
      assertEquals(key, index.add(key << 20));
    }
    assertEquals(77_777, index.find(77_777L << 20));
    assertEquals(-1, index.find(1));
    assertNotEquals(index.key(1), index.key(2));
  }
}

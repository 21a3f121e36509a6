package ihct.loading.simulate;

import ihct.keys.Keys;

/**
 * Invented titles and artists, each made from its number when it is asked for, so that they take no
 * memory. Titles may occur twice, as those of songs do; artists do not. Where one is called like
 * somebody or something real, it is by chance.
 */
final class SongWords {

  private static final String[] QUALITIES = {
    "Amber",
    "Brave",
    "Bright",
    "Copper",
    "Distant",
    "Early",
    "Empty",
    "Familiar",
    "Gentle",
    "Golden",
    "Green",
    "Hidden",
    "Hollow",
    "Last",
    "Late",
    "Little",
    "Lonely",
    "Lost",
    "Northern",
    "Open",
    "Paper",
    "Patient",
    "Quiet",
    "Restless",
    "Second",
    "Silver",
    "Slow",
    "Small",
    "Soft",
    "Southern",
    "Spare",
    "Sudden",
    "Tall",
    "Velvet",
    "Warm",
    "Wide",
    "Wild",
    "Winter",
    "Wooden",
    "Yellow"
  };

  /** Nouns whose plural ends in s. */
  private static final String[] THINGS = {
    "Anchor",
    "Bridge",
    "Candle",
    "Circle",
    "Corner",
    "Engine",
    "Feather",
    "Field",
    "Garden",
    "Harbour",
    "Hill",
    "Island",
    "Kettle",
    "Ladder",
    "Lantern",
    "Letter",
    "Map",
    "Meadow",
    "Mirror",
    "Morning",
    "Mountain",
    "Orchard",
    "Parade",
    "Pocket",
    "Radio",
    "Raincoat",
    "River",
    "Road",
    "Shadow",
    "Signal",
    "Station",
    "Stone",
    "Street",
    "Tide",
    "Tower",
    "Train",
    "Valley",
    "Wheel",
    "Willow",
    "Window"
  };

  private static final String[] DEEDS = {
    "Carry", "Count", "Cross", "Find", "Follow", "Forget", "Keep", "Leave", "Paint", "Remember"
  };

  private static final String[] TIMES = {
    "April",
    "August",
    "Autumn",
    "December",
    "June",
    "March",
    "May",
    "November",
    "October",
    "September",
    "Spring",
    "Winter"
  };

  private static final String[] FORENAMES = {
    "Ada", "Anton", "Bela", "Clara", "Daria", "Edgar", "Elsa", "Felix", "Greta", "Hugo", "Ida",
    "Ines", "Ivo", "Jonas", "Karl", "Lena", "Leo", "Lydia", "Mara", "Nadia", "Nils", "Noor", "Olga",
    "Oscar", "Paula", "Rosa", "Samir", "Selma", "Tilda", "Tomas", "Vera", "Yara"
  };

  private static final String[] PLANTS = {
    "Alder", "Bram", "Cor", "Dun", "Eller", "Fen", "Gorse", "Hazel", "Iver", "Kestrel", "Larch",
    "Mallow", "Nettle", "Orrel", "Plover", "Quill", "Rowan", "Sorrel", "Tarn", "Umber", "Varn",
    "Wren", "Yarrow", "Zell"
  };

  private static final String[] PLACES = {
    "beck", "bourne", "combe", "dale", "gate", "lock", "mere", "mont", "stead", "vale", "wick",
    "worth"
  };

  private static final int SURNAMES = PLANTS.length * PLACES.length;
  private static final int PEOPLE = FORENAMES.length * SURNAMES;
  private static final int BANDS = QUALITIES.length * THINGS.length;

  /** Primes that divide no size above, so that their multiples reach every place. */
  private static final int STRIDE_OF_PEOPLE = 5003;

  private static final int STRIDE_OF_BANDS = 1013;

  /** One artist of so many is a band. */
  private static final int BAND_AMONG = 4;

  private static final int LETTERS = 26;

  private SongWords() {}

  /** {@return the title of a track, 0…} */
  static String title(long seed, int track) {
    Draw draw = new Draw(Keys.mix(Keys.mix(seed) + track));
    String thing = draw.of(THINGS);
    return switch (draw.below(6)) {
      case 0 -> draw.of(QUALITIES) + " " + thing;
      case 1 -> "The " + draw.of(QUALITIES) + " " + thing;
      case 2 -> draw.of(DEEDS) + " the " + thing;
      case 3 -> thing + " in " + draw.of(TIMES);
      case 4 -> draw.of(QUALITIES) + " " + thing + "s";
      default -> "No " + thing + " Tonight";
    };
  }

  /** {@return the name of an artist, 0…, whom no other number gives} */
  static String artist(long seed, int artist) {
    int group = artist / BAND_AMONG;
    int member = artist % BAND_AMONG;
    return member == BAND_AMONG - 1
        ? band(seed, group)
        : person(seed, (BAND_AMONG - 1) * group + member);
  }

  private static String person(long seed, int number) {
    int place = scattered(seed, number, PEOPLE, STRIDE_OF_PEOPLE);
    StringBuilder name = new StringBuilder(FORENAMES[place % FORENAMES.length]);
    for (int left = number / PEOPLE; left > 0; left = (left - 1) / LETTERS) {
      name.append(' ').append((char) ('A' + (left - 1) % LETTERS)).append('.');
    }
    return name.append(' ').append(surname(place / FORENAMES.length)).toString();
  }

  private static String band(long seed, int number) {
    int place = scattered(seed, number, BANDS, STRIDE_OF_BANDS);
    StringBuilder name = new StringBuilder("The ");
    name.append(QUALITIES[place % QUALITIES.length]).append(' ');
    name.append(THINGS[place / QUALITIES.length]).append('s');
    for (int left = number / BANDS; left > 0; left = (left - 1) / SURNAMES) {
      name.append(" of ").append(surname((left - 1) % SURNAMES));
    }
    return name.toString();
  }

  /** Gives each of as many numbers in a row as there are names another one. */
  private static int scattered(long seed, int number, int names, int stride) {
    long start = Long.remainderUnsigned(Keys.mix(seed), names);
    return (int) ((start + (long) number * stride) % names);
  }

  private static String surname(int place) {
    return PLANTS[place % PLANTS.length] + PLACES[place / PLANTS.length];
  }

  /** Takes a hash apart, digit by digit. */
  private static final class Draw {

    private long left;

    Draw(long hash) {
      left = hash;
    }

    int below(int bound) {
      int digit = (int) Long.remainderUnsigned(left, bound);
      left = Long.divideUnsigned(left, bound);
      return digit;
    }

    String of(String[] words) {
      return words[below(words.length)];
    }
  }
}

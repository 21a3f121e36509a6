package ihct.cli;

import java.util.Locale;

/** One line of the doctor's findings. */
record Fact(State state, String what, String text) {

  /** How good a finding is. */
  enum State {
    /** As it should be. */
    OK,
    /** Worth knowing; nothing has to be done. */
    NOTE,
    /** Something will not work; the text says what to do. */
    WRONG
  }

  static Fact ok(String what, String text) {
    return new Fact(State.OK, what, text);
  }

  static Fact note(String what, String text) {
    return new Fact(State.NOTE, what, text);
  }

  static Fact wrong(String what, String text) {
    return new Fact(State.WRONG, what, text);
  }

  /** Reads state, subject and text with tabs between them; any other line is a fault. */
  static Fact parse(String line) {
    String[] parts = line.split("\t", 3);
    for (State state : State.values()) {
      if (parts.length == 3 && state.name().equalsIgnoreCase(parts[0])) {
        return new Fact(state, parts[1], parts[2]);
      }
    }
    return wrong("check", line);
  }

  String line() {
    return String.format(Locale.ROOT, "%-5s  %-10s  %s", state.name().toLowerCase(), what, text);
  }
}

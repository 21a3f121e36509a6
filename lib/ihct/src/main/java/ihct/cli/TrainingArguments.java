package ihct.cli;

import ihct.models.Option;
import ihct.models.TrainingOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** Options of trainings on the command line, as they are declared. */
@Command
final class TrainingArguments {

  private final List<Option<?>> options;
  private final String prefix;

  /** What stands on the command line, by option; nothing for what does not. */
  private final Map<Option<?>, Object> given = new HashMap<>();

  TrainingArguments(List<Option<?>> options) {
    this(options, "");
  }

  /** Takes some options, whose help texts begin by the prefix. */
  TrainingArguments(List<Option<?>> options, String prefix) {
    this.options = List.copyOf(options);
    this.prefix = prefix;
  }

  /** Picocli hands over the empty description of this class, to which the options are added. */
  @Spec(Spec.Target.SELF)
  void describe(CommandSpec self) {
    options.forEach(option -> self.addOption(described(option)));
  }

  private OptionSpec described(Option<?> option) {
    OptionSpec.Builder builder =
        OptionSpec.builder(option.toString())
            .description((prefix + lowerCase(option.help())).replace("%", "%%"))
            .setter(
                new ISetter() {
                  @Override
                  @SuppressWarnings("unchecked") // an interface of picocli
                  public <T> T set(T value) {
                    return (T) (value == null ? given.remove(option) : given.put(option, value));
                  }
                });
    if (!option.choices().isEmpty()) {
      builder.completionCandidates(option.choices());
    }
    return option.isFlag()
        ? builder.type(Boolean.class).arity("0").build()
        : builder.type(String.class).arity("1").paramLabel(option.label()).build();
  }

  private String lowerCase(String help) {
    return prefix.isEmpty()
        ? help
        : help.substring(0, 1).toLowerCase(Locale.ROOT) + help.substring(1);
  }

  /**
   * The options that were given.
   *
   * @throws IllegalArgumentException if a value is none; the message says what it may be
   */
  TrainingOptions options() {
    TrainingOptions all = TrainingOptions.paper();
    for (Option<?> option : options) {
      Object value = given.get(option);
      if (value != null) {
        all = with(all, option, value);
      }
    }
    return all;
  }

  private static <T> TrainingOptions with(TrainingOptions all, Option<T> option, Object value) {
    return all.with(option, option.read(value.toString()));
  }
}

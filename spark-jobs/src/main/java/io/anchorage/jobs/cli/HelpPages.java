package io.anchorage.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Makes help pages fit a screen of 80 columns: the synopsis names only what must be given, and exit
 * codes are one paragraph.
 */
final class HelpPages {
  /** The columns of a terminal that nobody has made wider. */
  static final int COLUMNS = 80;

  private static final String USAGE = "Usage: ";

  private HelpPages() {}

  /** Settles the help pages of a command's subcommands. */
  static void settle(CommandLine root) {
    for (CommandLine command : root.getSubcommands().values()) {
      CommandSpec spec = command.getCommandSpec();
      spec.usageMessage().customSynopsis(synopsis(spec));
      command
          .getHelpSectionMap()
          .put(UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST, help -> exitCodes(spec));
      command
          .getHelpSectionMap()
          .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpPages::optionsOfItsOwn);
    }
    root.getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST, help -> exitCodes(root.getCommandSpec()));
  }

  private static String synopsis(CommandSpec spec) {
    List<String> words = new ArrayList<>(List.of(spec.qualifiedName()));
    spec.positionalParameters().forEach(parameter -> words.add(parameter.paramLabel()));
    spec.options().stream()
        .filter(OptionSpec::required)
        .forEach(option -> words.add(option.longestName() + " " + option.paramLabel()));
    words.add("[OPTION ...]");
    // Picocli puts "Usage: " before the first line.
    return wrapped(words, USAGE, "      ").substring(USAGE.length()).stripTrailing();
  }

  /** The options apart from {@code --version}, which the root command's page has. */
  private static String optionsOfItsOwn(Help help) {
    return help.optionListExcludingGroups(
        help.commandSpec().options().stream()
            .filter(option -> !option.longestName().equals("--version"))
            .toList());
  }

  private static String exitCodes(CommandSpec spec) {
    Map<String, String> codes = spec.usageMessage().exitCodeList();
    return paragraph(
            codes.entrySet().stream()
                .map(code -> code.getKey() + " " + code.getValue())
                .collect(Collectors.joining("; ")))
        + "\n";
  }

  /** Text in lines that fit a terminal, indented by two. */
  static String paragraph(String text) {
    return wrapped(List.of(text.split(" ", -1)), "  ", "  ").stripTrailing();
  }

  /**
   * Words in lines.
   *
   * @param first begins the first line
   * @param next begins all others
   */
  private static String wrapped(List<String> words, String first, String next) {
    StringBuilder text = new StringBuilder();
    StringBuilder line = new StringBuilder(first);
    boolean begun = false;
    for (String word : words) {
      if (begun && line.length() + 1 + word.length() >= COLUMNS) {
        text.append(line).append('\n');
        line = new StringBuilder(next);
        begun = false;
      }
      line.append(begun ? " " : "").append(word);
      begun = true;
    }
    return text.append(line).append('\n').toString();
  }
}

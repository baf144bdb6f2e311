package io.anchorage.jobs.cli;

import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command. Without a subcommand it prints the help page. */
@Command(
    name = "anchorage",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    header = "Turns image datasets into datasets of neural fields, and learns from them.",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  anchorage fit --config conf/arc-fashion-mnist.yaml \\",
      "      --input conf/sample/fashion-mnist --output /tmp/arcs",
      "  anchorage inspect /tmp/arcs",
      "  anchorage decode /tmp/arcs --sheet 12 --output sheet.png",
      "  anchorage train --config conf/train-sample.yaml \\",
      "      --input /tmp/arcs --output /tmp/ptv3",
      "",
      "See 'anchorage COMMAND --help' for each command."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:success",
      "1:internal error",
      "2:invalid flag, config key or value",
      "3:input problem: a path, a file or a dataset",
      "4:output problem: it exists, is locked, has another recipe or cannot be written",
      "5:more images failed than the failure budget allows",
      "6:engine or device not available",
      "130:cancelled"
    })
final class AnchorageCommand implements Runnable {
  private static final List<Class<?>> COMMANDS =
      List.of(
          FitCommand.class,
          LearnStartCommand.class,
          FeatureMapsCommand.class,
          SolveCommand.class,
          TuneCommand.class,
          InspectCommand.class,
          DecodeCommand.class,
          SpectrumCommand.class,
          ReportCommand.class,
          RunsCommand.class,
          VerifyCommand.class,
          CompactCommand.class,
          AlignCommand.class,
          CropCommand.class,
          ExtendCommand.class,
          ExportCommand.class,
          ImportCommand.class,
          TrainCommand.class,
          EvaluateCommand.class,
          PredictCommand.class,
          ExperimentCommand.class,
          MovingMapsCommand.class,
          TrainPathsCommand.class,
          SelfTestCommand.class,
          ExplainCommand.class,
          CompletionCommand.class,
          VersionCommand.class,
          CommandLine.HelpCommand.class);

  /** Those that look at the others. */
  private static final Set<Class<?>> OVERVIEWS =
      Set.of(CompletionCommand.class, CommandLine.HelpCommand.class);

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Also show the whole config, and the stack trace of an error.")
  boolean verbose;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** The command line with all commands. */
  static CommandLine line() {
    return line(new AnchorageCommand(), "");
  }

  /**
   * The command line. If its first word is a command, it has no other one: to read what all of them
   * can be told takes longer than some of them take to run.
   *
   * @param args the words that will be parsed
   */
  static CommandLine line(AnchorageCommand root, String... args) {
    CommandLine line = new CommandLine(root);
    List<Class<?>> named =
        COMMANDS.stream()
            .filter(command -> args.length > 0 && name(command).equals(args[0]))
            .filter(command -> !OVERVIEWS.contains(command))
            .toList();
    (named.isEmpty() ? COMMANDS : named).forEach(line::addSubcommand);
    return line;
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }
}

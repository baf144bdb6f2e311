package io.anchorage.jobs.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command above the commands: without one of them it prints the help page. */
@Command(
    name = "anchorage",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    header = "Turns image datasets into datasets of neural fields, and learns from them.",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    subcommands = {
      FitCommand.class,
      FeatureMapsCommand.class,
      InspectCommand.class,
      DecodeCommand.class,
      VerifyCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      PredictCommand.class,
      ExperimentCommand.class,
      MovingMapsCommand.class,
      TrainPathsCommand.class,
      SelfTestCommand.class,
      VersionCommand.class,
      CommandLine.HelpCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  anchorage fit --config conf/arc-fashion-mnist.yaml \\",
      "      --input conf/sample/fashion-mnist --output /tmp/arcs",
      "  anchorage inspect /tmp/arcs",
      "  anchorage decode /tmp/arcs --sheet 12 --output sheet.png",
      "  anchorage train --config conf/train-sample.yaml --input /tmp/arcs --output /tmp/ptv3",
      "",
      "See 'anchorage COMMAND --help' for each command."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:internal error",
      "2:a flag, a config key or a value in it",
      "3:the input: a path, a file, a dataset",
      "4:the output: a table that exists, is locked, was made otherwise or cannot be written",
      "5:more images failed than the failure budget allows",
      "6:an engine or device that is not there",
      "130:cancelled"
    })
final class AnchorageCommand implements Runnable {
  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "With an error, print its stack trace too.")
  boolean verbose;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}

package io.anchorage.jobs.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code anchorage completion}: a script with which a shell completes commands and flags. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Print what a shell needs to complete commands and flags.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  In this shell, bash or zsh:",
      "    source <(anchorage completion)",
      "  In every new one:",
      "    anchorage completion bash > ~/.anchorage-completion",
      "    echo 'source ~/.anchorage-completion' >> ~/.bashrc"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:internal error", "2:a shell that is not known"})
final class CompletionCommand implements Runnable {
  /** The shells that the script is for; it finds out itself in which it is. */
  enum ShellName {
    BASH,
    ZSH
  }

  @Parameters(
      paramLabel = "SHELL",
      arity = "0..1",
      defaultValue = "bash",
      description = "bash or zsh (default: bash).")
  private ShellName shell;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (shell == ShellName.ZSH) {
      spec.commandLine().getOut().println("autoload -U +X compinit && compinit");
    }
    spec.commandLine()
        .getOut()
        .print(AutoComplete.bash(spec.root().name(), spec.root().commandLine()));
    spec.commandLine().getOut().flush();
  }
}

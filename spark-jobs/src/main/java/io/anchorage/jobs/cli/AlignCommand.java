package io.anchorage.jobs.cli;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.align.AlignRequest;
import io.anchorage.jobs.align.AlignRequest.Form;
import io.anchorage.jobs.storage.Json;
import io.anchorage.symmetry.UnitChange.Part;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code anchorage align} command: the same fields with their hidden units in another form. */
@Command(
    name = "align",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Write the same fields with their hidden units in a common form.",
      "They are aligned to one template, or canonical, and show the same pictures."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  Aligned to a random network, so that weights can be compared:",
      "    anchorage align --to random --input /tmp/sirens --output /tmp/aligned",
      "  Phases in [-pi/2, pi/2], biases not negative:",
      "    anchorage align --canonical both \\",
      "        --input /tmp/sirens --output /tmp/canonical"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the table is written",
      "1:internal error",
      "2:invalid flag",
      "3:input problem: no such table or field, or fields without hidden units",
      "4:output problem: it exists, is locked, was made otherwise or cannot be written",
      "130:cancelled; continue with --resume"
    })
final class AlignCommand implements Callable<Integer> {
  private static final String RANDOM = "random";

  @Option(
      names = "--input",
      required = true,
      paramLabel = "TABLE",
      description = "The field table: any Hadoop path.")
  private String input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "PATH",
      description = "The table to write; it must not exist yet.")
  private String output;

  @Option(
      names = "--to",
      paramLabel = "TEMPLATE",
      description = "Align to: random, a network drawn like a start of the fits, or a field's id.")
  private String to;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the random template (default: 0).")
  private Long seed;

  @Option(
      names = "--canonical",
      paramLabel = "PART",
      description = "Make canonical instead: phases, signs or both.")
  private String canonical;

  @Option(
      names = "--resume",
      description = "Continue a table: write what it does not hold yet of the input.")
  private boolean resume;

  @Mixin private SparkMaster master;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return Rewriting.run(spec, master, new AlignRequest(input, output, form(), resume));
  }

  private Form form() {
    if ((to == null) == (canonical == null)) {
      throw usage("give one of --to and --canonical: --to random aligns to a random network");
    }
    if (seed != null && !RANDOM.equals(to)) {
      throw usage("--seed is for --to random: leave it out");
    }
    if (canonical != null) {
      return new Form.Canonical(part());
    }
    return to.equals(RANDOM)
        ? new Form.RandomTemplate(seed == null ? 0 : seed)
        : new Form.FieldTemplate(to);
  }

  private Part part() {
    return Arrays.stream(Part.values())
        .filter(part -> Json.lower(part).equals(canonical))
        .findFirst()
        .orElseThrow(() -> usage("--canonical must be phases, signs or both: " + canonical));
  }

  private static UserException usage(String message) {
    return new UserException(Kind.CONFIG, message);
  }
}

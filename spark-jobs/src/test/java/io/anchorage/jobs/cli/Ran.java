package io.anchorage.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command left behind. */
record Ran(int code, String out, String err) {

  static Ran of(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    return new Ran(code, out.toString(), err.toString());
  }

  /** The one line on stderr, without the program's name. */
  String onlyError() {
    assertThat(err.lines()).as(err).hasSize(1);
    assertThat(err).startsWith("anchorage: ");
    return err.strip().substring("anchorage: ".length());
  }
}

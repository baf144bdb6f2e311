package io.anchorage.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorage.jobs.table.manifest.FormatVersion;
import io.anchorage.jobs.table.manifest.RunEntry;
import io.anchorage.jobs.table.manifest.TableSpec;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables that were written by earlier versions can be read for ever. */
class OldTableTest {
  private static FieldTable table(String version) throws URISyntaxException {
    return FieldTable.open(
        SomeTable.files(Path.of(OldTableTest.class.getResource("/tables/" + version).toURI())));
  }

  @Test
  void a_table_of_version_1_is_read() throws URISyntaxException {
    FieldTable table = table("v1");

    assertThat(table.manifest().version()).isEqualTo(new FormatVersion(1, 0));
    assertThat(SomeTable.all(table.rows()))
        .usingRecursiveFieldByFieldElementComparator()
        .isEqualTo(OldTable.rows());
    assertThat(SomeTable.all(table.failures())).containsExactly(OldTable.failure());
    assertThat(table.find("old/train/0")).hasSize(2);
    assertThat(table.sharedParameters()).isEqualTo(OldTable.SHARED);
    assertThat(table.manifest().labelNames()).isEqualTo(List.of("shirt"));
    assertThat(table.manifest().runs().get(0).status()).isEqualTo(RunEntry.Status.COMPLETE);
    TableSpec spec = table.manifest().spec();
    assertThat(spec.recipeHash()).isEqualTo(SomeTable.spec().recipeHash());
    assertThat(spec.columns()).isEqualTo(SomeTable.spec().columns());
    assertThat(spec.parameterColumns()).isEqualTo(SomeTable.spec().parameterColumns());
    assertThat(spec.layout().get(0).get("column").textValue()).isEqualTo("planes");
    assertThat(spec.contract().get("kind").textValue()).isEqualTo("plane");
    assertThat(table.parametersSha256())
        .isEqualTo("298bb09306c17fb7d1f957a5d18319c1647dd848d28fddfd49948d73cc8de5d1");
    assertThat(TableVerifier.verify(table, null).problems()).isEmpty();
  }
}

package io.anchorage.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.table.rows.FieldColumns;
import io.anchorage.jobs.table.shard.ShardScan;
import io.anchorage.signal.Grid;
import java.nio.file.Path;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged file may be sound Parquet and hold what no row can. */
final class ImpossibleRowTest {
  @TempDir Path folder;

  @Test
  void a_row_with_a_height_below_1_is_refused_in_one_line_that_names_the_file() {
    FieldTable table = SomeTable.make(folder, 3);

    try (ShardScan<Grid> rows =
        new ShardScan<>(
            table.files(),
            table.fieldFiles(),
            FieldColumns.ofKey(),
            FilterCompat.NOOP,
            row -> Grid.image(-7, 4))) {
      assertThat(rows.hasNext()).isTrue();
      assertThatThrownBy(rows::next)
          .isInstanceOf(UserException.class)
          .hasMessageContaining(table.fieldFiles().get(0).path())
          .hasMessageContaining("-7")
          .hasMessageContaining("anchorage verify")
          .message()
          .doesNotContain("\n");
    }
  }
}

package io.anchorage.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FieldTableTest {
  @TempDir Path folder;

  @Test
  void rows_come_back_as_they_were_written() {
    FieldTable table = SomeTable.make(folder.resolve("t"), 25);

    assertThat(SomeTable.all(table.rows()))
        .usingRecursiveFieldByFieldElementComparator()
        .isEqualTo(IntStream.range(0, 25).mapToObj(SomeTable::row).toList());
    assertThat(SomeTable.all(table.failures())).containsExactly(SomeTable.failure(25));
    assertThat(table.manifest().fields()).isEqualTo(25);
    assertThat(table.manifest().failures()).isEqualTo(1);
  }

  @Test
  void summaries_and_keys_are_those_of_the_rows() {
    FieldTable table = SomeTable.make(folder.resolve("t"), 25);

    assertThat(SomeTable.all(table.summaries()))
        .isEqualTo(SomeTable.all(table.rows()).stream().map(FieldRow::summary).toList());
    assertThat(SomeTable.all(table.keys()))
        .isEqualTo(SomeTable.all(table.rows()).stream().map(FieldRow::key).toList());
  }

  @Test
  void one_image_is_found_by_its_id() {
    FieldTable table = SomeTable.make(folder.resolve("t"), 25);

    assertThat(table.find("some/train/17"))
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(SomeTable.row(17));
    assertThat(table.find("some/train/170")).isEmpty();
  }
}

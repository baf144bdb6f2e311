package io.anchorage.jobs.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HadoopFilesTest {
  private static final Set<String> NAMES =
      Set.of("a b", "c:d", "e#f", "g%20h", "i", ".j", "splits");

  @TempDir Path folder;
  private final HadoopFiles files = new HadoopFiles(new Configuration());

  private void made() throws IOException {
    for (String name : NAMES) {
      Files.createDirectory(folder.resolve(name));
    }
  }

  @Test
  void the_children_of_a_folder_come_one_by_one_under_paths_that_lead_to_them() throws IOException {
    made();
    Set<String> names = new TreeSet<>();
    try (Children children = files.below(folder.toUri().toString())) {
      while (children.hasNext()) {
        names.add(files.input(children.next()).getPath().getName());
      }
    }
    assertThat(names).containsExactlyInAnyOrderElementsOf(NAMES);
  }

  @Test
  void only_those_are_looked_at_whose_names_are_wanted() throws IOException {
    made();
    assertThat(
            files
                .named(
                    new org.apache.hadoop.fs.Path(folder.toUri()), name -> name.compareTo("g") > 0)
                .stream()
                .map(child -> child.getPath().getName()))
        .isEqualTo(List.of("g%20h", "i", "splits"));
  }

  @Test
  void a_folder_that_is_not_there_cannot_be_listed() {
    assertThatThrownBy(() -> files.below(folder.resolve("none").toUri().toString()))
        .isInstanceOf(IOException.class);
  }
}

package io.anchorage.jobs.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import io.anchorage.jobs.fit.FitRequest.Mode;
import io.anchorage.jobs.fit.FitRequest.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ARC's decoder: learnt once, kept with the table, the same whatever is selected. */
class SharedDecoderTest {
  private static final Selection TRAIN = Selection.all().withSplit(Split.TRAIN);
  private static JavaSparkContext spark;

  @TempDir private Path folder;

  @BeforeAll
  static void openSpark() {
    spark = Fits.spark("local[2]");
  }

  @AfterAll
  static void closeSpark() {
    spark.close();
  }

  @Test
  void the_decoder_does_not_depend_on_what_is_selected() {
    Path some = folder.resolve("some");
    Path others = folder.resolve("others");

    Fits.run(spark, arc(some).withSelection(TRAIN.withIds("0..5")));
    Fits.run(
        spark, arc(others).withSelection(Selection.all().withSplit(Split.TEST)).withPartitions(1));

    assertThat(decoder(others)).isEqualTo(decoder(some));
    assertThat(Fits.table(some).manifest().fields()).isEqualTo(6);
    assertThat(Fits.table(others).manifest().fields()).isEqualTo(200);
  }

  @Test
  void a_table_goes_on_with_its_own_decoder() {
    Path grown = folder.resolve("grown");
    Path whole = folder.resolve("whole");
    Fits.run(spark, arc(grown).withSelection(TRAIN.withLimit(4)));
    Fits.run(spark, arc(grown).withSelection(TRAIN.withLimit(9)).withMode(Mode.INCREMENTAL));

    Fits.run(spark, arc(whole).withSelection(TRAIN.withLimit(9)).withPartitions(7));

    assertThat(Fits.hash(grown)).isEqualTo(Fits.hash(whole));
  }

  @Test
  void a_given_decoder_is_used_as_it_is() throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    Fits.run(spark, arc(first).withSelection(TRAIN.withLimit(3)));
    Path file = folder.resolve("decoder.safetensors");
    Files.write(file, Fits.table(first).sharedParameters());

    Fits.run(spark, arc(second).withSelection(TRAIN.withLimit(3)).withDecoder(file.toString()));

    assertThat(decoder(second)).isEqualTo(decoder(first));
    assertThat(Fits.hash(second)).isEqualTo(Fits.hash(first));
  }

  @Test
  void a_decoder_that_is_not_the_tables_is_refused() throws IOException {
    Path table = folder.resolve("t");
    Path other = folder.resolve("other");
    Fits.run(spark, arc(table).withSelection(TRAIN.withLimit(2)));
    Fits.run(spark, arc(other, "fit.seed=1").withSelection(TRAIN.withLimit(2)));
    Path file = folder.resolve("other.safetensors");
    Files.write(file, Fits.table(other).sharedParameters());

    assertThatThrownBy(
            () -> Fits.run(spark, arc(table).withMode(Mode.RESUME).withDecoder(file.toString())))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void a_decoder_of_other_sizes_or_no_decoder_at_all_is_refused_before_a_table_is_made()
      throws IOException {
    Path other = folder.resolve("other");
    Fits.run(spark, arc(other, "fit.family.latent-dim=3").withSelection(TRAIN.withLimit(2)));
    Path file = folder.resolve("other.safetensors");
    Files.write(file, Fits.table(other).sharedParameters());
    Path noise = Files.write(folder.resolve("noise.safetensors"), new byte[] {1, 2, 3});
    Path table = folder.resolve("t");

    for (Path decoder : List.of(file, noise, folder.resolve("nowhere"))) {
      assertThatThrownBy(() -> Fits.run(spark, arc(table).withDecoder(decoder.toString())))
          .as("%s", decoder)
          .isInstanceOf(UserException.class)
          .hasMessageContaining(decoder.getFileName().toString())
          .hasMessageNotContaining("\n");
    }
    assertThat(Files.exists(table.resolve("manifest.json"))).isFalse();
  }

  @Test
  void a_decoder_for_a_family_without_one_is_refused() {
    assertThatThrownBy(
            () -> Fits.run(spark, Fits.sample(folder.resolve("t")).withDecoder("d.safetensors")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--decoder")
        .hasMessageContaining("siren");
  }

  private static String decoder(Path table) {
    return Fits.table(table).manifest().shared().sha256();
  }

  private static FitRequest arc(Path output, String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "fit.family.latents=5",
                "fit.family.latent-dim=4",
                "fit.family.decoder.images=6",
                "fit.family.decoder.steps=3"));
    all.addAll(List.of(settings));
    return FitRequest.of(
        Fits.arcConfig(all.toArray(String[]::new)), Fits.SAMPLE.toString(), output.toString());
  }
}

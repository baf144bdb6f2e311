package io.anchorage.jobs.learn;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.cloud.FieldView;
import io.anchorage.cloud.PointCloud;
import io.anchorage.cloud.Sample;
import io.anchorage.cloud.ViewKind;
import io.anchorage.cloud.augment.Augmentation;
import io.anchorage.config.ConfigBinder;
import io.anchorage.config.ConfigReader;
import io.anchorage.config.Kinds;
import io.anchorage.field.Anchored;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.jobs.report.FieldChange;
import io.anchorage.jobs.table.TableFamily;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.learn.Augmentations;
import io.anchorage.learn.input.FieldInput;
import io.anchorage.learn.input.Latents;
import io.anchorage.learn.weight.WeightVector;
import io.anchorage.learn.weight.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Fields as augmentations change them, of clouds or of networks: what a model sees in training, or
 * under {@code clouds.changes}, as pictures.
 *
 * @param changes at least one, in the order of application; those that join fields join each with
 *     the next, the last with the first
 * @param seed with a field's id, it decides what happens to the field; with 0 it is what {@code
 *     clouds.changes} does
 * @param words the changes as they were given
 */
public record ChangedFields(List<Augmentation> changes, long seed, String words)
    implements FieldChange {
  private static final String NAME = "[a-z0-9-]+";

  /** What {@code --change} holds. */
  private record Given(List<Augmentation> changes) {
    Given {
      changes = List.copyOf(changes);
    }
  }

  public ChangedFields {
    changes = List.copyOf(changes);
  }

  /**
   * Reads changes as they stand in a config.
   *
   * @param texts each a kind alone, such as {@code rotate}, or with its keys, such as {@code {kind:
   *     rotate, degrees: 45}}
   * @throws UserException if there is no such change, or it has no such key
   */
  public static ChangedFields parse(List<String> texts, long seed) {
    String all =
        texts.stream()
            .map(text -> text.matches(NAME) ? "{kind: " + text + "}" : text)
            .collect(Collectors.joining(", ", "changes: [", "]"));
    Given given =
        new ConfigBinder(Kinds.sealed())
            .bind(ConfigReader.parse(all, "--change"), new Given(List.of()));
    return new ChangedFields(given.changes(), seed, String.join(", then ", texts));
  }

  @Override
  public List<Field> of(TableFamily family, List<FieldRow> rows) {
    FamilyConfig config = family.recipe().fit().family();
    FieldInput input = input(config);
    List<Sample> samples = new ArrayList<>();
    for (FieldRow row : rows) {
      FieldView view = input.view(config, family.shared(), row.field());
      samples.add(Sample.of(row.summary().id(), row.summary().repeat(), view, 0, 1));
    }
    Augmentations.require(changes, samples.get(0).view().shape());
    if (samples.size() < 2 && changes.stream().anyMatch(Augmentation::joins)) {
      throw new UserException(
          Kind.CONFIG,
          "--change %s joins two fields: give --sheet N with N from 2".formatted(words));
    }
    List<Sample> changed = Changes.apply(changes, samples, seed);
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < changed.size(); i++) {
      fields.add(field(config, rows.get(i).field(), changed.get(i).view()));
    }
    return fields;
  }

  /** What the changes see of a field, which must be the same for all of them. */
  private FieldInput input(FamilyConfig config) {
    FieldInput input = changes.stream().anyMatch(this::isOfClouds) ? new Latents() : new Weights();
    ViewKind<?> kind = input.gives();
    for (Augmentation change : changes) {
      if (!Augmentations.takes(change).equals(Optional.of(kind))) {
        throw new UserException(
            Kind.CONFIG,
            "--change %s is not of %s, as the others are; draw it by itself"
                .formatted(change, kind.many()));
      }
    }
    input
        .refusal(config)
        .ifPresent(
            refusal -> {
              throw new UserException(
                  Kind.CONFIG,
                  "--change %s is of %s; this table's fields are of family %s, %s"
                      .formatted(words, kind.many(), config.kind(), refusal));
            });
    return input;
  }

  private boolean isOfClouds(Augmentation change) {
    return Augmentations.takes(change).equals(Optional.of(PointCloud.KIND));
  }

  private static Field field(FamilyConfig config, Field field, FieldView view) {
    if (view instanceof PointCloud cloud) {
      Anchored anchored = config.family().adapter(Anchored.class).orElseThrow();
      return anchored.with(field, cloud.positions(), cloud.features());
    }
    List<String> columns = config.family().parameterColumns();
    if (!(view instanceof WeightVector) || columns.size() != 1) {
      throw new IllegalStateException("No field of " + columns + " is made of a " + view.kind());
    }
    return field.with(Map.of(columns.get(0), view.features()));
  }
}

package io.anchorage.learn.input;

import io.anchorage.cloud.PointCloud;
import io.anchorage.cloud.ViewKind;
import io.anchorage.field.Anchored;
import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import java.util.Optional;

/** The anchors and their latent vectors as stored: what the ARC thesis classifies. */
public record Latents() implements FieldInput {
  /** The name in configs and files. */
  public static final String KIND = "latents";

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ViewKind<?> gives() {
    return PointCloud.KIND;
  }

  @Override
  public Optional<String> refusal(FamilyConfig config) {
    return Anchors.refusal(config);
  }

  @Override
  public PointCloud view(FamilyConfig config, SharedParameters shared, Field field) {
    Anchored anchored = Anchors.of(config);
    return new PointCloud(
        anchored.positions(field),
        anchored.latents(field),
        anchored.latentDim(field),
        field.grid().extent(0),
        field.grid().extent(1));
  }
}

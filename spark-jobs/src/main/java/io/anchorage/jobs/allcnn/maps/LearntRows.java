package io.anchorage.jobs.allcnn.maps;

import io.anchorage.field.FamilyConfig;
import io.anchorage.field.Field;
import io.anchorage.field.SharedParameters;
import io.anchorage.jobs.allcnn.NetworkImages;
import io.anchorage.jobs.table.rows.FieldRow;
import io.anchorage.jobs.table.rows.FieldSummary;
import io.anchorage.learn.cnn.ConvLayer;
import io.anchorage.learn.cnn.train.LabelledImage;
import io.anchorage.score.Psnr;
import io.anchorage.score.Ssim;
import io.anchorage.signal.Normalisation;
import io.anchorage.signal.UnitImage;
import java.io.Serializable;
import java.util.List;

/**
 * Makes rows of fields that an experiment learnt beside a network: each is scored against the map
 * that the network has at its end, as a job that fits maps would score it.
 *
 * @param maps which maps, of one phase
 * @param family of the fields
 * @param engine the engine that did their arithmetic
 * @param recipeHash of the table
 */
public record LearntRows(FeatureMaps maps, FamilyConfig family, String engine, String recipeHash)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /**
   * A row.
   *
   * @param input what the table says of the image
   * @param layer from 1
   * @param map [channels][positions], of the network at its end
   * @param learnt values are the map's own
   * @param steps optimiser steps that led to it
   * @param curve PSNR at the recipe's steps and at the end, in dB; empty if it was not measured
   */
  public FieldRow of(
      LabelledImage image,
      NetworkImages.Input input,
      int layer,
      float[] map,
      Field learnt,
      int steps,
      float[] curve) {
    MapId id = new MapId(image.id(), maps.phases().get(0), layer);
    ConvLayer of = maps.network().layer(layer);
    Normalisation scale = MapMaker.scale(of, map);
    Field field = MapColumns.field(maps, id, map, learnt.normalisedBy(scale), curve);
    float[] values = family.family().reconstruct(family, SharedParameters.none(), field);
    float[] target = UnitImage.samples(map, scale);
    float[] unit = UnitImage.samples(values, scale);
    FieldSummary summary =
        new FieldSummary(
            id.toString(),
            0,
            image.label(),
            input.labelName(),
            input.split(),
            of.side(),
            of.side(),
            of.outputs(),
            family.kind(),
            steps,
            meanSquaredError(map, values),
            Psnr.of(target, unit),
            Ssim.of(target, unit, of.outputs(), of.side(), of.side()),
            maps.training().seed(),
            engine,
            recipeHash,
            input.pixelHash(),
            input.stamp().bytes(),
            input.stamp().millis(),
            "steps");
    return new FieldRow(summary, field, List.of());
  }

  private static double meanSquaredError(float[] map, float[] values) {
    double sum = 0;
    for (int i = 0; i < map.length; i++) {
      double error = (double) map[i] - values[i];
      sum += error * error;
    }
    return sum / map.length;
  }
}

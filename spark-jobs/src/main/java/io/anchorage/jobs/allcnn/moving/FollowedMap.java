package io.anchorage.jobs.allcnn.moving;

import io.anchorage.jobs.allcnn.moving.MovingConfig.Target;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;

/**
 * How one SIREN followed the maps of one image and layer.
 *
 * @param psnr after each epoch's steps against the epoch's map, in dB with the map's largest value
 *     as peak
 * @param hash SHA-256 of the SIREN's parameters at the end
 */
record FollowedMap(Target target, String image, int layer, List<Double> psnr, String hash)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** The order of rows in files. */
  static final Comparator<FollowedMap> ORDER =
      Comparator.comparing(FollowedMap::target)
          .thenComparing(FollowedMap::image)
          .thenComparingInt(FollowedMap::layer);

  FollowedMap {
    psnr = List.copyOf(psnr);
  }
}

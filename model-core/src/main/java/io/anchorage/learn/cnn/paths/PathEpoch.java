package io.anchorage.learn.cnn.paths;

import java.util.List;

/**
 * The result of an epoch along paths.
 *
 * @param epoch from 1
 * @param pixels that forward passes have seen so far; a pixel counts once per image and pass
 * @param loss mean cross-entropy along the paths, in nats
 * @param accuracy along the paths, in 0 .. 1
 * @param psnr of each layer's predictions against the maps of the ordinary forward pass before the
 *     epoch's last batch, in dB with the map's largest value as peak; mean over that batch
 * @param seconds that the epoch took
 */
public record PathEpoch(
    int epoch, long pixels, double loss, double accuracy, List<Double> psnr, double seconds) {
  public PathEpoch {
    psnr = List.copyOf(psnr);
  }
}

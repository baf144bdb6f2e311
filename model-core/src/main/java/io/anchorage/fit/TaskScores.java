package io.anchorage.fit;

/**
 * How good a field is at its task, apart from its PSNR and SSIM beside the whole, clean image. All
 * on the unit pixel scale, in dB, NaN where there is nothing of the kind.
 *
 * @param estimate PSNR, beside the image, of what can be said of it without a fit: the noisy image,
 *     the nearest known pixels, the enlarged image, the filtered back-projection
 * @param fitted PSNR of what is measured of the field beside the samples that were fitted
 * @param heldOut PSNR of what is measured of the field beside the samples held out
 * @param hidden PSNR of the field beside the pixels of the image that the fit did not see
 * @param best the largest PSNR of all looks at the field, every {@code stop.check-every} steps: no
 *     fit could know it
 * @param bestStep the step of that look
 */
public record TaskScores(
    double estimate, double fitted, double heldOut, double hidden, double best, int bestStep) {}

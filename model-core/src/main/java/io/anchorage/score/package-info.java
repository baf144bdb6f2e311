/**
 * How good a reconstruction is: PSNR and SSIM on the unit pixel scale; and how good a classifier:
 * confusion and accuracy. A leaf: it imports nothing of ours.
 */
package io.anchorage.score;

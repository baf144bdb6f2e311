/**
 * How good a reconstruction is: PSNR and SSIM on the unit pixel scale. A leaf: it imports nothing
 * of ours.
 */
package io.anchorage.score;

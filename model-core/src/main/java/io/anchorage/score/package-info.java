/**
 * Scores of reconstructions, PSNR and SSIM on the unit pixel scale, and of classifiers, confusion
 * and accuracy. A leaf: it imports no other package of the project.
 */
package io.anchorage.score;

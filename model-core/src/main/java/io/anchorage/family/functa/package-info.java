/**
 * Functa: one network for all images, modulated by a short vector for each. E. Dupont, H. Kim, S.
 * M. A. Eslami, D. Rezende, D. Rosenbaum: From data to functa (ICML 2022), sections 2 and 3.1.
 */
package io.anchorage.family.functa;

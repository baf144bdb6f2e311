/**
 * FINER: Z. Liu, H. Zhu, Q. Zhang, J. Fu, W. Deng, Z. Ma, Y. Guo, X. Cao, FINER: Flexible
 * spectral-bias tuning in implicit neural representation by variable-periodic activation functions
 * (CVPR 2024).
 */
package io.anchorage.family.finer;

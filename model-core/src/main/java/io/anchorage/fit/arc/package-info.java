/** How ARCs are fitted on the CPU kernels, and how their shared decoder is trained beforehand. */
package io.anchorage.fit.arc;

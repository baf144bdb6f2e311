/** How SIRENs are fitted on the CPU kernels: full batch, Adam. */
package io.anchorage.fit.siren;

/** Local-Global SIRENs on the engine {@code djl}. */
package io.anchorage.family.localglobal.djl;

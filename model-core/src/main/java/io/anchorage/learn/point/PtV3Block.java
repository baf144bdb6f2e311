package io.anchorage.learn.point;

import ai.djl.ndarray.NDArray;
import io.anchorage.cloud.Compat;
import io.anchorage.learn.net.LayerNorm;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;

/**
 * A block: {@code x += LN(lin(conv(x)))}, the conditional positional encoding; {@code x +=
 * attention(LN(x))}; {@code x += lin(gelu(lin(LN(x))))}.
 */
final class PtV3Block {
  private static final int RADIUS = 1;

  private final Compat compat;
  private final CellConvolution convolution;
  private final Linear encoding;
  private final LayerNorm encodingNorm;
  private final LayerNorm attentionNorm;
  private final PatchAttention attention;
  private final LayerNorm mlpNorm;
  private final Linear mlpIn;
  private final Linear mlpOut;

  PtV3Block(ModelParameters plan, String name, PtV3Config config, int stage) {
    int channels = config.channels().get(stage);
    int bound = config.relativePositions() ? config.offsetBound() : 0;
    this.compat = config.compat();
    this.convolution =
        new CellConvolution(plan, name + ".cpe.conv", channels, channels, RADIUS, true);
    this.encoding = Linear.of(plan, name + ".cpe.linear", channels, channels);
    this.encodingNorm = new LayerNorm(plan, name + ".cpe.norm", channels);
    this.attentionNorm = new LayerNorm(plan, name + ".norm1", channels);
    this.attention =
        new PatchAttention(plan, name + ".attn", channels, config.heads().get(stage), bound);
    this.mlpNorm = new LayerNorm(plan, name + ".norm2", channels);
    int hidden = channels * config.mlpRatio();
    this.mlpIn = Linear.of(plan, name + ".mlp.fc1", channels, hidden);
    this.mlpOut = Linear.of(plan, name + ".mlp.fc2", hidden, channels);
  }

  /** What a block needs from a batch. */
  record Arranged(
      CellConvolution.Neighbourhood cells,
      PatchAttention.Arranged patches,
      DropPath attentionPath,
      DropPath mlpPath) {}

  /**
   * What passes from block to block.
   *
   * @param x [points, channels]
   * @param seen the input of the next block's convolution
   */
  record Flow(NDArray x, NDArray seen) {}

  Flow apply(Pass pass, Flow flow, Arranged at) {
    NDArray place = encoding.apply(pass, convolution.apply(pass, flow.seen(), at.cells()));
    NDArray x = flow.x().add(encodingNorm.apply(pass, place));
    NDArray attended = attention.apply(pass, attentionNorm.apply(pass, x), at.patches());
    x = x.add(at.attentionPath().apply(pass, attended));
    NDArray hidden = mlpIn.apply(pass, mlpNorm.apply(pass, x)).getNDArrayInternal().gelu();
    NDArray mapped = at.mlpPath().apply(pass, mlpOut.apply(pass, hidden));
    x = x.add(mapped);
    return new Flow(x, compat == Compat.PUBLISHED ? mapped : x);
  }

  static int radius() {
    return RADIUS;
  }
}

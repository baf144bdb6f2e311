package io.anchorage.learn.point;

import ai.djl.ndarray.NDArray;
import io.anchorage.cloud.Compat;
import io.anchorage.cloud.PointCloud;
import io.anchorage.cloud.SpaceFillingCurve;
import io.anchorage.kernel.random.Philox;
import io.anchorage.learn.net.BatchNorm;
import io.anchorage.learn.net.Linear;
import io.anchorage.learn.net.ModelParameters;
import io.anchorage.learn.net.Pass;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The model of {@link PtV3Config}. Points are not padded: those of all clouds are concatenated, and
 * only patches have empty slots.
 *
 * <p>Our variant knows a cloud's positions only as offsets from its lowest row and column, so it is
 * invariant to shifting the whole cloud.
 */
final class PtV3 implements CloudModel {
  private static final int STEM_RADIUS = 2;
  private static final double EPSILON = 1e-3;

  /** Ours tracks batch statistics ten times as fast: training on a small dataset has few steps. */
  private static final double MOMENTUM = 0.1;

  private static final double PUBLISHED_MOMENTUM = 0.01;

  private final PtV3Config config;
  private final CellConvolution stem;
  private final BatchNorm stemNorm;
  private final List<Linear> pools = new ArrayList<>();
  private final List<BatchNorm> poolNorms = new ArrayList<>();
  private final List<List<PtV3Block>> stages = new ArrayList<>();
  private final Linear head;

  /** Evaluations so far: the published model shuffles its curves anew in each. */
  private final AtomicLong evaluations = new AtomicLong();

  PtV3(PtV3Config config, ModelParameters plan, int dim, int classes) {
    this.config = config;
    this.stem =
        new CellConvolution(
            plan, "stem.conv", dim + places(), config.channels().get(0), STEM_RADIUS, false);
    this.stemNorm = norm(plan, "stem.norm", 0);
    for (int s = 0; s < config.stages(); s++) {
      if (s > 0) {
        String name = "stage%d.pool".formatted(s);
        pools.add(
            Linear.of(
                plan, name + ".proj", config.channels().get(s - 1), config.channels().get(s)));
        poolNorms.add(norm(plan, name + ".norm", s));
      }
      List<PtV3Block> blocks = new ArrayList<>();
      for (int i = 0; i < config.depths().get(s); i++) {
        blocks.add(new PtV3Block(plan, "stage%d.block%d".formatted(s, i), config, s));
      }
      stages.add(blocks);
    }
    this.head = Linear.of(plan, "head", config.channels().get(config.stages() - 1), classes);
  }

  /** Features that encode a point's position. */
  private int places() {
    return config.pixels() > 0 ? 2 : 0;
  }

  private BatchNorm norm(ModelParameters plan, String name, int stage) {
    double momentum = config.compat() == Compat.PUBLISHED ? PUBLISHED_MOMENTUM : MOMENTUM;
    return new BatchNorm(plan, name, config.channels().get(stage), EPSILON, momentum);
  }

  @Override
  public Batch arrange(List<PointCloud> clouds) {
    if (config.compat() == Compat.PUBLISHED) {
      return new Arrangement(
          clouds, false, new BatchRandom(new Philox(evaluations.getAndIncrement())));
    }
    return new Arrangement(clouds, false, null);
  }

  @Override
  public Batch arrangeToTrain(List<PointCloud> clouds, Philox draws) {
    return new Arrangement(clouds, true, new BatchRandom(draws));
  }

  /**
   * One stage of a batch.
   *
   * @param pooling groups the previous stage's points by this stage's cells; null in the first
   */
  private record Stage(Segments pooling, List<PtV3Block.Arranged> blocks) {}

  private final class Arrangement implements Batch {
    private final boolean training;
    private final BatchRandom draws;
    private final float[] features;
    private final int dim;
    private final CellConvolution.Neighbourhood stemCells;
    private final List<Stage> arranged = new ArrayList<>();
    private final Segments perCloud;

    Arrangement(List<PointCloud> clouds, boolean training, BatchRandom draws) {
      this.training = training;
      this.draws = draws;
      Cells.Sorted sorted = Cells.sort(clouds, origins(clouds), config.grid());
      Cells cells = sorted.cells();
      this.features = places() > 0 ? sorted.placed(config.pixels()) : sorted.features();
      this.dim = clouds.get(0).dim() + places();
      this.stemCells = new CellConvolution.Neighbourhood(cells, STEM_RADIUS);
      int depth = config.compat() == Compat.PUBLISHED ? depthOf(cells) : Cells.DEPTH;
      Segments pooling = null;
      int block = 0;
      for (int s = 0; s < config.stages(); s++) {
        if (s > 0) {
          pooling = cells.perCoarserCell();
          cells = cells.coarser();
          depth = Math.max(1, depth - 1);
        }
        arranged.add(stage(s, cells, depth, pooling, block));
        block += config.depths().get(s);
      }
      this.perCloud = cells.perCloud();
    }

    private List<Cells.Origin> origins(List<PointCloud> clouds) {
      List<Cells.Origin> own = clouds.stream().map(Cells.Origin::of).toList();
      if (config.compat() == Compat.PUBLISHED) {
        Cells.Origin shared = own.stream().reduce(Cells.Origin::lowest).orElseThrow();
        return own.stream().map(origin -> shared).toList();
      }
      if (!training || !config.shiftCells()) {
        return own;
      }
      int cells = 1 << (config.stages() - 1);
      return own.stream()
          .map(
              origin ->
                  origin.before(
                      draws.below(cells) * config.grid(), draws.below(cells) * config.grid()))
          .toList();
    }

    /** Bits of the largest row or column index, at least 1. */
    private static int depthOf(Cells cells) {
      int all = 1;
      for (int p = 0; p < cells.points(); p++) {
        all |= cells.row(p) | cells.column(p);
      }
      return Integer.SIZE - Integer.numberOfLeadingZeros(all);
    }

    private Stage stage(int s, Cells cells, int depth, Segments pooling, int firstBlock) {
      SpaceFillingCurve[] curves = SpaceFillingCurve.values();
      if (draws != null && config.shuffleOrders()) {
        curves = draws.shuffled(curves);
      }
      int patch = config.patch();
      if (config.compat() == Compat.PUBLISHED) {
        patch = Math.min(patch, cells.smallestCloud());
      }
      CellConvolution.Neighbourhood around =
          new CellConvolution.Neighbourhood(cells, PtV3Block.radius());
      PatchAttention.Arranged[] alongCurve = new PatchAttention.Arranged[curves.length];
      List<PtV3Block.Arranged> blocks = new ArrayList<>();
      for (int i = 0; i < config.depths().get(s); i++) {
        int c = i % curves.length;
        if (alongCurve[c] == null) {
          int[] order = Orders.along(curves[c], cells, depth, config.compat());
          int bound = config.relativePositions() ? config.offsetBound() : 0;
          alongCurve[c] = new PatchAttention.Arranged(new Patches(cells, order, patch), bound);
        }
        blocks.add(
            new PtV3Block.Arranged(
                around,
                alongCurve[c],
                dropPath(cells, firstBlock + i),
                dropPath(cells, firstBlock + i)));
      }
      return new Stage(pooling, blocks);
    }

    private DropPath dropPath(Cells cells, int block) {
      if (!training || config.blocks() == 1) {
        return DropPath.NONE;
      }
      double probability = config.dropPath() * block / (config.blocks() - 1);
      return DropPath.draw(cells, probability, config.compat(), draws);
    }

    @Override
    public NDArray logits(Pass pass) {
      NDArray x = pass.floats(features, features.length / dim, dim);
      x = stemNorm.apply(pass, stem.apply(pass, x, stemCells)).getNDArrayInternal().gelu();
      for (int s = 0; s < arranged.size(); s++) {
        Stage stage = arranged.get(s);
        if (s > 0) {
          NDArray pooled = stage.pooling().max(pass, pools.get(s - 1).apply(pass, x));
          x = poolNorms.get(s - 1).apply(pass, pooled).getNDArrayInternal().gelu();
        }
        PtV3Block.Flow flow = new PtV3Block.Flow(x, x);
        for (int i = 0; i < stage.blocks().size(); i++) {
          flow = stages.get(s).get(i).apply(pass, flow, stage.blocks().get(i));
        }
        x = flow.x();
      }
      return head.apply(pass, perCloud.mean(pass, x));
    }
  }
}

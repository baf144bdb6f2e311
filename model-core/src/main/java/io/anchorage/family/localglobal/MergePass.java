package io.anchorage.family.localglobal;

import io.anchorage.kernel.Sheets;
import io.anchorage.kernel.Sheets.Rows;

/** The merges of all layers, on sheets. */
interface MergePass {
  /** The merges of a shape; without a global network they have nothing to do. */
  static MergePass of(LocalGlobalShape shape, Sheets sheets) {
    if (!shape.hasGlobal()) {
      return new Nothing();
    }
    return shape.merge() == Merge.CONCAT
        ? new ConcatPass(shape, sheets)
        : new AddPass(shape, sheets);
  }

  /** The sheet of what the next layer of a partition's network sees. */
  int values(int layer, SineLayer local);

  void load(float[] parameters);

  void forward(int layer, SineLayer local, SineLayer global, int block);

  /**
   * From the gradient by the merged values to that by local and global ones.
   *
   * @param local gradient by the first, replaced by that by the second
   * @param global gradient that comes from the global layer above, to which the merge's is added
   * @param top whether there is none above: what the rows hold is replaced
   */
  void backward(int layer, Rows local, Rows global, boolean top, int block);

  void put(int layer, SineLayer local, SineLayer global, int columns, float[] gradient);

  /** No merge. */
  final class Nothing implements MergePass {
    @Override
    public int values(int layer, SineLayer local) {
      return local.values().sheet();
    }

    @Override
    public void load(float[] parameters) {}

    @Override
    public void forward(int layer, SineLayer local, SineLayer global, int block) {}

    @Override
    public void backward(int layer, Rows local, Rows global, boolean top, int block) {}

    @Override
    public void put(int layer, SineLayer local, SineLayer global, int columns, float[] gradient) {}
  }
}

package io.anchorage.fit.cuda;

import io.anchorage.kernel.cuda.CudaDevice;
import io.anchorage.kernel.cuda.CudaStream;
import io.anchorage.kernel.cuda.DeviceArray;
import java.util.ArrayList;
import java.util.List;

/** The device memory of a batch: arrays that are freed together, and the stream that fills them. */
public final class BatchMemory implements AutoCloseable {
  /** Short rows are joined into copies of up to this many values: each copy has a fixed cost. */
  private static final int MOST_JOINED = 1 << 20;

  private final CudaDevice device;
  private final CudaStream stream;
  private final List<DeviceArray> arrays = new ArrayList<>();

  BatchMemory(CudaDevice device, CudaStream stream) {
    this.device = device;
    this.stream = stream;
  }

  public CudaDevice device() {
    return device;
  }

  public CudaStream stream() {
    return stream;
  }

  /** An uninitialised array; one of length 0 has room for one value. */
  public DeviceArray array(long length) {
    DeviceArray array = device.allocate(Math.max(1, length));
    arrays.add(array);
    return array;
  }

  /** An array of zeros. */
  public DeviceArray zeros(long length) {
    DeviceArray array = array(length);
    stream.clear(array);
    return array;
  }

  /** A copy of a host array. */
  public DeviceArray filled(float[] numbers) {
    DeviceArray array = array(numbers.length);
    stream.upload(numbers, array, 0);
    return array;
  }

  /** A copy of rows of equal length, concatenated. */
  public DeviceArray rows(List<float[]> rows) {
    int length = rows.get(0).length;
    DeviceArray array = array((long) rows.size() * length);
    for (int from = 0, to; from < rows.size(); from = to) {
      to = Math.min(rows.size(), from + together(length));
      float[] joined = new float[(to - from) * length];
      for (int i = from; i < to; i++) {
        System.arraycopy(rows.get(i), 0, joined, (i - from) * length, length);
      }
      stream.upload(joined, array, (long) from * length);
    }
    return array;
  }

  /** A copy of rows of equal length, concatenated. */
  public DeviceArray intRows(List<int[]> rows) {
    int length = rows.get(0).length;
    DeviceArray array = array((long) rows.size() * length);
    for (int from = 0, to; from < rows.size(); from = to) {
      to = Math.min(rows.size(), from + together(length));
      int[] joined = new int[(to - from) * length];
      for (int i = from; i < to; i++) {
        System.arraycopy(rows.get(i), 0, joined, (i - from) * length, length);
      }
      stream.upload(joined, array, (long) from * length);
    }
    return array;
  }

  private static int together(int length) {
    return Math.max(1, MOST_JOINED / Math.max(1, length));
  }

  /** Frees all arrays; closing twice is allowed. */
  @Override
  public void close() {
    arrays.forEach(DeviceArray::close);
    arrays.clear();
  }
}

package io.anchorage.kernel.cuda;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A compiled kernel file on a device, kept until the process ends. */
public final class CudaModule {
  private static final int MAX_DYNAMIC_SHARED = 8;

  private final CudaDevice device;
  private final Pointer handle;
  private final int sharedBytes;
  private final Map<String, Pointer> kernels = new ConcurrentHashMap<>();

  CudaModule(CudaDevice device, Pointer handle, int sharedBytes) {
    this.device = device;
    this.handle = handle;
    this.sharedBytes = sharedBytes;
  }

  /** Dynamic shared memory of its kernel launches, in bytes. */
  int sharedBytes() {
    return sharedBytes;
  }

  Pointer kernel(String name) {
    return kernels.computeIfAbsent(name, this::find);
  }

  private Pointer find(String name) {
    PointerByReference function = new PointerByReference();
    device.driver().check("cuModuleGetFunction", function, handle, name);
    if (sharedBytes > 0) {
      device
          .driver()
          .check("cuFuncSetAttribute", function.getValue(), MAX_DYNAMIC_SHARED, sharedBytes);
    }
    return function.getValue();
  }
}

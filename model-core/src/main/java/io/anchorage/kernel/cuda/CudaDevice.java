package io.anchorage.kernel.cuda;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import io.anchorage.UserException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A GPU through its primary context, which all its users in the process share. Thread-safe. Opened
 * once and kept until the process ends.
 */
public final class CudaDevice {
  private static final Logger LOG = LoggerFactory.getLogger(CudaDevice.class);
  private static final int NAME_LENGTH = 256;
  private static final int MULTIPROCESSORS = 16;
  private static final int CAPABILITY_MAJOR = 75;
  private static final int CAPABILITY_MINOR = 76;
  private static final int SHARED_OF_MULTIPROCESSOR = 81;
  private static final int SHARED_OF_BLOCK = 97;

  private static final Map<Integer, CudaDevice> OPEN = new ConcurrentHashMap<>();

  private final CudaDriver driver;
  private final int handle;
  private final Pointer context;
  private final Nvrtc compiler;
  private final KernelCache cache;
  private final Nvrtc.Target target;
  private final Map<KernelSource, CudaModule> modules = new ConcurrentHashMap<>();

  private CudaDevice(CudaDriver driver, int ordinal) {
    this.driver = driver;
    IntByReference device = new IntByReference();
    driver.check("cuDeviceGet", device, ordinal);
    this.handle = device.getValue();
    PointerByReference made = new PointerByReference();
    driver.check("cuDevicePrimaryCtxRetain", made, handle);
    this.context = made.getValue();
    this.compiler = Nvrtc.load(driver);
    this.cache = new KernelCache(compiler);
    this.target = target(compiler.architectures());
  }

  /**
   * Opens the device at an address.
   *
   * @throws UserException of kind ENGINE if there is no driver, no compiler, or no such device
   */
  public static CudaDevice open(DeviceAddress address) {
    CudaDriver driver = CudaDriver.load();
    try {
      return OPEN.computeIfAbsent(address.ordinal(driver), number -> opened(driver, number));
    } catch (CudaException e) {
      throw CudaDriver.missing("%s cannot be used: %s".formatted(address, e.getMessage()));
    } catch (UnsatisfiedLinkError e) {
      throw CudaDriver.missing(
          "an NVIDIA library is too old (%s)".formatted(e.getMessage().lines().findFirst().get()));
    }
  }

  private static CudaDevice opened(CudaDriver driver, int ordinal) {
    CudaDevice device = new CudaDevice(driver, ordinal);
    LOG.info("Opened {}, compiler {}", device.description(), device.compiler.file());
    return device;
  }

  /**
   * Machine code for the device if the compiler supports it, otherwise PTX for the driver to
   * compile.
   */
  private Nvrtc.Target target(List<Integer> known) {
    int capability = 10 * attribute(CAPABILITY_MAJOR) + attribute(CAPABILITY_MINOR);
    if (known.contains(capability)) {
      return new Nvrtc.Target(capability, false);
    }
    int nearest = known.stream().filter(arch -> arch < capability).reduce(-1, Math::max);
    if (nearest < 0) {
      throw CudaDriver.missing(
          "%s has compute capability %d.%d, but NVRTC %s compiles for %s only"
              .formatted(name(), capability / 10, capability % 10, compiler.version(), known));
    }
    return new Nvrtc.Target(nearest, true);
  }

  CudaDriver driver() {
    return driver;
  }

  /** The vendor's name of the device. */
  public String name() {
    try (Memory name = new Memory(NAME_LENGTH)) {
      driver.check("cuDeviceGetName", name, NAME_LENGTH, handle);
      return name.getString(0);
    }
  }

  /** One line: name, target, size, versions. */
  public String description() {
    return "%s (device %d, %s, %d multiprocessors, %d MiB), driver for CUDA %s, NVRTC %s"
        .formatted(
            name(),
            handle,
            target.name(),
            attribute(MULTIPROCESSORS),
            memory().total() >> 20,
            driver.version(),
            compiler.version());
  }

  /** The largest shared memory of one block, in bytes. */
  public int sharedBytesOfBlock() {
    return attribute(SHARED_OF_BLOCK);
  }

  /** The shared memory that the blocks on a multiprocessor share, in bytes. */
  public int sharedBytesOfMultiprocessor() {
    return attribute(SHARED_OF_MULTIPROCESSOR);
  }

  private int attribute(int number) {
    IntByReference value = new IntByReference();
    driver.check("cuDeviceGetAttribute", value, number, handle);
    return value.getValue();
  }

  /** Makes the device current on the calling thread. */
  void use() {
    driver.check("cuCtxSetCurrent", context);
  }

  /**
   * Device memory in bytes.
   *
   * @param free bytes that are free now
   * @param total bytes of the device
   */
  public record DeviceMemory(long free, long total) {}

  /** The memory of the whole device, across all processes. */
  public DeviceMemory memory() {
    use();
    try (Memory sizes = new Memory(2L * Native.SIZE_T_SIZE)) {
      driver.check("cuMemGetInfo_v2", sizes, sizes.share(Native.SIZE_T_SIZE));
      return new DeviceMemory(sizes.getLong(0), sizes.getLong(Native.SIZE_T_SIZE));
    }
  }

  /**
   * Allocates an array with undefined contents.
   *
   * @param length in four-byte values, at least 1
   * @throws DeviceMemoryException if device memory is exhausted
   */
  public DeviceArray allocate(long length) {
    use();
    LongByReference address = new LongByReference();
    long bytes = Math.multiplyExact(length, Float.BYTES);
    int code = driver.call("cuMemAlloc_v2", address, bytes);
    if (code == DeviceMemoryException.CODE) {
      DeviceMemory memory = memory();
      throw new DeviceMemoryException(bytes, memory.free(), memory.total());
    }
    if (code != 0) {
      throw new CudaException("cuMemAlloc_v2: " + driver.words(code));
    }
    return new DeviceArray(this, address.getValue(), length);
  }

  void free(long address) {
    use();
    driver.call("cuMemFree_v2", address);
  }

  /** A new stream, for one thread. */
  public CudaStream stream() {
    return new CudaStream(this);
  }

  /**
   * A kernel file, compiled unless it already has been.
   *
   * @param sharedBytes dynamic shared memory of its kernel launches
   */
  public CudaModule module(KernelSource source, int sharedBytes) {
    return modules.computeIfAbsent(source, key -> loaded(key, sharedBytes));
  }

  private CudaModule loaded(KernelSource source, int sharedBytes) {
    byte[] code = cache.code(source, target);
    use();
    try (Memory image = new Memory(code.length + 1L)) {
      image.write(0, code, 0, code.length);
      image.setByte(code.length, (byte) 0);
      PointerByReference module = new PointerByReference();
      driver.check("cuModuleLoadData", module, image);
      return new CudaModule(this, module.getValue(), sharedBytes);
    }
  }
}

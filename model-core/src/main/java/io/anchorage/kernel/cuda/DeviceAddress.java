package io.anchorage.kernel.cuda;

import com.sun.jna.Memory;
import com.sun.jna.ptr.IntByReference;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * The device that a task was assigned: its address, and the devices visible to the process.
 *
 * <p>The driver numbers the devices in {@code CUDA_VISIBLE_DEVICES} from 0, in the order of that
 * list. Addresses from a cluster manager are entries of the list, where there is one.
 *
 * @param address a number, or a UUID that begins with {@code GPU-}; empty for the first device
 * @param visible the entries of {@code CUDA_VISIBLE_DEVICES}; empty if it is not set
 */
public record DeviceAddress(String address, List<String> visible) {
  private static final int UUID_BYTES = 16;

  public DeviceAddress {
    visible = List.copyOf(visible);
  }

  /**
   * The device of a task in this process.
   *
   * @param assigned addresses from the cluster manager, of which the first is used; if empty, the
   *     first visible device
   */
  public static DeviceAddress of(List<String> assigned) {
    String visible = System.getenv("CUDA_VISIBLE_DEVICES");
    List<String> entries =
        visible == null || visible.isBlank()
            ? List.of()
            : Arrays.stream(visible.split(",", -1)).map(String::strip).toList();
    return new DeviceAddress(assigned.isEmpty() ? "" : assigned.get(0).strip(), entries);
  }

  /** The driver's index of the device. */
  int ordinal(CudaDriver driver) {
    return ordinal(driver.devices(), device -> uuid(driver, device));
  }

  /**
   * The driver's index of the device.
   *
   * @param devices number that the driver sees
   * @param uuids the UUID of the device with a given index
   */
  int ordinal(int devices, IntFunction<byte[]> uuids) {
    if (devices == 0) {
      throw CudaDriver.missing("the NVIDIA driver sees no GPU");
    }
    if (address.isEmpty()) {
      return 0;
    }
    if (!visible.isEmpty()) {
      return checked(visible.indexOf(address), devices);
    }
    return checked(address.startsWith("GPU-") ? byUuid(devices, uuids) : number(), devices);
  }

  private int number() {
    return address.matches("\\d{1,4}") ? Integer.parseInt(address) : -1;
  }

  private int checked(int ordinal, int devices) {
    if (ordinal >= 0 && ordinal < devices) {
      return ordinal;
    }
    throw CudaDriver.missing(
        "GPU address %s was assigned, but the driver sees %d device%s here%s"
            .formatted(
                address,
                devices,
                devices == 1 ? "" : "s",
                visible.isEmpty() ? "" : ", CUDA_VISIBLE_DEVICES=" + String.join(",", visible)));
  }

  private int byUuid(int devices, IntFunction<byte[]> uuids) {
    for (int device = 0; device < devices; device++) {
      if (address.toLowerCase(Locale.ROOT).equals(text(uuids.apply(device)))) {
        return device;
      }
    }
    return -1;
  }

  private static byte[] uuid(CudaDriver driver, int ordinal) {
    IntByReference device = new IntByReference();
    driver.check("cuDeviceGet", device, ordinal);
    try (Memory uuid = new Memory(UUID_BYTES)) {
      driver.check("cuDeviceGetUuid_v2", uuid, device.getValue());
      return uuid.getByteArray(0, UUID_BYTES);
    }
  }

  /** A UUID as nvidia-smi prints it, {@code GPU-} 8-4-4-4-12, in lower case. */
  private static String text(byte[] uuid) {
    String hex = HexFormat.of().formatHex(uuid);
    return Stream.of(
            hex.substring(0, 8),
            hex.substring(8, 12),
            hex.substring(12, 16),
            hex.substring(16, 20),
            hex.substring(20))
        .reduce("gpu", (a, b) -> a + "-" + b);
  }

  @Override
  public String toString() {
    return address.isEmpty() ? "the first GPU" : "GPU " + address;
  }
}

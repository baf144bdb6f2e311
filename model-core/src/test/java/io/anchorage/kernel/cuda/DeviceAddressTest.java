package io.anchorage.kernel.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorage.UserException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceAddressTest {
  private static final int DEVICES = 4;

  @ParameterizedTest(name = "address {0} of visible {1} is device {2}")
  @CsvSource({
    "'', '', 0",
    "3, '', 3",
    "'', '2,3', 0",
    "2, '2,3', 0",
    "3, '2,3', 1",
    "GPU-b, 'GPU-a,GPU-b', 1",
    "GPU-03030303-0303-0303-0303-030303030303, '', 3",
  })
  void the_driver_numbers_what_is_visible_from_zero(String address, String visible, int ordinal) {
    assertThat(address(address, visible).ordinal(DEVICES, DeviceAddressTest::uuid))
        .isEqualTo(ordinal);
  }

  @ParameterizedTest(name = "address {0} of visible {1}")
  @CsvSource({"4, ''", "-1, ''", "x, ''", "0, '2,3'", "GPU-x, ''"})
  void an_address_that_is_not_there_is_one_line_that_names_it(String address, String visible) {
    assertThatThrownBy(() -> address(address, visible).ordinal(DEVICES, DeviceAddressTest::uuid))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.ENGINE))
        .hasMessageContaining("GPU address " + address + " was assigned")
        .hasMessageNotContaining("\n");
  }

  @Test
  void no_device_is_one_line() {
    assertThatThrownBy(() -> address("", "").ordinal(0, DeviceAddressTest::uuid))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("sees no GPU");
  }

  private static DeviceAddress address(String address, String visible) {
    return new DeviceAddress(
        address, visible.isEmpty() ? List.of() : List.of(visible.split(",", -1)));
  }

  private static byte[] uuid(int device) {
    byte[] uuid = new byte[16];
    Arrays.fill(uuid, (byte) device);
    return uuid;
  }
}

package io.anchorage.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Random damage to a file. The same random numbers give the same file. */
final class Damage {
  private static final int MOST = 6;
  private static final int LONGEST = 64;
  private static final int[] NUMBERS = {
    0,
    1,
    -1,
    2,
    7,
    8,
    9,
    127,
    128,
    255,
    256,
    32767,
    32768,
    65535,
    65536,
    1 << 24,
    1 << 30,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE
  };

  private Damage() {}

  /** One of a target's valid files with one to six kinds of damage, checksums mostly put right. */
  static byte[] of(Target target, SplittableRandom random) {
    List<byte[]> seeds = target.seeds();
    byte[] file = seeds.get(random.nextInt(seeds.size()));
    int times = random.nextBoolean() ? 1 : 1 + random.nextInt(MOST);
    for (int i = 0; i < times; i++) {
      file = once(file, target, random);
    }
    return random.nextInt(4) > 0 ? target.repaired(file) : file;
  }

  private static byte[] once(byte[] file, Target target, SplittableRandom random) {
    if (file.length == 0) {
      return new byte[] {(byte) random.nextInt(256)};
    }
    int at = position(file.length, random);
    int length = 1 + random.nextInt(Math.min(LONGEST, file.length - at));
    return switch (random.nextInt(10)) {
      case 0, 1 -> flipped(file, at, random);
      case 2 -> overwritten(file, at, new byte[] {(byte) random.nextInt(256)});
      case 3, 4 -> overwritten(file, at, number(random));
      case 5 -> Arrays.copyOf(file, at);
      case 6 -> joined(file, at, new byte[0], at + length);
      case 7 -> joined(file, at, Arrays.copyOfRange(file, at, at + length), at);
      case 8 -> overwritten(file, at, piece(target, random));
      default -> joined(file, at, word(target, random), at);
    };
  }

  /** Half of all damage is near the start, where headers are. */
  private static int position(int length, SplittableRandom random) {
    return random.nextInt(random.nextBoolean() ? length : Math.min(length, LONGEST));
  }

  private static byte[] flipped(byte[] file, int at, SplittableRandom random) {
    byte[] damaged = file.clone();
    damaged[at] ^= (byte) (1 << random.nextInt(8));
    return damaged;
  }

  private static byte[] overwritten(byte[] file, int at, byte[] with) {
    byte[] damaged = file.clone();
    System.arraycopy(with, 0, damaged, at, Math.min(with.length, file.length - at));
    return damaged;
  }

  /** The file up to one place, something between, and the file from another place. */
  private static byte[] joined(byte[] file, int to, byte[] between, int from) {
    byte[] damaged = Arrays.copyOf(file, to + between.length + file.length - from);
    System.arraycopy(between, 0, damaged, to, between.length);
    System.arraycopy(file, from, damaged, to + between.length, file.length - from);
    return damaged;
  }

  /** A number at which code breaks, in one to four bytes of either order. */
  private static byte[] number(SplittableRandom random) {
    int number = NUMBERS[random.nextInt(NUMBERS.length)];
    byte[] bytes = new byte[1 << random.nextInt(3)];
    boolean little = random.nextBoolean();
    for (int i = 0; i < bytes.length; i++) {
      bytes[little ? i : bytes.length - 1 - i] = (byte) (number >>> (8 * i));
    }
    return bytes;
  }

  /** Some bytes of another of the target's files. */
  private static byte[] piece(Target target, SplittableRandom random) {
    byte[] other = target.seeds().get(random.nextInt(target.seeds().size()));
    int from = random.nextInt(other.length);
    return Arrays.copyOfRange(
        other, from, from + 1 + random.nextInt(Math.min(LONGEST, other.length - from)));
  }

  private static byte[] word(Target target, SplittableRandom random) {
    List<byte[]> words = target.words();
    if (words.isEmpty() || random.nextInt(4) == 0) {
      byte[] noise = new byte[1 + random.nextInt(LONGEST)];
      random.nextBytes(noise);
      return noise;
    }
    byte[] word = words.get(random.nextInt(words.size()));
    int times = random.nextInt(8) == 0 ? 1 + random.nextInt(5000) : 1;
    byte[] repeated = new byte[word.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(word, 0, repeated, i * word.length, word.length);
    }
    return repeated;
  }
}

#!/usr/bin/env python3
"""Creates the WebP images in this folder, and hashes.csv: the pixel hash of what libwebp decodes.

Needs Pillow (used 12.3.0 with libwebp 1.6.0), numpy and cwebp (used 1.2.4, Debian's package webp).
"""
import hashlib
import struct
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

HERE = Path(__file__).resolve().parent
RANDOM = np.random.default_rng(14)

# Each file's size, what it shows, and cwebp's options.
STILL = {
    "low-quality": (61, 47, "photo", "-q 5 -m 6"),
    "high-quality": (61, 47, "photo", "-q 100 -m 4"),
    "one-pixel": (1, 1, "photo", "-q 80"),
    "odd-sides": (33, 17, "photo", "-q 60 -m 0"),
    "noise": (39, 40, "noise", "-q 40"),
    "simple-filter": (64, 50, "photo", "-q 20 -nostrong -f 100 -sharpness 0"),
    "sharp-filter": (64, 50, "photo", "-q 20 -strong -f 80 -sharpness 7"),
    "middle-filter": (64, 50, "photo", "-q 20 -strong -f 60 -sharpness 3"),
    "segments": (80, 70, "photo", "-q 30 -segments 4 -sns 100 -m 6"),
    "alpha-plain": (37, 29, "alpha", "-q 60 -alpha_method 0 -exact"),
    "alpha-horizontal": (37, 29, "alpha", "-q 60 -alpha_method 1 -alpha_filter fast -exact"),
    "alpha-best": (37, 29, "alpha", "-q 60 -alpha_method 1 -alpha_filter best -exact"),
    "alpha-levels": (37, 29, "alpha", "-q 60 -alpha_q 30 -exact"),
    "lossless-photo": (61, 47, "photo", "-lossless -m 6 -q 100"),
    "lossless-fast": (61, 47, "photo", "-lossless -m 0 -q 0"),
    "lossless-noise": (23, 19, "noise", "-lossless"),
    "lossless-alpha": (40, 33, "alpha", "-lossless -exact"),
    "lossless-transparent": (40, 33, "alpha", "-lossless"),
    "near-lossless": (61, 47, "photo", "-near_lossless 40"),
    "colours-2": (29, 31, 2, "-lossless"),
    "colours-3": (29, 31, 3, "-lossless"),
    "colours-13": (29, 31, 13, "-lossless"),
    "colours-200": (60, 50, 200, "-lossless"),
}


def picture(width, height, kind):
    y, x = np.mgrid[0:height, 0:width]
    if isinstance(kind, int):
        colours = RANDOM.integers(0, 256, (kind, 3))
        small = RANDOM.integers(0, kind, (height // 3 + 1, width // 3 + 1))
        return colours[np.repeat(np.repeat(small, 3, 0), 3, 1)[:height, :width]]
    if kind == "noise":
        return RANDOM.integers(0, 256, (height, width, 3))
    waves = [128 + 90 * np.sin(x / (5 + 4 * c)) * np.cos(y / (9 - 2 * c)) for c in range(3)]
    photo = np.stack(waves, -1) + RANDOM.normal(0, 12, (height, width, 3))
    photo[height // 3 : height // 2, width // 4 : width // 2] = (200, 30, 40)
    if kind == "alpha":
        alpha = np.maximum(0, 255 * np.sin(x / 11) * np.cos(y / 13))
        photo = np.dstack([photo, alpha])
    return photo


def pixel_hash(path):
    with Image.open(path) as image:
        pixels = np.asarray(image)
    height, width, channels = pixels.shape
    data = struct.pack(">IIII", height, width, channels, 8) + pixels.astype(">u2").tobytes()
    return hashlib.sha256(data).hexdigest()


def still(name, width, height, kind, options):
    pixels = np.clip(picture(width, height, kind), 0, 255).astype(np.uint8)
    with tempfile.NamedTemporaryFile(suffix=".png") as png:
        Image.fromarray(pixels).save(png.name)
        command = ["cwebp", "-quiet", *options.split(), png.name, "-o", str(HERE / f"{name}.webp")]
        subprocess.run(command, check=True)


def main():
    for name, (width, height, kind, options) in STILL.items():
        still(name, width, height, kind, options)
    frames = [Image.fromarray(RANDOM.integers(0, 256, (20, 24, 4), np.uint8)) for _ in range(3)]
    frames[0].save(HERE / "animated.webp", save_all=True, append_images=frames[1:], exact=True)
    names = sorted(HERE.glob("*.webp"))
    lines = [f"{path.name}, {pixel_hash(path)}\n" for path in names]
    (HERE / "hashes.csv").write_text("".join(lines))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Creates the encoded images in this folder that the JDK cannot write. Needs Pillow; used 12.3.0.

The lossless images hold the pattern of TestImages.java. For each lossy image, NAME.png holds what
Pillow (libjpeg-turbo, libwebp) decodes.
"""
import io
import struct
from pathlib import Path

from PIL import Image, ImageCms

HERE = Path(__file__).resolve().parent
WIDTH, HEIGHT = 17, 11


def pattern(channels):
    return bytes(
        (x * 13 + y * 29 + c * 71 + x * y) & 255
        for y in range(HEIGHT)
        for x in range(WIDTH)
        for c in range(channels)
    )


def image(mode, channels):
    return Image.frombytes(mode, (WIDTH, HEIGHT), pattern(channels))


def smooth():
    pixels = bytes(
        v for y in range(40) for x in range(48) for v in (x * 5, y * 6, 255 - x * 2 - y * 3)
    )
    return Image.frombytes("RGB", (48, 40), pixels)


def swapped_profile():
    """sRGB with red and blue exchanged: exposes any reader that applies the profile."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes(12)  # the date
    count = struct.unpack_from(">I", profile, 128)[0]
    for i in range(count):
        at = 132 + 12 * i
        name = bytes(profile[at : at + 4])
        profile[at : at + 4] = {b"rXYZ": b"bXYZ", b"bXYZ": b"rXYZ"}.get(name, name)
    return bytes(profile)


def exif(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif.tobytes()


def lossy(name, **options):
    smooth().save(HERE / name, **options)
    with Image.open(HERE / name) as decoded:
        decoded.convert("RGB").save(HERE / (name + ".png"), optimize=True, icc_profile=None)


def inks(name):
    image("CMYK", 4).save(HERE / name)
    with Image.open(HERE / name) as decoded:
        decoded.convert("RGB").save(HERE / (name + ".png"), optimize=True)


def main():
    rgb, rgba, grey = image("RGB", 3), image("RGBA", 4), image("L", 1)
    icc = swapped_profile()
    rgb.save(HERE / "rgb.webp", lossless=True)
    rgba.save(HERE / "rgba.webp", lossless=True, exact=True)
    rgb.save(HERE / "profile.webp", lossless=True, icc_profile=icc)
    rgb.save(HERE / "turned.webp", lossless=True, exif=exif(6))
    rgb.save(HERE / "animated.webp", lossless=True, save_all=True, append_images=[rgb.rotate(180)])
    lossy("lossy.webp", quality=80)
    lossy("subsampled.jpg", quality=85)
    lossy("progressive.jpg", quality=85, progressive=True, subsampling=0)
    lossy("profile.jpg", quality=85, icc_profile=icc)
    inks("cmyk.jpg")
    rgb.save(HERE / "rgb.tif", compression="tiff_lzw")
    rgba.save(HERE / "rgba.tif", compression="tiff_deflate")
    inks("cmyk.tif")
    grey.convert("F").save(HERE / "float.tif")
    grey16 = bytes(b for v in pattern(1) for b in (v ^ 0x5A, v))
    Image.frombytes("I;16", (WIDTH, HEIGHT), grey16).save(HERE / "grey16.tif")
    grey.point(lambda v: 255 * (v >= 128)).convert("1").save(HERE / "bilevel.tif", compression="group4")
    rgb.save(HERE / "turned.tif", tiffinfo={0x0112: 8})
    smooth().save(HERE / "jpeg.tif", compression="jpeg")
    grey.save(HERE / "interlaced.gif", interlace=True)
    bilinear = Image.Resampling.BILINEAR
    rgb.resize((10, 7), bilinear).save(HERE / "shrunk.png", optimize=True)
    rgb.resize((35, 23), bilinear).save(HERE / "enlarged.png", optimize=True)


if __name__ == "__main__":
    main()

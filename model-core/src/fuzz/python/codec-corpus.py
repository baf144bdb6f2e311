#!/usr/bin/env python3
"""Writes images of every format with every option of Pillow's encoders, and what Pillow sees in them.

Usage: codec-corpus.py FOLDER [COUNT]. Writes about COUNT files (6000) to FOLDER, and beside each
NAME.see: width, height, bits (big-endian 32-bit numbers), then red, green, blue and alpha of each
pixel, upright, as big-endian 16-bit numbers of that many bits. Needs Pillow and numpy (used 12.3.0,
2.3.5), and cjpeg of libjpeg-turbo for samplings that Pillow does not write; without it they are left
out. What Pillow refuses to write is left out, too. All is drawn from one seed.
"""
import io
import os
import shutil
import struct
import subprocess
import sys
import warnings
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

warnings.simplefilter("ignore")
RANDOM = np.random.default_rng(14)
CJPEG = shutil.which("cjpeg")


def pick(*choices):
    return choices[RANDOM.integers(len(choices))]


def number(low, high):
    return int(RANDOM.integers(low, high + 1))


def chance(share):
    return RANDOM.random() < share


# ---------------------------------------------------------------- pictures
def samples(height, width, channels, peak=255):
    """Waves, blocks, noise or one colour."""
    kind = pick("waves", "waves", "blocks", "noise", "flat")
    if kind == "flat":
        a = np.broadcast_to(RANDOM.integers(0, peak + 1, channels), (height, width, channels))
    elif kind == "noise":
        a = RANDOM.integers(0, peak + 1, (height, width, channels))
    elif kind == "blocks":
        side = number(2, 9)
        few = RANDOM.integers(0, peak + 1, (height // side + 1, width // side + 1, channels))
        a = np.repeat(np.repeat(few, side, 0), side, 1)[:height, :width]
    else:
        y, x = np.mgrid[0:height, 0:width]
        waves = [
            np.sin(x / RANDOM.uniform(2, 20) + y / RANDOM.uniform(2, 20)) for _ in range(channels)
        ]
        a = (np.stack(waves, -1) + 1) / 2 * peak
    return np.clip(a, 0, peak).astype(np.uint8 if peak == 255 else np.uint16)


def side():
    return pick(number(1, 8), number(1, 70), number(9, 70), number(16, 70))


def picture(mode, height=None, width=None):
    height, width = height or side(), width or side()
    if mode == "1":
        return Image.fromarray((samples(height, width, 1)[..., 0] > 127).astype(np.uint8) * 255).convert("1")
    if mode == "I;16":
        return Image.fromarray(samples(height, width, 1, 65535)[..., 0])
    if mode in ("P", "PA"):
        entries = pick(2, 3, 4, 11, 16, 100, 256)
        index = samples(height, width, 1)[..., 0].astype(int) * entries // 256
        colours = RANDOM.integers(0, 256, (entries, 3))
        if chance(0.15):
            colours[:] = colours[:, :1]
        image = Image.fromarray(index.astype(np.uint8), "L")
        image.putpalette(colours.astype(np.uint8).tobytes())
        if mode == "PA":
            image = image.convert("PA")
        return image
    channels = len(Image.new(mode, (1, 1)).getbands())
    a = samples(height, width, channels)
    return Image.fromarray(a[..., 0] if channels == 1 else a, mode)


def exif():
    block = Image.Exif()
    block[0x0112] = number(1, 8)
    return block.tobytes()


# ---------------------------------------------------------------- encoders
def png():
    mode = pick("1", "L", "LA", "P", "RGB", "RGBA", "I;16", "adam7", "adam7")
    if mode == "adam7":
        return adam7()
    image = picture(mode)
    options = {"optimize": chance(0.3), "compress_level": number(0, 9), "compress_type": number(0, 4)}
    if mode == "P":
        used = int(np.asarray(image).max()) + 1
        options["bits"] = pick(*(b for b in (1, 2, 4, 8) if used <= 1 << b))
        if chance(0.5):
            options["transparency"] = pick(0, bytes(RANDOM.integers(0, 256, number(1, used)).tolist()))
    elif mode in ("L", "RGB") and chance(0.3):
        options["transparency"] = image.getpixel((0, 0))
    if chance(0.2):
        options["exif"] = exif()
    if chance(0.1) and mode != "I;16":
        options |= {"save_all": True, "append_images": [ImageOps.flip(image)]}
    return saved(image, "PNG", **options)


def adam7():
    """Interlaced, which Pillow reads but does not write."""
    kind, channels = pick((0, 1), (2, 3), (4, 2), (6, 4))
    bits = 8 if channels > 1 else pick(8, 16)
    height, width = side(), side()
    a = samples(height, width, channels, (1 << bits) - 1).astype(">u2" if bits == 16 else "u1")
    rows = b""
    for x, y, dx, dy in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)):
        part = a[y::dy, x::dx]
        if part.size:
            rows += b"".join(b"\0" + row.tobytes() for row in part)
    chunk = lambda t, d: struct.pack(">I", len(d)) + t + d + struct.pack(">I", zlib.crc32(t + d))
    header = struct.pack(">IIBBBBB", width, height, bits, kind, 0, 0, 1)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def jpeg():
    if CJPEG and chance(0.3):
        return cjpeg()
    image = picture(pick("L", "RGB", "RGB", "RGB", "CMYK", "YCbCr"))
    options = {"quality": number(1, 100), "optimize": chance(0.3), "progressive": chance(0.4)}
    if image.mode in ("RGB", "YCbCr"):
        options["subsampling"] = number(0, 2)
        options["keep_rgb"] = image.mode == "RGB" and chance(0.1)
    if chance(0.3):
        options[pick("restart_marker_blocks", "restart_marker_rows")] = number(1, 5)
    if chance(0.2) and options.get("subsampling") != 1:
        options["smooth"] = number(1, 100)
    if chance(0.2):
        options["comment"] = b"a comment"
    if chance(0.3):
        options["exif"] = exif()
    return saved(image, "JPEG", **options)


def cjpeg():
    grey = chance(0.1)
    image = io.BytesIO()
    picture("L" if grey else "RGB").save(image, "PPM")
    command = [CJPEG, "-quality", str(number(1, 100))]
    if not grey:
        command += ["-sample", pick("1x1", "2x1", "2x2", "1x2", "4x1", "4x2", "1x4", "2x1,1x2,1x1", "2x2,2x1,1x2", "3x1", "1x3")]
    if chance(0.4):
        command.append("-progressive")
    elif chance(0.2):
        command.append("-rgb")
    if chance(0.3):
        command += ["-restart", str(number(1, 4)) + pick("", "B")]
    run = subprocess.run(command, input=image.getvalue(), capture_output=True)
    return run.stdout if run.returncode == 0 else None


def gif():
    image = picture(pick("1", "L", "P", "P", "RGB", "RGBA"))
    options = {"interlace": number(0, 1), "optimize": chance(0.5)}
    if image.mode == "P" and chance(0.4):
        options["transparency"] = number(0, 3)
    if chance(0.2):
        options["comment"] = b"a comment"
    if chance(0.3):
        frames = [picture(image.mode, image.height, image.width) for _ in range(2)]
        options |= {"save_all": True, "append_images": frames, "disposal": number(0, 3), "duration": 20}
    return saved(image, "GIF", **options)


def bmp():
    kind = pick("pillow", "pillow", "indexed", "runs", "masks", "core")
    if kind == "pillow":
        return saved(picture(pick("1", "L", "P", "RGB", "RGBA")), "BMP")
    height, width = side(), side()
    if kind == "core":
        a = samples(height, width, 3)[::-1, :, ::-1]
        rows = b"".join(r.tobytes() + b"\0" * (-len(r.tobytes()) % 4) for r in a)
        return bitmap(struct.pack("<IHHHH", 12, width, height, 1, 24), b"", rows)
    if kind == "masks":
        depth, masks = pick((16, (0x7C00, 0x3E0, 0x1F)), (16, (0xF800, 0x7E0, 0x1F)), (32, (0xFF0000, 0xFF00, 0xFF)), (32, (0xFF, 0xFF00, 0xFF0000)))
        a = RANDOM.integers(0, 1 << depth, (height, width)).astype("<u2" if depth == 16 else "<u4")
        rows = b"".join(r.tobytes() + b"\0" * (-len(r.tobytes()) % 4) for r in a[::-1])
        return bitmap(info(width, height, depth, 3), struct.pack("<III", *masks), rows)
    depth = pick(1, 4, 8) if kind == "indexed" else pick(4, 8)
    colours = RANDOM.integers(0, 256, (1 << depth, 4)).astype(np.uint8)
    colours[:, 3] = 0
    index = samples(height, width, 1)[..., 0] >> 8 - depth
    if kind == "runs":
        rows = b"".join(runs(row, depth) + b"\0\0" for row in index[::-1]) + b"\0\1"
        return bitmap(info(width, height, depth, 1 if depth == 8 else 2), colours.tobytes(), rows)
    bits = np.unpackbits(index[..., None], axis=2)[:, :, 8 - depth :].reshape(height, -1)
    rows = [np.packbits(row).tobytes() for row in bits]
    down = chance(0.3)
    ordered = rows if down else rows[::-1]
    body = b"".join(r + b"\0" * (-len(r) % 4) for r in ordered)
    return bitmap(info(width, -height if down else height, depth, 0), colours.tobytes(), body)


def info(width, height, depth, compression):
    return struct.pack("<IiiHHIIiiII", 40, width, height, 1, depth, compression, 0, 0, 0, 0, 0)


def bitmap(header, more, rows):
    data = 14 + len(header) + len(more)
    return b"BM" + struct.pack("<IHHI", data + len(rows), 0, 0, data) + header + more + rows


def runs(row, depth):
    """A row as runs and, now and then, as literal indices."""
    out, at = b"", 0
    while at < len(row):
        literal = min(number(3, 9), len(row) - at)
        if literal >= 4 and chance(0.4):
            # An odd number of nibbles is legal, but Pillow loses the last.
            literal -= literal % 2 if depth == 4 else 0
            part = row[at : at + literal]
            data = part.tobytes()
            if depth == 4:
                data = bytes(a << 4 | b for a, b in zip(part[::2].tolist(), part[1::2].tolist()))
            out += bytes([0, literal]) + data + b"\0" * (len(data) % 2)
            at += literal
            continue
        length = 1
        while at + length < len(row) and row[at + length] == row[at] and length < 200:
            length += 1
        value = int(row[at])
        out += bytes([length, value if depth == 8 else value << 4 | value])
        at += length
    return out


def tiff():
    if chance(0.25):
        return tiles()
    mode = pick("1", "L", "LA", "P", "RGB", "RGBA", "I;16", "CMYK", "YCbCr")
    compressions = ["raw", "packbits", "tiff_lzw", "tiff_deflate", "tiff_adobe_deflate"]
    if mode == "1":
        compressions += ["group3", "group4", "tiff_ccitt"]
    if mode in ("L", "RGB", "YCbCr"):
        compressions.append("jpeg")
    if mode == "YCbCr":
        # Pillow takes what it has not compressed for RGB.
        compressions.remove("raw")
    compression = pick(*compressions)
    options, tags = {"compression": compression}, {}
    if compression == "jpeg":
        options["quality"] = number(1, 100)
    if chance(0.3):
        tags[274] = number(1, 8)
    if chance(0.3) and compression != "jpeg":
        tags[278] = number(1, 20)
    if compression in ("tiff_lzw", "tiff_adobe_deflate") and mode not in ("1", "P") and chance(0.5):
        tags[317] = 2
    if mode in ("1", "L") and chance(0.2):
        tags[262] = 0
    if chance(0.1):
        options |= {"save_all": True, "append_images": [picture("L")]}
    return saved(picture(mode), "TIFF", tiffinfo=tags, **options)


def tiles():
    """Tiles, planes and big-endian files, which Pillow reads but does not write."""
    order, height, width = pick("<", ">"), side(), side()
    channels, bits = pick(1, 3, 4), 8
    if channels == 1:
        bits = pick(8, 16)
    a = samples(height, width, channels, (1 << bits) - 1)
    tags = {256: (3, [width]), 257: (3, [height]), 258: (3, [bits] * channels), 277: (3, [channels])}
    tags[262] = (3, [1 if channels == 1 else 2])
    if channels == 4:
        tags[338] = (3, [2])
    deflated, predicted = chance(0.5), chance(0.5)
    tags[259] = (3, [8 if deflated else 1])
    if deflated and predicted:
        tags[317] = (3, [2])
    kind = pick("tiles", "planes", "strips")
    if kind == "tiles":
        size = pick(16, 32)
        tall, wide = -(-height // size) * size, -(-width // size) * size
        padded = np.zeros((tall, wide, channels), a.dtype)
        padded[:height, :width] = a
        parts = [padded[y : y + size, x : x + size] for y in range(0, tall, size) for x in range(0, wide, size)]
        tags |= {322: (3, [size]), 323: (3, [size])}
        places, lengths = 324, 325
    else:
        rows = height if kind == "planes" else number(1, height)
        parts = [a[y : y + rows] for y in range(0, height, rows)]
        if kind == "planes" and channels > 1:
            parts = [a[..., c : c + 1] for c in range(channels)]
            tags[284] = (3, [2])
        tags[278] = (3, [rows])
        places, lengths = 273, 279
    blobs = []
    for part in parts:
        if 317 in tags:
            part = np.concatenate([part[:, :1], part[:, 1:] - part[:, :-1]], 1)
        data = part.astype(order + "u2" if bits == 16 else "u1").tobytes()
        blobs.append(zlib.compress(data) if deflated else data)
    tags[lengths] = (4, [len(b) for b in blobs])
    start = 8 + sum(len(b) + len(b) % 2 for b in blobs)
    offsets, at = [], 8
    for b in blobs:
        offsets.append(at)
        at += len(b) + len(b) % 2
    tags[places] = (4, offsets)
    more, after = b"", start + 2 + 12 * len(tags) + 4
    entries = struct.pack(order + "H", len(tags))
    for tag, (kind, values) in sorted(tags.items()):
        data = struct.pack(order + str(len(values)) + ("H" if kind == 3 else "I"), *values)
        entries += struct.pack(order + "HHI", tag, kind, len(values))
        if len(data) <= 4:
            entries += data.ljust(4, b"\0")
        else:
            entries += struct.pack(order + "I", after + len(more))
            more += data + b"\0" * (len(data) % 2)
    magic = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", start)
    return magic + b"".join(b + b"\0" * (len(b) % 2) for b in blobs) + entries + b"\0" * 4 + more


def webp_lossy():
    image = picture(pick("L", "RGB", "RGB", "RGBA", "P"))
    options = {"quality": number(0, 100), "method": number(0, 6), "alpha_quality": number(0, 100)}
    return webp(image, options | {"exact": chance(0.5)})


def webp_lossless():
    image = picture(pick("L", "RGB", "RGBA", "RGBA", "P"))
    options = {"lossless": True, "quality": number(0, 100), "method": number(0, 6)}
    return webp(image, options | {"exact": chance(0.5)})


def webp(image, options):
    if chance(0.2):
        options["exif"] = exif()
    if chance(0.15):
        frames = [picture(image.mode, image.height, image.width) for _ in range(2)]
        options |= {"save_all": True, "append_images": frames, "minimize_size": chance(0.5)}
    return saved(image, "WEBP", **options)


def saved(image, name, **options):
    out = io.BytesIO()
    try:
        image.save(out, name, **options)
    except (OSError, ValueError, KeyError, RuntimeError, TypeError, SystemError):
        return None
    return out.getvalue()


# ---------------------------------------------------------------- what Pillow sees
def seen(data):
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I;16"):
        grey = np.asarray(upright).astype(int)
        rgba = np.stack([grey, grey, grey, np.full_like(grey, 65535)], -1)
        return 16, rgba
    if upright.mode == "PA":
        upright = upright.convert("RGBA")
    if upright.mode == "CMYK" or upright.mode == "YCbCr":
        upright = upright.convert("RGB")
    return 8, np.asarray(upright.convert("RGBA"))


FORMATS = {
    "png": (png, 5),
    "jpg": (jpeg, 6),
    "gif": (gif, 3),
    "bmp": (bmp, 3),
    "tif": (tiff, 6),
    "lossy.webp": (webp_lossy, 5),
    "lossless.webp": (webp_lossless, 4),
}


def write(name, make, seed):
    """One file, drawn from its own seed; nothing if Pillow cannot write or read it."""
    global RANDOM
    RANDOM = np.random.default_rng(seed)
    data = make()
    if data is None:
        return
    try:
        bits, rgba = seen(data)
    except (OSError, ValueError, SyntaxError):
        return
    header = struct.pack(">III", rgba.shape[1], rgba.shape[0], bits)
    Path(str(name) + ".see").write_bytes(header + rgba.astype(">u2").tobytes())
    name.write_bytes(data)


def main():
    folder = Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 6000
    folder.mkdir(parents=True, exist_ok=True)
    shares = sum(share for _, share in FORMATS.values())
    for kind, (ending, (make, share)) in enumerate(FORMATS.items()):
        for i in range(count * share // shares):
            # libtiff aborts on some options, so each has a process of its own.
            child = os.fork() if ending == "tif" else 0
            if child == 0:
                write(folder / f"{i:04}.{ending}", make, [14, kind, i])
                if ending == "tif":
                    os._exit(0)
            else:
                os.waitpid(child, 0)


if __name__ == "__main__":
    main()

"""Cases of single files: what a decoder must make of them."""

import re

from case import Case, case

EXACT = "each image with exactly the pixels of expected.json"


def pixels(c: Case, excused=None, tolerance=1.5 / 255):
    ran = c.fit()
    c.want(ran.code == 0, f"exit {ran.code}")
    table = c.table()
    if c.want(table, "no table"):
        c.as_expected(table, tolerance, excused)


def failure_says(pattern):
    return lambda row, failure: failure is not None and re.search(pattern, failure["message"], re.I)


@case("webp-lossy", "means within 1/255 of libwebp's")
def webp_lossy(c: Case):
    pixels(c, tolerance=1 / 255)
    c.fit(source="reference", table="reference")
    ours, theirs = c.table(), c.table("reference")
    if ours and theirs:
        known = {row["pixel_hash"] for row in theirs.rows}
        same = sum(row["pixel_hash"] in known for row in ours.rows)
        c.said.append(f"{same} of {len(ours.rows)} are libwebp's pixels bit for bit")


@case("webp-no-padding", "two rows; the second file may be a failure that says what is missing")
def webp_no_padding(c: Case):
    pixels(c, {"in/riff-size-still-counts-it.webp": failure_says("byte|short|missing|truncat|end")})


@case("jpeg-two-exif", "40x64 in all rows; the doubled prefix may be ignored")
def two_exif(c: Case):
    lying = lambda row, failure: row is not None and (row["width"], row["height"]) == (64, 40)
    pixels(c, {"in/doubled-exif-prefix-6.jpg": lying})


@case("png-oddities", EXACT + "; tRNS of a wrong length may be a failure that names it")
def png(c: Case):
    pixels(c, {"in/trns-of-wrong-length.png": failure_says("tRNS|transparent colour")})


@case("bmp-oddities", EXACT + "; the 16-byte header may be a failure that says so")
def bmp(c: Case):
    pixels(c, {"in/os2-v2-16-byte-header.bmp": failure_says("header|16")})


@case("tiff-grey-layouts", EXACT + "; BigTIFF may be a failure that names it")
def tiff_grey(c: Case):
    pixels(c, {"in/bigtiff.tif": failure_says("BigTIFF")})


case("webp-unknown-chunks", EXACT)(pixels)
case("tiff-rgb-layouts", EXACT)(pixels)
case("gif-oddities", "the first frame's pixels of each file")(pixels)
case("jpeg-without-jfif-colours", "libjpeg's colours, whatever the markers and component ids")(pixels)
case("jpeg-odd-ends", "a row each: no pixel is missing")(pixels)


@case("files-that-are-no-images", "11 fields and 15 failures that name what the file is; exit 5 with the default budget")
def no_images(c: Case):
    table = c.good(c.fit(), 11, 15)
    if table:
        words = {"iphone-heic-named.jpg": "HEIC", "git-lfs-pointer.png": "git.?lfs", "html-error-page.jpg": "HTML",
                 "avif-named.png": "AVIF", "pdf-named.jpg": "PDF", "svg-named.png": "SVG", "jpeg-xl-named.jpg": "JPEG.XL",
                 "jpeg2000-named.jpg": "JPEG.2000", "empty.jpg": "empty|0 bytes|no bytes"}
        for name, word in words.items():
            message = table.failures.get(f"in/{name}", {}).get("message", "")
            c.want(re.search(word, message, re.I), f"{name}: \u201c{message}\u201d does not say {word}")
        c.want(all("\n" not in row["message"] for row in table.failed), "a message of two lines")
    strict = c.fit(table="strict", sets=["run.failure-budget=0.01"])
    c.want_refused(strict, codes=(5,))


@case("tiny-and-thin-images", "both families fit all 49; no NaN; decode --scale 4 works")
def tiny(c: Case):
    for config in ("siren", "arc"):
        table = c.good(c.fit(config=config, table=config), 49, table=config)
        if not table:
            continue
        c.want(all(row["finite"] for row in table.rows), f"{config}: not all numbers are finite")
        thin = [row["id"] for row in table.rows if "flat" not in row["id"]]
        said = len(c.said)
        for image in [*thin, "in/a/flat-0.png", "in/a/flat-39.png"]:
            picture = c.at("picture.png")
            ran = c.run("decode", c.at(config), "--id", image, "--scale", "4", "--output", picture)
            c.want(ran.code == 0, f"{config}: decode of {image} ends with exit {ran.code}")
        decoded = c.said[said:]
        c.said[said:] = [f"{len(decoded)} decoded"]


@case("many-photographs-arc", "two fields, or one line that names fit.family.decoder.images or signal.transforms")
def photographs(c: Case):
    ran = c.fit(config="arc", sets=["fit.family.decoder.images=100"], flags=["--limit", "2"], timeout=300, alone=True)
    helped = r"fit\.family\.decoder\.images|signal\.transforms"
    if ran.code == 0:
        c.good(ran, 2)
    else:
        c.want_refused(ran, helped, codes=(2, 3, 4, 5))


@case("decode-needs-more-than-the-heap", "24 fields and 4 failures that speak of memory")
def heap(c: Case):
    table = c.good(c.fit(timeout=600, alone=True), 24, 4)
    if table:
        c.want(all(re.search("memory|heap", row["message"], re.I) for row in table.failed), "failures do not speak of memory")

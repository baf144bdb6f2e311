"""Cases of folders: listing, layouts, label files, what the first images are."""

import os
import re

from case import Case, case


def names_of(row):
    return row["id"].rsplit("/", 1)[1]


@case("tiny-imagenet-layout", "three classes: the first folder below the split")
def tiny_imagenet(c: Case):
    table = c.good(c.fit(), 22)
    if table:
        wnids = ["n01443537", "n01629819", "n01641577"]
        c.want(table.names == wnids, f"label_names {table.names}")
        wrong = [r for r in table.rows if "/train/" in r["id"] and r["label_name"] not in r["id"].split("/")[2]]
        c.want(not wrong, f"{len(wrong)} training images with another class than their folder's")


@case("split-folders-one-level-down", "val is the test split (16 and 8), or imagenette2-160 is named")
def one_level_down(c: Case):
    ran = c.fit()
    named = ran.says("imagenette2-160")
    if ran.code != 0:
        c.want(c.refused(ran, "imagenette2-160"), "an error that does not name imagenette2-160")
        return
    table = c.good(ran, 24)
    if table:
        splits = (table.count("train"), table.count("test"))
        c.said.append(f"train {splits[0]}, test {splits[1]}")
        c.want(splits == (16, 8) or named, "val is training data and nothing is said")


@case("broken-symlink", "4 fields, and the two dangling links as failures or counted")
def dangling(c: Case):
    ran = c.fit()
    c.want(ran.code == 0, f"exit {ran.code}")
    table = c.table()
    if c.want(table, "no table"):
        c.want(len(table.fields) == 4, f"{len(table.fields)} fields, not 4")
        failed = {names_of(r) for r in table.failed} == {"4.png", "5.png"}
        c.want(failed or ran.says(r"\b2\b.*link|link.*\b2\b"), "two images are simply not there")


@case("fifo-among-images", "4 fields within 120 s; the pipe is a failure or is told")
def fifo(c: Case):
    ran = c.fit(timeout=120)
    c.want(ran.code == 0, f"exit {ran.code}" if ran.code is not None else "hangs")
    table = c.table()
    if c.want(table, "no table"):
        c.want(len(table.fields) == 4, f"{len(table.fields)} fields, not 4")
        c.want("in/cat/pipe.png" in table.failures or ran.says("pipe"), "nothing is said of the pipe")


@case("unicode-names", "12 rows with the same ids with a UTF-8 locale and under LC_ALL=C without LANG")
def unicode(c: Case):
    usual = c.good(c.fit(), 12)
    bare = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "LC_ALL": "C"}
    if "JAVA_HOME" in os.environ:
        bare["JAVA_HOME"] = os.environ["JAVA_HOME"]
    ran = c.fit(table="bare", env=bare)
    if c.refused(ran, "locale|LC_ALL|LANG|UTF-8"):
        return
    cron = c.good(ran, 12, table="bare")
    if usual and cron:
        c.want(set(usual.fields) == set(cron.fields), "other ids under LC_ALL=C")


@case("odd-ascii-names", "22 rows under these names; decode --id finds each; no line broken in two")
def odd_names(c: Case):
    ran = c.fit(log="info")
    table = c.good(ran, 22)
    c.want(not re.search(r"^lines\.png", ran.text, re.M), "a line of the log is broken in two")
    if not table:
        return
    folder = c.folder / "in" / "c l[a]s#s%"
    ids = {f"in/{folder.name}/{name}" for name in os.listdir(folder) if name != "trailing.png."}
    c.want(set(table.fields) == ids, f"other ids: {sorted(set(table.fields) ^ ids)[:4]}")
    said = len(c.said)
    for image in table.fields:
        ran = c.run("decode", c.at(), "--id", image, "--output", c.at("picture.png"))
        c.want(ran.code == 0, f"decode --id {image!r} ends with exit {ran.code}")
    c.said[said:] = [f"{len(c.said) - said} decoded"]


@case("system-folders-among-images", "8 images, classes cat and dog")
def system_folders(c: Case):
    table = c.good(c.fit(), 8)
    if table:
        c.classes(table, {"cat": 4, "dog": 4})
        c.want(table.names == ["cat", "dog"], f"label_names {table.names}")


@case("extensions-that-are-passed-over", "each file read, or its extension counted in the summary")
def extensions(c: Case):
    ran = c.fit()
    c.want(ran.code == 0, f"exit {ran.code}")
    table = c.table()
    if c.want(table, "no table"):
        rows = set(table.fields) | set(table.failures)
        for name in sorted(os.listdir(c.folder / "in/cat")):
            ending = name.rsplit(".", 1)[1] if "." in name else "((no|without an?) extension|none)"
            told = ran.says(rf"\b{ending}\b")
            c.want(f"in/cat/{name}" in rows or told, f"{name} neither read nor told")


# ---------------------------------------------------------------- label files
def csv(c: Case, fields: int, labels="labels.csv"):
    return c.good(c.fit(sets=[f"source.labels={labels}"]), fields)


def read_or_refused(c: Case, labels: str, *patterns: str):
    """Sixteen images of two classes, or one line with exit 3."""
    ran = c.fit(sets=[f"source.labels={labels}"])
    if c.refused(ran, *patterns, codes=(3,)):
        return
    table = c.good(ran, 16)
    if table:
        c.classes(table, {"cat": 8, "dog": 8})


@case("csv-path-begins-with-hash", "4 images")
def csv_hash(c: Case):
    table = csv(c, 4)
    if table:
        c.want(set(table.fields) == {"in/#1.png", "in/#tag/2.png", "in/3.png", "in/cat/0.png"}, "other ids")
        c.classes(table, {"cat": 3, "dog": 1})


@case("csv-hugging-face-metadata", "16 images of cat and dog, or one line with the known headings")
def csv_hugging_face(c: Case):
    read_or_refused(c, "metadata.csv", "path", "label")


@case("csv-semicolons", "one line that names the semicolons, or 16 images")
def csv_semicolons(c: Case):
    read_or_refused(c, "labels.csv", "semicolon|';'|\";\"")


@case("csv-backslashes", "16 images, or one line")
def csv_backslashes(c: Case):
    read_or_refused(c, "labels.csv", "backslash|\\\\")


@case("csv-bom", "16 images of cat and dog")
def csv_bom(c: Case):
    table = csv(c, 16)
    if table:
        c.classes(table, {"cat": 8, "dog": 8})


@case("csv-dot-slash-paths", "5 train and 5 test, ids without /./, the double row told (line 12)")
def csv_dot_slash(c: Case):
    ran = c.fit(sets=["source.labels=labels.csv"])
    table = c.good(ran, 10)
    if table:
        c.want((table.count("train"), table.count("test")) == (5, 5), "not 5 train and 5 test")
        c.want(not any("/./" in image for image in table.fields), "ids hold /./")
        c.want(ran.says(r"\b12\b", "train/0.png|twice|again|double"), "the double row is not told")


# ---------------------------------------------------------------- the first images
@case("some-grey-among-colour", "100 fields, or exit 5 in one line that names a setting with which there are 100")
def some_grey(c: Case):
    ran = c.fit(sets=["run.failure-budget=0.01"])
    if ran.code != 0:
        c.want_refused(ran, r"source\.channels", codes=(3, 5))
    else:
        c.good(ran, 100)
    rgb = c.good(c.fit(table="rgb", sets=["run.failure-budget=0.01", "source.channels=rgb"]), 100, table="rgb")
    if rgb:
        c.want(all(row["channels"] == 3 for row in rgb.rows), "not all have three channels")


@case("first-images-grey-rest-colour", "the table is of colour, or the error says 20 of 320 are grey")
def first_grey(c: Case):
    ran = c.fit(sets=["run.failure-budget=0.01"])
    table = c.table()
    colour = table and sum(row["channels"] == 3 for row in table.rows) >= 300
    said = c.refused(ran, r"\b20 of (the )?320\b", "grey", codes=(3, 5))
    c.want((ran.code == 0 and colour) or said, "300 good images are called wrong")


@case("first-64-unreadable", "40 fields and 64 failures")
def first_unreadable(c: Case):
    c.good(c.fit(sets=["run.failure-budget=1"]), 40, 64)

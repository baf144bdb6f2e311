"""Cases of tables that grow, and of trainings and scores."""

import json

from case import Case, case


def night(c: Case, number: int, **how):
    return c.fit(source=f"night{number}/pets", flags=["--incremental", *how.pop("flags", [])], **how)


def begin(c: Case):
    c.product.fresh(c.name, "out")


@case("class-added-between-nights", "one number for one name, label_names right for all rows; train works")
def class_added(c: Case):
    begin(c)
    for number in (1, 2):
        ran = night(c, number, config="arc")
        if number == 2 and c.refused(ran, codes=(2, 3, 4)):
            return
        c.want(ran.code == 0, f"night {number}: exit {ran.code}")
    table = c.table()
    if c.want(table, "no table"):
        c.want(len(table.fields) == 24, f"{len(table.fields)} fields, not 24")
        c.classes(table, {"ant": 6, "bird": 6, "cat": 6, "zebra": 6})
        c.want(c.train(sets=["clouds.test=''"]).code == 0, "train does not work")


@case("class-missing-in-test-folder", "matched by name, or refused")
def class_missing(c: Case):
    train = c.good(c.fit(source="train-set", table="train", config="arc"), 24, table="train")
    if not train:
        return
    decoder = c.at("train") / train.manifest["shared_parameters"]["path"]
    if not c.good(c.fit(source="test-set", table="test", config="arc", flags=["--decoder", decoder]), 16, table="test"):
        return
    if not c.want(c.train("train", sets=["clouds.test=''"]).code == 0, "train does not work"):
        return
    ran = c.run("evaluate", "--model", c.at("model"), "--input", c.at("test"), "--split", "all", "--json")
    if c.refused(ran, codes=(3,)):
        return
    if c.want(ran.code == 0, f"exit {ran.code}"):
        truths = [sum(row) for row in json.loads(ran.out)["scores"]["confusion"]]
        c.said.append(f"ant, bird, cat: {truths}")
        c.want(truths == [8, 0, 8], f"images of ant, bird, cat by the score: {truths}, not 8, 0, 8")


@case("image-replaced-under-its-name", "told or fitted anew; or verify says that an image has changed")
def replaced(c: Case):
    begin(c)
    c.want(night(c, 1).code == 0, "night 1 does not work")
    before = c.table()
    second = night(c, 2)
    after = c.table()
    if not c.want(before and after, "no table"):
        return
    image = "pets/cat/0.png"
    told = second.says("0\\.png") or second.says("\\b1\\b.*(changed|other pixels|replaced)")
    anew = after.fields[image]["pixel_hash"] != before.fields[image]["pixel_hash"]
    verified = c.run("verify", c.at(), "--input", c.folder / "night2/pets")
    seen = verified.code == 4 and verified.says("0\\.png")
    c.want(told or anew or seen, "nothing tells that 0.png has changed")
    c.want(len(after.fields) == 4, f"{len(after.fields)} fields, not 4")


@case("broken-image-repaired", "4 fields after the second night, or a flag that retries failures")
def repaired(c: Case):
    begin(c)
    c.want(night(c, 1).code == 0, "night 1 does not work")
    c.want(night(c, 2).code == 0, "night 2 does not work")
    table = c.table()
    if c.want(table, "no table") and len(table.fields) != 4:
        ran = night(c, 2, flags=["--retry-failures"])
        c.want(ran.code == 0, "--retry-failures does not work")
        c.good(ran, 4)
    elif table:
        c.want(not table.failed, "2.png is a field and a failure")


@case("parquet-shards-renamed", "20 different images in the table, or an error that says what has moved")
def shards_renamed(c: Case):
    begin(c)
    for number, fields in ((1, 10), (2, 15)):
        c.want(night(c, number).code == 0, f"night {number} does not work")
        c.want(len(c.table().rows) == fields, f"not {fields} fields after night {number}")
    third = night(c, 3)
    table = c.table()
    hashes = {row["pixel_hash"] for row in table.rows}
    if third.code == 0:
        c.want(len(table.rows) == len(hashes) == 20, f"{len(table.rows)} rows, {len(hashes)} different images, not 20")
    else:
        c.want_refused(third, "train-0000", codes=(2, 3, 4))
        c.want(len(table.rows) == len(hashes) == 15, f"{len(table.rows)} rows, {len(hashes)} different images, not 15")


@case("parquet-unlabelled-test", "label and label_name null in the test split; train works")
def unlabelled_test(c: Case):
    table = c.good(c.fit(config="arc"), 15)
    if table:
        test = [(row["label"], row["label_name"]) for row in table.rows if row["split"] == "test"]
        c.want(test == [(None, None)] * 6, f"test rows have {test[0]}")
        c.want(c.train().code == 0, "train does not work")


@case("parquet-label-beyond-names", "train works or ends in one line with exit 3; inspect shows class 2")
def beyond_names(c: Case):
    table = c.good(c.fit(config="arc"), 30)
    if not table:
        return
    beyond = {row["label_name"] for row in table.rows if row["label"] == 2}
    c.want(beyond <= {None, "2"}, f"class 2 is called {beyond}")
    ran = c.train(sets=["clouds.test=''"])
    c.want(ran.code == 0 or c.refused(ran, codes=(3,)), "train is neither done nor refused in one line")
    ran = c.run("inspect", c.at(), "--json")
    shown = [label["label"] for label in json.loads(ran.out)["labels"]] if ran.code == 0 else []
    c.want(2 in shown, f"inspect shows the classes {shown}")


@case("idx-emnist-names", "read, or one line with the files and the names wanted; train copes with an empty class 0")
def emnist(c: Case):
    ran = c.fit()
    if not c.refused(ran, "letters", codes=(2, 3)):
        c.good(ran, 12)
    elif ran.says(r"source\.subset"):
        subset = c.good(c.fit(table="letters", sets=["source.subset=letters"]), 12, table="letters")
        if subset:
            c.want(sorted(row["label"] for row in subset.rows) == list(range(1, 13)), "labels are not 1 to 12")
    renamed = c.product.fresh(c.name, "renamed")
    renamed.mkdir()
    for kind in ("images-idx3", "labels-idx1"):
        data = (c.folder / f"in/emnist-letters-train-{kind}-ubyte.gz").read_bytes()
        (renamed / f"train-{kind}-ubyte.gz").write_bytes(data)
    if c.good(c.fit(source=renamed, table="renamed-out", config="arc"), 12, table="renamed-out"):
        ran = c.train("renamed-out", sets=["clouds.test=''"])
        c.want(ran.code == 0, "train does not cope with an empty class 0")

"""Cases of files that hold many images: Parquet of others, IDX, CIFAR."""

from case import Case, case

THREE = [i % 3 for i in range(9)]
NAMES = ["cat", "dog", "emu"]


@case("parquet-label-double", "labels 0, 1, 2 and one null; or an error")
def label_double(c: Case):
    ran = c.fit()
    if not c.refused(ran, "label", codes=(3,)):
        table = c.good(ran, 9)
        if table:
            c.labels(table, [0, 1, 2, None, 1, 0, 2, 1, 0])


@case("parquet-label-text", "cat, dog, emu are 0, 1, 2, with names in manifest.json; train works")
def label_text(c: Case):
    table = c.good(c.fit(config="arc"), 9)
    if table:
        c.labels(table, [(2, 0, 1)[i % 3] for i in range(9)], NAMES)
        c.classes(table, {"cat": 3, "dog": 3, "emu": 3})
        c.want(c.train(sets=["clouds.test=''"]).code == 0, "train does not work")


@case("parquet-cifar100-columns", "a way to choose the label column, or a line that names both")
def cifar100_columns(c: Case):
    ran = c.fit()
    table = None if ran.code else c.table()
    null = table and all(row["label"] is None for row in table.rows)
    if ran.code or null:
        told = c.refused(ran, "fine_label", "coarse_label") if ran.code else ran.says("fine_label", "coarse_label")
        c.want(told, "all labels are null and nothing is said")
    chosen = c.good(c.fit(table="fine", sets=["source.label-column=fine_label"]), 9, table="fine")
    if chosen:
        c.labels(chosen, list(range(9)), [f"f{i}" for i in range(9)])


@case("parquet-two-image-columns", "one line that names photo and mask and how to choose; choosing works")
def two_columns(c: Case):
    c.want_refused(c.fit(), "photo", "mask", r"source\.image-column", codes=(2, 3))
    c.good(c.fit(table="photo", sets=["source.image-column=photo"]), 9, table="photo")


@case("parquet-list-of-images", "one line that says that lists of images are not read")
def list_of_images(c: Case):
    c.want_refused(c.fit(), "list")


@case("parquet-image-is-plain-binary", "9 fields, or one line")
def plain_binary(c: Case):
    ran = c.fit()
    if not c.refused(ran, "binary|struct", codes=(3,)):
        table = c.good(ran, 9)
        if table:
            c.labels(table, THREE)


@case("parquet-multi-label", "2 fields, and a line that labels was left alone")
def multi_label(c: Case):
    ran = c.fit()
    c.good(ran, 2)
    c.want(ran.says(r"\blabels\b"), "nothing is said of the column labels")


@case("parquet-colon-in-name", "9 fields")
def colon(c: Case):
    table = c.good(c.fit(), 9)
    if table:
        c.labels(table, THREE, NAMES)


@case("parquet-stale-crc", "9 fields, or a line that names the .crc file")
def stale_crc(c: Case):
    ran = c.fit()
    if not c.refused(ran, r"\.crc", codes=(3,)):
        c.good(ran, 9)


@case("parquet-first-has-no-names", "label_names are cat, dog, emu")
def first_has_no_names(c: Case):
    table = c.good(c.fit(), 15)
    if table:
        c.want(table.names == NAMES, f"label_names {table.names}")


@case("parquet-path-only", "one line: the images are not in the table but at paths such as /data/0.png")
def path_only(c: Case):
    ran = c.fit()
    said = ran.says(r"/data/\d\.png")
    if ran.code:
        c.want_refused(ran, r"/data/\d\.png", codes=(3, 5))
    else:
        c.good(ran, 0, 9)
        c.want(said, "nothing is said of the paths")


@case("parquet-git-lfs-pointers", "one line, at best with git lfs pull")
def lfs_pointers(c: Case):
    c.want_refused(c.fit(), "git.lfs")


@case("idx-torchvision-folder", "16 fields, or a line that names MNIST/raw")
def torchvision(c: Case):
    ran = c.fit()
    if not c.refused(ran, "MNIST/raw", codes=(2, 3)):
        c.good(ran, 16)


@case("idx-colour-mnist", "one line that says 4 dimensions")
def colour_mnist(c: Case):
    c.want_refused(c.fit(), "4 dimensions|four dimensions")


@case("idx-labels-swapped-splits", "the plain file's labels, and a line that the .gz was not taken")
def swapped(c: Case):
    ran = c.fit()
    table = c.good(ran, 6)
    if table:
        c.labels(table, [0, 1, 2, 3, 4, 5])
        c.want(ran.says(r"labels-idx1-ubyte\.gz"), "nothing is said of the .gz")


@case("cifar-empty-batch", "an error, exit 3")
def empty_batch(c: Case):
    c.want_refused(c.fit(), "data_batch_2")


@case("cifar100-binary", "25 fields, or a line that says CIFAR-100; as cifar10 an error")
def cifar100(c: Case):
    ran = c.fit()
    if not c.refused(ran, "CIFAR-100", codes=(2, 3)):
        table = c.good(ran, 25)
        if table:
            train = [row["label_name"] for row in table.in_order() if row["split"] == "train"]
            fine, coarse = [f"fine{i}" for i in range(20)], [f"coarse{i % 20}" for i in range(20)]
            c.want(train in (fine, coarse), f"classes {train[:3]}")
    renamed = c.product.fresh(c.name, "renamed")
    renamed.mkdir()
    (renamed / "data_batch_1.bin").write_bytes((c.folder / "in/train.bin").read_bytes())
    c.want_refused(c.fit(source=renamed, table="shifted", sets=["source.format=cifar10"]))


@case("cifar10-python-version", "one line that says to take the binary version")
def python_version(c: Case):
    c.want_refused(c.fit(), "binary", codes=(2, 3))


@case("cifar10-one-folder-down", "15 fields, or a line that says where the batches are")
def one_folder_down(c: Case):
    ran = c.fit()
    if not c.refused(ran, "cifar-10-batches-bin", codes=(2, 3)):
        c.good(ran, 15)

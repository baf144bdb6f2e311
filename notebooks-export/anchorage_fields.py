"""Field tables in Python: rows as numpy, fields as images, PyTorch datasets. Copy this file; it needs no Anchorage.

    import anchorage_fields as af
    table = af.open("fashion-arcs")            # published rows only
    table.field(0).render(56, 56)              # [channels, 56, 56] in [0, 1]
    for batch in table.batches(["latents", "label"]): ...
    af.Clouds(table, "train")[0]               # a PyTorch dataset

Fields are evaluated from the manifest's contract and layout alone (docs/formats/field-table.md). Needs numpy; reading tables
needs pyarrow, the datasets PyTorch. The build holds the arithmetic to Java's values: NotebookArithmeticTest.
"""

import json
import os
import struct

import numpy as np

try:
    import torch
    from torch.utils.data import Dataset
except ImportError:  # Everything but the datasets works without PyTorch.
    torch, Dataset = None, object


def open(path):
    """Opens the table in a folder, as its manifest lists it now."""
    return Table(path)


class Table:
    """The published rows of a field table. `manifest` is its JSON; `shared` the arrays that all fields share."""

    def __init__(self, path):
        self.path = str(path)
        with _file(self.path, "manifest.json") as file:
            self.manifest = json.load(file)
        if self.manifest.get("format") != "anchorage-field-table":
            raise ValueError(f"{path} is no field table: give the folder that fit wrote")
        shared = self.manifest.get("shared_parameters")
        self.shared = read_safetensors(os.path.join(self.path, shared["path"])) if shared else {}
        self.label_names = self.manifest["label_names"]
        self._rows = {}

    def __len__(self):
        return sum(shard["fields"]["rows"] for shard in self.manifest["shards"] if "fields" in shard)

    def dataset(self, kind="fields"):
        """The rows as a pyarrow dataset; kind is "fields" or "failures"."""
        import pyarrow.dataset

        files = [os.path.join(self.path, s[kind]["path"]) for s in self.manifest["shards"] if kind in s]
        return pyarrow.dataset.dataset(files)

    def arrow(self, columns=None, split=None):
        """Columns as one pyarrow table, in the order of the ids, so that shards make no difference."""
        import pyarrow.dataset as ds

        where = None if split is None else ds.field("split") == split
        order = ["id", "repeat"]
        wanted = None if columns is None else list(dict.fromkeys(list(columns) + order))
        return self.dataset().to_table(columns=wanted, filter=where).sort_by([(name, "ascending") for name in order])

    def rows(self, columns=None, split=None):
        """Columns as a dict of numpy arrays; lists of one length as a matrix, others as a list of arrays."""
        table = self.arrow(columns, split)
        return {name: _numpy(table[name]) for name in columns or table.column_names}

    def batches(self, columns=None, size=1024, split=None):
        """Dicts of numpy arrays with up to `size` rows each, read as they are needed; their order is the files'."""
        import pyarrow.dataset as ds

        where = None if split is None else ds.field("split") == split
        for batch in self.dataset().to_batches(columns=columns, batch_size=size, filter=where):
            if batch.num_rows:
                yield {name: _numpy(batch.column(name)) for name in batch.schema.names}

    def field(self, which, split=None):
        """A field by its place in the order of the ids, or by its id."""
        if split not in self._rows:
            self._rows[split] = self.arrow(split=split)
        rows = self._rows[split]
        if isinstance(which, str):
            import pyarrow.compute as pc

            rows, which = rows.filter(pc.equal(rows["id"], which)), 0
            if not len(rows):
                raise KeyError("the table has no such field")
        return Field(self.manifest["contract"], self.manifest["layout"], rows.slice(which, 1).to_pylist()[0], self.shared)


class Field:
    """One field: `row` is its row as a dict, `arrays` its parameters by the layout's names."""

    def __init__(self, contract, layout, row, shared=None):
        self.contract, self.row, self.shared = contract, row, shared or {}
        self.arrays = split_parameters(layout, row)

    def render(self, height=None, width=None):
        """The image that the field represents, at any size: [channels, height, width], clamped to [0, 1]."""
        height, width = height or self.row["height"], width or self.row["width"]
        rows, columns = np.meshgrid(
            centres(height, self.row["height"]), centres(width, self.row["width"]), indexing="ij")
        return np.clip(self.evaluate(rows.ravel(), columns.ravel()), 0, 1).reshape(-1, height, width)

    def evaluate(self, rows, columns):
        """Values at points, in pixels of the fitted grid: [channels, points] on the unit scale, not clamped."""
        at = np.stack([np.asarray(rows, np.float32), np.asarray(columns, np.float32)], axis=1)
        values = _cloud(self, at) if "decoder" in self.contract else _network(self, at)
        values = values.T + np.float32(self.contract["output_offset"])
        scale, offset = self.row["normalisation_scale"], self.row["normalisation_offset"]
        return values * np.float32(scale)[:, None] + np.float32(offset)[:, None]


def centres(pixels, extent):
    """The centres of an axis' pixels in pixels of a grid of another size, clamped to the grid's."""
    places = (np.arange(pixels, dtype=np.float32) + 0.5) * extent / pixels - 0.5
    return np.clip(places, 0, extent - 1).astype(np.float32)


def split_parameters(layout, row):
    """The arrays of a row, by name: the layout's entries for its number of channels, with its own sizes."""
    arrays = {}
    for entry in layout:
        if entry.get("channels", row.get("channels")) == row.get("channels"):
            shape = [row[size] if isinstance(size, str) else size for size in entry["shape"]]
            values = np.asarray(row[entry["column"]], np.float32)
            arrays[entry["name"]] = values[entry["offset"]:entry["offset"] + int(np.prod(shape))].reshape(shape)
    return arrays


def layers(arrays):
    """The layers of a network: [(W [in, out], b [out]), ...]."""
    return [(arrays[f"W{i}"], arrays[f"b{i}"]) for i in range(sum(name.startswith("W") for name in arrays))]


ACTIVATIONS = {
    "sine": lambda z, omega, scale: np.sin(omega * z),
    "finer": lambda z, omega, scale: np.sin(omega * (np.abs(z) + 1) * z),
    "gauss": lambda z, omega, scale: np.exp(-((scale * z) ** 2)),
    "relu": lambda z, omega, scale: np.maximum(z, 0),
    "linear": lambda z, omega, scale: z,
    "identity": lambda z, omega, scale: z,
}


def _activation(layer):
    name = layer["activation"]
    if name not in ACTIVATIONS:
        raise ValueError(f"activation {name} is not known here: add it to ACTIVATIONS, by the contract's formula")
    return lambda z: ACTIVATIONS[name](z, np.float32(layer.get("omega", 1)), np.float32(layer.get("scale", 1)))


def _features(mapping, x):  # What the first layer sees of coordinates x [points, 2].
    if mapping["formula"] == "scale x + shift":
        return np.float32(mapping["scale"]) * x + np.float32(mapping["shift"])
    if not mapping["formula"].endswith("sin(pi B x), cos(pi B x)"):
        raise ValueError(f"mapping {mapping['formula']} is not known here: add it to _features")
    waves = np.pi * x.astype(np.float64) @ np.reshape(mapping["frequencies"], (-1, x.shape[1])).T
    return np.concatenate(([x] if mapping["formula"].startswith("x, ") else []) + [np.sin(waves), np.cos(waves)], axis=1)


def _network(field, at):
    """A coordinate MLP at points [points, 2] in pixels: each axis runs from -1 at its first place to 1 at its last."""
    extents = np.array([field.row["height"], field.row["width"]])
    places = np.where(extents > 1, 2 * at.astype(np.float64) / np.maximum(extents - 1, 1) - 1, 0).astype(np.float32)
    order = [["row", "column"].index(axis) for axis in field.contract["coordinate_order"]]
    h = places[:, order]
    h = _features(field.contract["mapping"], h).astype(np.float32) if "mapping" in field.contract else h
    for (weight, bias), layer in zip(layers(field.arrays), field.contract["layers"]):
        h = _activation(layer)(h @ weight + bias)
    return h


def _cloud(field, at):
    """A cloud at points [points, 2] in pixels: a decoder of the nearest latents and their relative positions."""
    contract, anchors, latents = field.contract, field.arrays["positions"], field.arrays["latents"]
    values = []
    for points in np.array_split(at, max(1, len(at) * len(anchors) // 1_000_000)):
        difference = anchors[None] - points[:, None]  # [points, anchors, 2]
        nearest = np.argsort((difference**2).sum(axis=2), axis=1, kind="stable")[:, :contract["neighbours"]]
        relative = np.take_along_axis(difference, nearest[:, :, None], axis=1)
        relative = (relative - np.float32(field.row["relative_mean"])) / np.float32(field.row["relative_std"])
        limit = contract.get("relative_limit", np.inf)
        relative = np.clip(relative, -limit, limit)
        h = np.concatenate([latents[nearest].reshape(len(points), -1), relative.reshape(len(points), -1)], axis=1)
        for layer in contract["decoder"]:
            weight, bias = field.shared[layer["weight"]], field.shared[layer["bias"]]  # weight is [out, in]
            h = _activation(layer)(h.astype(np.float32) @ weight.T + bias)
        values.append(h)
    return np.concatenate(values)


def read_safetensors(path):
    """The arrays of a safetensors file of 32-bit floats, by name."""
    with _file(path) as file:
        content = file.read()
    size = struct.unpack("<Q", content[:8])[0]
    arrays = {}
    for name, entry in json.loads(content[8:8 + size]).items():
        if name != "__metadata__":
            first, last = entry["data_offsets"]
            arrays[name] = np.frombuffer(content[8 + size + first:8 + size + last], "<f4").reshape(entry["shape"])
    return arrays


class _Fields(Dataset):
    """Fields with their class numbers; rows without a class are left out."""

    def __init__(self, table, split, columns):
        if torch is None:
            raise ImportError("the datasets need PyTorch")
        rows = table.rows(columns + ["label", "channels"], split)
        known = [i for i, label in enumerate(rows["label"]) if label == label and label is not None]
        self.labels = torch.tensor([int(rows["label"][i]) for i in known])
        self.rows = [{name: rows[name][i] for name in columns + ["channels"]} for i in known]
        self.layout = table.manifest["layout"]

    def __len__(self):
        return len(self.rows)

    def arrays(self, i):
        return {name: torch.from_numpy(a.copy()) for name, a in split_parameters(self.layout, self.rows[i]).items()}


class Weights(_Fields):
    """Networks as vectors: ([parameters], label). All networks must have the same number of parameters."""

    def __init__(self, table, split=None):
        super().__init__(table, split, table.manifest["parameter_columns"])
        self.columns = table.manifest["parameter_columns"]

    def __getitem__(self, i):
        parts = [np.atleast_1d(np.asarray(self.rows[i][name], np.float32)) for name in self.columns]
        return torch.from_numpy(np.concatenate(parts)), self.labels[i]


class Clouds(_Fields):
    """ARCs as point clouds: (positions [anchors, 2] in pixels, latents [anchors, dimension], label)."""

    def __init__(self, table, split=None):
        super().__init__(table, split, ["positions", "latents", "num_latents", "latent_dim"])

    def __getitem__(self, i):
        arrays = self.arrays(i)
        return arrays["positions"], arrays["latents"], self.labels[i]


def pad(samples):
    """A batch of clouds of any size, for a DataLoader's collate_fn: positions, latents, mask [batch, anchors], labels."""
    positions, latents, labels = zip(*samples)
    mask = torch.nn.utils.rnn.pad_sequence([torch.ones(len(p), dtype=torch.bool) for p in positions], True)
    padded = [torch.nn.utils.rnn.pad_sequence(list(values), True) for values in (positions, latents)]
    return (*padded, mask, torch.stack(labels))


class Graphs(_Fields):
    """Networks as graphs: (nodes [units, 1] with their biases, edges [2, weights], weights [weights, 1], label).

    Units are numbered from the inputs, whose bias is 0, to the outputs.
    """

    def __init__(self, table, split=None):
        super().__init__(table, split, table.manifest["parameter_columns"])

    def __getitem__(self, i):
        edges, weights, first = [], [], 0
        network = layers(self.arrays(i))
        nodes = [torch.zeros(network[0][0].shape[0])] + [bias for _, bias in network]
        for weight, _ in network:
            inputs, outputs = weight.shape
            source, target = torch.meshgrid(torch.arange(inputs), torch.arange(outputs), indexing="ij")
            edges.append(torch.stack([source.flatten() + first, target.flatten() + first + inputs]))
            weights.append(weight.flatten())
            first += inputs
        return torch.cat(nodes)[:, None], torch.cat(edges, 1), torch.cat(weights)[:, None], self.labels[i]


def _numpy(column):
    """A column as numpy: lists of one length as a matrix, of several lengths as a list of arrays."""
    import pyarrow as pa

    column = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if not pa.types.is_list(column.type) and not pa.types.is_large_list(column.type):
        return column.to_numpy(zero_copy_only=False)
    values, offsets = column.flatten().to_numpy(zero_copy_only=False), np.asarray(column.offsets)
    offsets = offsets - offsets[0]
    lengths = np.diff(offsets)
    if column.null_count:
        return [np.asarray(item.as_py(), np.float32) if item.is_valid else None for item in column]
    if len(lengths) and (lengths == lengths[0]).all():
        return values.reshape(len(lengths), -1)
    return np.split(values, offsets[1:-1])


def _file(*path):
    import builtins

    return builtins.open(os.path.join(*path), "rb")

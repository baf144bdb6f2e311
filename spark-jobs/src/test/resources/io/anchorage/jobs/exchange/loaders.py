"""Loads what LoadersTest exported, as other people's loaders load it, and compares."""
import json
import sys
from pathlib import Path

import h5py
import numpy as np
import torch

root = Path(sys.argv[1])
npz = np.load(root / "npz/part-00000.npz")
by_key = {key: row for key, row in zip(zip(npz["id"], npz["repeat"]), npz["parameters"])}

# neural-field-arena: files by the start in their names, rows one after the other, counted.
paths = sorted((root / "nef").glob("*.hdf5"), key=lambda p: int(p.stem.split("_")[1].split("-")[0]))
params, labels, ids, repeats = [], [], [], []
for path in paths:
    with h5py.File(path, "r") as f:
        structure = json.loads(f["param_config"][0])
        assert json.loads(f["param_config"][0].decode("utf-8")) == structure
        assert len({f[key].shape[0] for key in ("params", "labels")}) == 1
        params.append(f["params"][:])
        labels.append(f["labels"][:])
        ids += [i.decode() for i in f["id"][:]]
        repeats += f["repeat"][:].tolist()
params, labels = np.concatenate(params), np.concatenate(labels)
assert params.dtype == np.float32 and params.shape == (18, 205)
assert [int(i.split("/")[-1]) for i in ids] == 2 * list(range(9)) and repeats == 9 * [0] + 9 * [1]
nef = json.load(open(root / "nef/nef.json"))
assert nef["name"] == "SIREN" and nef["params"]["omega_0"] == 8
with h5py.File(paths[0], "r") as f:
    offset, scale = f["normalisation_offset"][:], f["normalisation_scale"][:]

x, y = np.meshgrid(np.linspace(-1, 1, 28), np.linspace(-1, 1, 28))
coordinates = np.stack([x, y], -1).reshape(-1, 2)


def siren(row):
    """The network that the names and shapes describe, on the grid."""
    at, arrays = 0, {}
    for name, shape in structure:
        size = int(np.prod(shape))
        arrays[name] = row[at:at + size].reshape(shape).astype(np.float64)
        at += size
    assert at == len(row)
    h = coordinates
    for layer in range(nef["params"]["num_layers"] - 1):
        name = f"kernel_net_{layer}.linear."
        h = np.sin(nef["params"]["omega_0"] * (h @ arrays[name + "kernel"] + arrays[name + "bias"]))
    return h @ arrays["output_linear.kernel"] + arrays["output_linear.bias"]


for i in range(7):
    mine = by_key[ids[i], repeats[i]]
    assert np.array_equal(np.sort(mine), np.sort(params[i]))
    image = np.clip(siren(params[i]) * scale[i] + offset[i], 0, 1)
    assert 0.02 < image.std() < 0.6 and np.isfinite(image).all()

# HDF5 of our own: one dataset a column.
with h5py.File(root / "hdf5/part-00000.hdf5", "r") as f:
    assert np.array_equal(f["parameters"][:], npz["parameters"])
    assert [i.decode() for i in f["id"][:]] == npz["id"].tolist()
    assert np.array_equal(f["label"][:], npz["label"])
    assert np.array_equal(f["psnr"][:], npz["psnr"])
    assert json.loads(f["anchorage.contract"][()])["coordinate_order"] == ["column", "row"]

# PyTorch Geometric.
from torch_geometric.data import InMemoryDataset
from torch_geometric.loader import DataLoader


class Exported(InMemoryDataset):
    def __init__(self, path):
        super().__init__()
        self.load(str(path))


graphs = Exported(root / "graphs/part-00000.pt")
assert len(graphs) == 18
for i, graph in enumerate(graphs):
    assert graph.x.shape == (27, 1) and graph.edge_index.shape == (2, 180)
    assert graph.y.item() == npz["label"][i] and graph.id == npz["id"][i]
    dense = torch.zeros(27, 27)
    dense[graph.edge_index[0], graph.edge_index[1]] = graph.edge_attr[:, 0]
    row = npz["parameters"][i]
    assert np.array_equal(dense[:2, 2:14].numpy(), row[:24].reshape(2, 12))
    assert np.array_equal(dense[14:26, 26:].numpy(), row[192:204].reshape(12, 1))
    assert np.array_equal(graph.x[2:14, 0].numpy(), row[24:36])
batch = next(iter(DataLoader(graphs, batch_size=4)))
assert batch.edge_index.max() == 4 * 27 - 1 and batch.y.shape == (4,)

arcs = np.load(root / "arrays/part-00000.npz")
anchors = Exported(root / "anchors/part-00000.pt")
ends = arcs["positions_offsets"]
for i, cloud in enumerate(anchors):
    assert np.array_equal(cloud.pos.numpy().ravel(), arcs["positions"][ends[i]:ends[i + 1]])
    assert cloud.x.shape[0] == cloud.pos.shape[0] and cloud.y.item() == arcs["label"][i]
batch = next(iter(DataLoader(anchors, batch_size=9)))
assert batch.batch.max() == 8 and batch.x.shape == (len(batch.pos), 32)

# Pointcept: a batch is a dictionary; offset says where each cloud ends.
point = torch.load(root / "clouds/part-00000.pth", weights_only=True)
assert point["offset"].dtype == torch.int64 and point["offset"][-1] == len(point["coord"])
assert point["coord"].shape[1] == 3 and torch.equal(point["coord"][:, :2], batch.pos)
assert torch.equal(point["feat"], batch.x) and torch.equal(point["category"], batch.y)
assert torch.equal(torch.bincount(batch.batch).cumsum(0), point["offset"])
print("all loaded")

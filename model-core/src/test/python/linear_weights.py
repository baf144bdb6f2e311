"""How much of the images a linear map finds in the weights of their fields.

Fits a ridge regression from the parameters of training fields to the pixels of their images, and one to their classes, and
scores both on fields that neither has seen: the training images from 54 000 on.

    python linear_weights.py TABLE /usr/share/datasets/fashion-mnist

Needs numpy, pyarrow and PyTorch. TABLE holds Fashion-MNIST's training split, one SIREN an image.
"""

import glob
import gzip
import sys

import numpy as np
import pyarrow.parquet as pq
import torch

LAST = 54_000
RIDGES = (1e-4, 1e-3, 1e-2)


def idx(path, header):
    with gzip.open(path) as file:
        return np.frombuffer(file.read(), np.uint8, offset=header)


def fields(table):
    """Indices of the training images, and [fields, parameters]."""
    index, parameters = [], []
    for shard in sorted(glob.glob(table + "/fields/*.parquet")):
        rows = pq.read_table(shard, columns=["id", "split", "parameters"])
        rows = rows.filter(np.array([split == "train" for split in rows["split"].to_pylist()]))
        values = rows["parameters"].combine_chunks().flatten().to_numpy(zero_copy_only=False)
        if len(rows):
            parameters.append(values.reshape(len(rows), -1))
        index += [int(name.split("/")[-1]) for name in rows["id"].to_pylist()]
    return np.array(index), np.concatenate(parameters)


def ridge(squares, products, weight):
    damped = squares + weight * torch.eye(len(squares), dtype=torch.float64)
    return torch.cholesky_solve(products, torch.linalg.cholesky(damped)).float()


def main(table, folder):
    index, parameters = fields(table)
    x = torch.tensor(parameters)
    pixels = idx(folder + "/train-images-idx3-ubyte.gz", 16).reshape(-1, 784)
    y = torch.tensor(pixels[index] / np.float32(127.5) - 1)
    truth = torch.tensor(idx(folder + "/train-labels-idx1-ubyte.gz", 8)[index].astype(np.int64))
    seen = torch.tensor(index < LAST)
    x = (x - x[seen].mean(0)) / (x[seen].std(0) + 1e-8)
    middle = y[seen].mean(0)
    classes = torch.nn.functional.one_hot(truth, 10).float()
    squares = (x[seen].T @ x[seen]).double()
    to_pixels = (x[seen].T @ (y[seen] - middle)).double()
    to_classes = (x[seen].T @ (classes[seen] - classes[seen].mean(0))).double()
    for factor in RIDGES:
        weight = factor * int(seen.sum())
        shown = x[~seen] @ ridge(squares, to_pixels, weight) + middle
        error = ((shown - y[~seen]) ** 2).mean(1)
        r2 = 1 - error.mean() / ((y[~seen] - middle) ** 2).mean()
        guess = (x[~seen] @ ridge(squares, to_classes, weight)).argmax(1)
        print(
            f"ridge {factor:g}: R2 {r2:.4f}, {(10 * torch.log10(4 / error)).mean():.2f} dB,"
            f" classes {100 * (guess == truth[~seen]).float().mean():.2f} %"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])

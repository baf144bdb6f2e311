"""One case: its folder of inputs, the commands that are run on it, and what is wrong with what they did."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Callable

from product import Product, Ran, Table

MEANS = 1.5 / 255
CASES: dict[str, tuple[str, Callable[["Case"], None]]] = {}


def case(name: str, expected: str):
    """Registers the check of a case: a function of a `Case`."""

    def register(check):
        CASES[name] = (expected, check)
        return check

    return register


class Case:
    def __init__(self, folder: Path, product: Product):
        self.name = folder.name
        self.folder = folder
        self.product = product
        self.problems: list[str] = []
        self.said: list[str] = []
        self.log: list[str] = []

    # ------------------------------------------------------------------ doing
    def without_places(self, text: str) -> str:
        """A message with the names of its folders instead of where they happen to be."""
        return text.replace(str(self.folder.parent), "FOLDER").replace(str(self.product.work), "WORK")

    def fit(self, source="in", table="out", config="siren", sets=(), flags=(), **how) -> Ran:
        """`fit` into a table that is new unless a flag says otherwise."""
        output = self.product.work / self.name / table
        if "--incremental" not in flags and "--resume" not in flags:
            output = self.product.fresh(self.name, table)
        settings = [part for value in sets for part in ("--set", value)]
        return self.run(
            "fit", "--config", self.product.configs[config], "--input", self.folder / source,
            "--output", output, *settings, *flags, **how)

    def train(self, table="out", model="model", sets=(), **how) -> Ran:
        settings = [part for value in sets for part in ("--set", value)]
        return self.run(
            "train", "--config", self.product.configs["training"], "--input", self.at(table),
            "--output", self.product.fresh(self.name, model), *settings, **how)

    def run(self, *arguments, **how) -> Ran:
        ran = self.product.run(*arguments, **how)
        self.log.append(f"$ {' '.join(map(str, arguments))}\nexit {ran.code}, {ran.seconds:.1f} s\n{ran.text}")
        words = f"{arguments[0]}: exit {ran.code}" if ran.code is not None else f"{arguments[0]}: did not end"
        if ran.errors:
            words += ", \u201c" + "\u201d and \u201c".join(shortened(self.without_places(e)) for e in ran.errors) + "\u201d"
        self.said.append(words)
        return ran

    def at(self, name="out") -> Path:
        return self.product.work / self.name / name

    def table(self, name="out") -> Table | None:
        table = self.product.table(self.at(name))
        if table is None:
            self.said.append("no table")
        else:
            failed = f", {len(table.failed)} failures" if table.failed else ""
            self.said.append(f"{len(table.rows)} fields{failed}")
        return table

    # ------------------------------------------------------------------ judging
    def want(self, condition, otherwise: str) -> bool:
        if not condition:
            self.problems.append(otherwise)
        return bool(condition)

    def good(self, ran: Ran, fields: int, failures: int = 0, table="out") -> Table | None:
        """Exit 0, no error, and so many rows, no id twice. The table, if there is one."""
        self.want(ran.code == 0, f"exit {ran.code}")
        found = self.table(table)
        if self.want(found, "no table"):
            self.want(len(found.rows) == fields, f"{len(found.rows)} fields, not {fields}")
            self.want(len(found.failed) == failures, f"{len(found.failed)} failures, not {failures}")
            self.want(len(found.fields) == len(found.rows), "an id twice")
        return found

    def refused(self, ran: Ran, *patterns: str, codes=(2, 3, 4, 5)) -> bool:
        """Whether the command ended in one line that says all of this, with one of these codes."""
        return (ran.code in codes and len(ran.errors) == 1 and ran.says(*patterns)
                and "internal error" not in ran.text and "Exception" not in ran.text)

    def want_refused(self, ran: Ran, *patterns: str, codes=(3,)) -> bool:
        return self.want(
            self.refused(ran, *patterns, codes=codes),
            f"not one line with exit {' or '.join(map(str, codes))} that says {', '.join(patterns) or 'why'}")

    def labels(self, table: Table, expected: list, names: list[str] | None = None):
        got = [row["label"] for row in table.in_order()]
        self.want(got == expected, f"labels {got}, not {expected}")
        if names is not None:
            self.want(table.names == names, f"label_names {table.names}, not {names}")

    def classes(self, table: Table, expected: dict[str, int]):
        """One number for each name, as the manifest has it, and so many fields of each name."""
        counts: dict = {}
        wrong = []
        for row in table.rows:
            number, name = row["label"], row["label_name"]
            counts[name] = counts.get(name, 0) + 1
            if number is not None and name is not None and table.names[number : number + 1] != [name]:
                wrong.append(f"{row['id']} is {number} {name}")
        self.want(not wrong, f"{wrong[:1]} and {len(wrong) - 1} more; label_names is {table.names}")
        self.want(counts == expected, f"classes {counts}, not {expected}")

    def as_expected(self, table: Table, tolerance=MEANS, excused=None):
        """Each image of expected.json: size, channels, means, pixels. `excused` maps ids to a test of the row."""
        expected = json.loads((self.folder / "expected.json").read_text(encoding="utf-8"))
        fields, failures = table.fields, table.failures
        good = 0
        for image, want in expected.items():
            row, failure = fields.get(image), failures.get(image)
            problem = "not in the table"
            if failure is not None:
                problem = f"failed: {failure['message']}"
            if row is not None:
                problem = difference(row, want, tolerance)
            excuse = (excused or {}).get(image)
            if problem and excuse and excuse(row, failure):
                self.said.append(f"{image.rsplit('/', 1)[1]}: {shortened(problem)} (allowed)")
                problem = ""
            good += not problem
            self.want(not problem, f"{image.rsplit('/', 1)[1]} {problem}")
        self.want(set(fields) <= set(expected), f"unexpected {sorted(set(fields) - set(expected))[:3]}")
        self.said.append(f"{good} of {len(expected)} as expected")


def difference(row: dict, want: dict, tolerance: float) -> str:
    for key in ("width", "height", "channels"):
        if row[key] != want[key]:
            return f"{key} {row[key]}, not {want[key]}"
    worst = max(abs(a - b) for a, b in zip(row["normalisation_offset"], want["means"]))
    if worst > tolerance:
        return f"means differ by {255 * worst:.1f}/255"
    if "pixel_hash" in want and row["pixel_hash"] != want["pixel_hash"]:
        return "other pixels"
    return ""


def shortened(text: str, most=170) -> str:
    return text if len(text) <= most else text[: most - 1] + "\u2026"

"""Runs the product's commands as a user would, and reads the tables that they leave."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import running
from running import Ran

# One step, so that it takes seconds; standardised values keep an image's means in its row.
SIREN = """signal: {values: standardised-image}
fit:
  family: {kind: siren, width: 8, depth: 1}
  stop: {steps: 1}
run: {failure-budget: 1}
"""
ARC = """fit:
  family: {kind: arc, decoder: {images: 20, steps: 20}}
  stop: {steps: 5}
"""
TRAINING = """clouds: {split: train, test: test}
train:
  model: {kind: set-mlp, widths: [8], hidden: 8}
  batch: 8
  epochs: 1
  validation-share: 0
"""


class Table:
    """A field table: its manifest, and the rows of the files that the manifest lists."""

    def __init__(self, folder: Path, rows: "Rows"):
        self.manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        shards = self.manifest.get("shards", [])
        listed = lambda kind: [str(folder / s[kind]["path"]) for s in shards if s.get(kind)]
        self.rows = rows.of(listed("fields"))
        self.failed = rows.of(listed("failures"))

    @property
    def names(self) -> list[str]:
        return self.manifest.get("label_names") or []

    @property
    def fields(self) -> dict[str, dict]:
        return {row["id"]: row for row in self.rows}

    @property
    def failures(self) -> dict[str, dict]:
        return {row["id"]: row for row in self.failed}

    def in_order(self) -> list[dict]:
        """The rows by the number that their ids end with."""
        return sorted(self.rows, key=lambda row: (row["split"], int(row["id"].rsplit("/", 1)[1])))

    def count(self, split: str) -> int:
        return sum(row["split"] == split for row in self.rows)


class Rows:
    """DuckDB in a Java process of its own; it starts with the first question."""

    def __init__(self, duckdb_jar: str):
        self.jar = duckdb_jar
        self.process = None

    def of(self, files: list[str]) -> list[dict]:
        if not files:
            return []
        if self.process is None:
            source = running.FUZZ / "TableRows.java"
            java = os.path.join(os.environ["JAVA_HOME"], "bin/java") if "JAVA_HOME" in os.environ else "java"
            self.process = subprocess.Popen(
                [java, "-Xmx512m", "-cp", self.jar, str(source)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
        self.process.stdin.write("\t".join(files) + "\n")
        self.process.stdin.flush()
        rows = []
        for line in iter(lambda: self.process.stdout.readline().rstrip("\n"), ""):
            if line.startswith("!"):
                raise RuntimeError(line[1:])
            rows.append(json.loads(line))
        return rows

    def close(self):
        if self.process is not None:
            self.process.stdin.close()
            self.process.wait()


class Product:
    """The launcher, with folders for what it writes."""

    def __init__(self, work: Path, rows: Rows, separate: bool):
        self.work = work
        self.rows = rows
        self.shared = None if separate else running.Shared(work)
        self.configs = {}
        for name, text in (("siren", SIREN), ("arc", ARC), ("training", TRAINING)):
            work.mkdir(parents=True, exist_ok=True)
            self.configs[name] = work / f"{name}.yaml"
            self.configs[name].write_text(text, encoding="utf-8")

    def fresh(self, *parts: str) -> Path:
        """A path at which nothing is yet."""
        path = self.work.joinpath(*parts)
        if path.is_dir():
            shutil.rmtree(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def run(self, *arguments, env=None, timeout=240, log="warn", alone=False) -> Ran:
        """`env` replaces the whole environment; `alone` asks for a process of its own."""
        words = [str(a) for a in arguments]
        if self.shared is None or alone or env is not None or log != "warn":
            return running.own_process(words, running.options(log, env), timeout)
        return self.shared.run(words, timeout)

    def table(self, folder: Path) -> Table | None:
        return Table(folder, self.rows) if (folder / "manifest.json").exists() else None

    def close(self):
        self.rows.close()
        if self.shared is not None:
            self.shared.close()

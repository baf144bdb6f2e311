#!/usr/bin/env python3
"""Runs a folder of cases and prints what became of them; `deploy/cases --help` says how."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
import time
from pathlib import Path

import cases_folders  # noqa: F401  each registers its cases
import cases_growth  # noqa: F401
import cases_images  # noqa: F401
import cases_records  # noqa: F401
from case import CASES, Case
from product import Product, Rows


def cell(text: str) -> str:
    printable = "".join(c if c.isprintable() else "\\n" if c == "\n" else "\ufffd" for c in text)
    return printable.encode("utf-8", "replace").decode().replace("|", "\\|")


def generic(c: Case):
    """What can be asked of a case that this runner does not know."""
    ran = c.fit()
    c.want(ran.code is not None, "does not end")
    c.want("internal error" not in ran.text, "an internal error")
    table = c.table()
    if (c.folder / "expected.json").exists() and c.want(table, "no table"):
        c.as_expected(table)


def machine() -> str:
    cpus = Path("/proc/cpuinfo").read_text(encoding="utf-8") if os.path.exists("/proc/cpuinfo") else ""
    model = next((line.split(":")[1].strip() for line in cpus.splitlines() if line.startswith("model name")), "unknown")
    return f"{model}, {os.cpu_count()} cores"


def main() -> int:
    parser = argparse.ArgumentParser(prog="deploy/cases")
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--duckdb", required=True)
    parser.add_argument("--separate", action="store_true")
    given = parser.parse_args()
    folder = given.folder.resolve()
    names = given.names or sorted(d.name for d in folder.iterdir() if (d / "EXPECT.txt").exists())
    product = Product(given.work.resolve(), Rows(given.duckdb), given.separate)
    lines, passed, began = [], 0, time.monotonic()
    for name in names:
        if not (folder / name).is_dir():
            parser.error(f"no case {name} in {folder}")
        expected, check = CASES.get(name, ("to end, without an internal error, with the pixels of expected.json", generic))
        c = Case(folder / name, product)
        start = time.monotonic()
        try:
            check(c)
        except (OSError, RuntimeError, ValueError, KeyError, TypeError, AttributeError) as e:
            c.problems.append(f"the check ended with {type(e).__name__}: {e}")
        (given.work / f"{name}.log").write_text("\n".join(c.log), encoding="utf-8", errors="surrogateescape")
        passed += not c.problems
        verdict = "pass" if not c.problems else "**fail**: " + "; ".join(c.problems[:4])
        columns = (name, expected, "; ".join(c.said), verdict)
        lines.append("| " + " | ".join(cell(text) for text in columns) + " |")
        seconds = time.monotonic() - start
        print(f"{'ok  ' if not c.problems else 'FAIL'} {name} ({seconds:.0f} s) {cell('; '.join(c.problems))}", file=sys.stderr, flush=True)
    product.close()
    head = [
        "# The cases", "",
        f"Command: `deploy/cases FOLDER{' --separate' if given.separate else ''}{' ' + ' '.join(given.names) if given.names else ''}`, {datetime.date.today()}, {machine()},"
        f" {(time.monotonic() - began) / 60:.0f} min. {passed} of {len(names)} cases end as expected.", "",
        "| case | expected | what happened | |", "| --- | --- | --- | --- |"]
    page = "\n".join(head + lines) + "\n"
    print(page)
    if given.out:
        given.out.write_text(page, encoding="utf-8")
    return 0 if passed == len(names) else 1


if __name__ == "__main__":
    sys.exit(main())

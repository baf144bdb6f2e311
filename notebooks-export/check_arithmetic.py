"""Compares anchorage_fields with values that Java computed: check_arithmetic.py GOLDEN.json TOLERANCE. Needs numpy alone."""

import json
import sys

import numpy as np

import anchorage_fields as af

golden = json.load(open(sys.argv[1]))
tolerance = float(sys.argv[2])
shared = af.read_safetensors(golden["shared"]) if golden["shared"] else {}
agree, worst = 0, 0.0
for entry in golden["fields"]:
    field = af.Field(golden["contract"], golden["layout"], entry["row"], shared)
    height, width = entry["row"]["height"], entry["row"]["width"]
    for ours, java in [
        (field.render(), entry["image"]),
        (field.render(2 * height, 2 * width), entry["twice"]),
        (field.evaluate(entry["rows"], entry["columns"]), entry["values"]),
    ]:
        difference = np.abs(ours.ravel() - np.asarray(java, np.float32)).max()
        worst = max(worst, float(difference))
        agree += difference <= tolerance
print(f"{agree} images agree, largest difference {worst:.2g}")
sys.exit(0 if agree == 3 * len(golden["fields"]) else 1)

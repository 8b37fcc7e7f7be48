"""Keeps results.json for the script run. Needs nothing but Python.

    python3 results.py reference FILE FOLDER NETWORK ...                    the losses of trainings, written by pack
    python3 results.py begin RESULTS KEY=VALUE ...                          an empty file
    python3 results.py part RESULTS NAME STATE SECONDS FOLDER               adds what a part left in its folder
    python3 results.py losses REFERENCE NETWORK METRICS TOLERANCE           compares; exit code 1 if too far apart
    python3 results.py parameters REFERENCE NETWORK                         prints the number
    python3 results.py rate RESULTS NAME                                    prints a part's faces a second, or 0
"""

import json
import os
import statistics
import sys
from pathlib import Path


def lines(file: Path) -> list[dict]:
    """The JSON objects of a file, line by line; the last one may have been cut off."""
    found = []
    for line in file.read_text(errors="replace").splitlines() if file.exists() else []:
        if line.startswith("{"):
            try:
                found.append(json.loads(line))
            except ValueError:
                pass
    return found


def write(file: Path, value: object) -> None:
    """At once, so that a reader never meets half a file."""
    unfinished = file.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(value, indent=1))
    os.replace(unfinished, file)


def training(metrics: list[dict]) -> dict:
    """Speed, errors and a curve of at most 60 steps and all validations."""
    rates = [line["faces-per-second"] for line in metrics if "faces-per-second" in line]
    # The first laps hold the warming up of both machines.
    steady = rates[max(1, len(rates) // 4) :] or rates
    errors = [line["nme"] for line in metrics if "nme" in line]
    keep = max(1, len(metrics) // 60)
    curve = [line for i, line in enumerate(metrics) if i % keep == 0 or "nme" in line]
    return {
        "steps": metrics[-1].get("step"),
        "faces-per-second": round(statistics.median(steady), 1) if steady else None,
        "slowest-and-fastest-lap": [min(steady), max(steady)] if steady else None,
        "best-nme": min(errors, default=None),
        "last-nme": errors[-1] if errors else None,
        "curve": [{k: line[k] for k in ("step", "loss", "faces-per-second", "nme") if k in line} for line in curve],
    }


def card(samples: Path) -> dict | None:
    """What nvidia-smi said each second: MiB in use, per cent busy."""
    rows = [row.split(",") for row in samples.read_text().splitlines()] if samples.exists() else []
    numbers = [(int(r[0]), int(r[1])) for r in rows if len(r) == 2 and all(v.strip().isdigit() for v in r)]
    if not numbers:
        return None
    memory, busy = zip(*numbers)
    return {"samples": len(numbers), "memory-mib": max(memory), "busy-percent": statistics.median(busy), "busiest-percent": max(busy)}


def part(results: Path, name: str, state: str, seconds: str, folder: Path) -> None:
    all_parts = json.loads(results.read_text())
    entry: dict = {"state": state, "seconds": float(seconds)}
    runs = {}
    for file in sorted(folder.rglob("metrics.jsonl")):
        for stage in (1, 2):
            metrics = [line for line in lines(file) if line.get("stage", 1) == stage]
            if metrics:
                runs[f"{file.parent.relative_to(folder)}{'' if stage == 1 else '-second-stage'}"] = training(metrics)
    if runs:
        entry["trainings"] = runs
    log = folder / "log"
    if lines(log):
        entry["lines"] = lines(log)
    if log.exists():
        entry["said"] = [line for line in log.read_text(errors="replace").splitlines() if not line.startswith("{")][-25:]
    if card(folder / "card"):
        entry["card"] = card(folder / "card")
    for crash in sorted(folder.rglob("hs_err*"))[:1]:
        entry["crash"] = crash.read_text(errors="replace").splitlines()[:80]
    all_parts["parts"][name] = entry
    write(results, all_parts)


def losses(reference: Path, network: str, metrics: Path, tolerance: str) -> None:
    expected = json.loads(reference.read_text())[network]["losses"]
    found = [line["loss"] for line in lines(metrics)]
    differences = [abs(a - b) / abs(a) for a, b in zip(expected, found)]
    complete = len(found) == len(expected)
    # Before the first update only the forward pass differs; the optimiser then makes more of it.
    passed = complete and max(differences) <= float(tolerance) and differences[0] <= float(tolerance) / 50
    print(json.dumps({
        "network": network, "steps": len(found), "first-difference": differences[0] if differences else None,
        "largest-difference": max(differences, default=None), "tolerance": float(tolerance), "passed": passed,
        "expected": expected, "found": found,
    }))  # fmt: skip
    sys.exit(not passed)


def reference(file: Path, folder: Path, networks: list[str]) -> None:
    write(file, {
        network: {
            "losses": [line["loss"] for line in lines(folder / network / "metrics.jsonl")],
            "parameters": sum(layer["parameters"] for layer in json.loads((folder / f"{network}.json").read_text())["layers"]),
        }
        for network in networks
    })  # fmt: skip


def rate(results: Path, name: str) -> None:
    trainings = json.loads(results.read_text())["parts"].get(name, {}).get("trainings", {})
    print(next((t["faces-per-second"] for t in trainings.values() if t["faces-per-second"]), 0))


def main() -> None:
    verb, *words = sys.argv[1:]
    if verb == "begin":
        write(Path(words[0]), dict(word.split("=", 1) for word in words[1:]) | {"parts": {}})
    elif verb == "part":
        part(Path(words[0]), *words[1:4], Path(words[4]))
    elif verb == "losses":
        losses(Path(words[0]), words[1], Path(words[2]), words[3])
    elif verb == "reference":
        reference(Path(words[0]), Path(words[1]), words[2:])
    elif verb == "parameters":
        print(json.loads(Path(words[0]).read_text())[words[1]]["parameters"])
    elif verb == "rate":
        rate(Path(words[0]), words[1])
    else:
        sys.exit(f"results.py: no verb {verb}")


if __name__ == "__main__":
    main()

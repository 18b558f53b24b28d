"""Writes ``ingest/data/units.csv``: districts and communes before and after 1 July 2025, from vietnamadminunits (MIT).

Run it when a new version of that package appears: ``pip install vietnamadminunits && python tools/update_units.py``.
The package itself is not needed to run Dẫn Chiếu, since it brings libraries for maps.
"""

from __future__ import annotations

import csv
import sqlite3
import sys
from collections import defaultdict
from contextlib import closing
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Final

PACKAGE: Final = "vietnamadminunits"
TARGET: Final = Path(__file__).parents[1] / "ingest" / "data" / "units.csv"
QUERIES: Final = {
    "until": (
        "SELECT DISTINCT districtType, districtShort, provinceShort FROM admin_units_legacy",
        "SELECT DISTINCT wardType, wardShort, provinceShort FROM admin_units_legacy",
    ),
    "since": ("SELECT DISTINCT wardType, wardShort, provinceShort FROM admin_units",),
}


def main() -> None:
    """Read the package's tables and write the file, each kind and name once with its provinces."""
    units: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    with closing(sqlite3.connect(str(files(PACKAGE).joinpath("data/dataset.db")))) as tables:
        for period, queries in QUERIES.items():
            for query in queries:
                for kind, name, province in tables.execute(query):
                    if kind and name and not name.isdigit():
                        units[kind.lower(), name][period].add(province)
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        file.write(
            f"# Source: {PACKAGE} {version(PACKAGE)} (MIT), by tools/update_units.py. The provinces that have such a\n"
            "# unit, by their names until 30 June 2025 and since 1 July 2025 (Nghị quyết 202/2025/QH15).\n"
        )
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["kind", "name", "until", "since"])
        for (kind, name), provinces in sorted(units.items()):
            writer.writerow([kind, name, *(";".join(sorted(provinces[period])) for period in QUERIES)])
    sys.stdout.write(f"{len(units)} units\n")


if __name__ == "__main__":
    main()

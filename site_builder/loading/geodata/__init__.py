"""Files of places: read by their ending, each place with its fields and its shape as written, not yet judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from site_builder.loading.geodata.geojson import read_geojson
from site_builder.loading.geodata.gpx import read_gpx
from site_builder.loading.geodata.rows import Read
from site_builder.loading.geodata.tables import read_csv

READERS: Mapping[str, Callable[[bytes, str], Read]] = {".csv": read_csv, ".geojson": read_geojson, ".gpx": read_gpx}
"""Each takes the content of a file and its path, and raises Faults where it cannot go on."""

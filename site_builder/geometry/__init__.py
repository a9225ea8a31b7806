"""Plane and ellipsoid: what can be computed of numbers alone. Knows nothing of maps, files or problems."""

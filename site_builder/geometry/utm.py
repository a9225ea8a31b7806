"""UTM to degrees and back, on the ellipsoid GRS 80 (ETRS89; WGS 84 is the same within a metre).

Krüger's series to the fourth power of the third flattening, as in C. F. F. Karney, Transverse Mercator with an accuracy
of a few nanometers, Journal of Geodesy 85 (2011), equations 7-12, 35 and 36. In Norway it is good to some micrometres.
"""

from __future__ import annotations

from math import asin, asinh, atan2, atanh, cos, cosh, degrees, hypot, radians, sin, sinh, sqrt, tan

ZONES = {25832: 32, 25833: 33, 25835: 35}
"""The zones that Norwegian maps are in, by EPSG code."""

_FLATTENING = 1 / 298.257222101
_RADIUS = 6_378_137.0
_SCALE = 0.9996
_FALSE_EASTING = 500_000.0

_N = _FLATTENING / (2 - _FLATTENING)
_E = sqrt(_FLATTENING * (2 - _FLATTENING))
_SIZE = _SCALE * _RADIUS / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)

_ALPHA = (
    _N / 2 - 2 * _N**2 / 3 + 5 * _N**3 / 16 + 41 * _N**4 / 180,
    13 * _N**2 / 48 - 3 * _N**3 / 5 + 557 * _N**4 / 1440,
    61 * _N**3 / 240 - 103 * _N**4 / 140,
    49561 * _N**4 / 161280,
)
_BETA = (
    _N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96 - _N**4 / 360,
    _N**2 / 48 + _N**3 / 15 - 437 * _N**4 / 1440,
    17 * _N**3 / 480 - 37 * _N**4 / 840,
    4397 * _N**4 / 161280,
)
# From conformal to geodetic latitude.
_DELTA = (
    2 * _N - 2 * _N**2 / 3 - 2 * _N**3 + 116 * _N**4 / 45,
    7 * _N**2 / 3 - 8 * _N**3 / 5 - 227 * _N**4 / 45,
    56 * _N**3 / 15 - 136 * _N**4 / 35,
    4279 * _N**4 / 630,
)


def zone_at(lon: float) -> int:
    """Return the zone of a longitude (degrees)."""
    return int((lon + 180) // 6) % 60 + 1


def to_degrees(east: float, north: float, zone: int) -> tuple[float, float]:
    """Return (longitude, latitude), decimal degrees, of a position in metres on the northern half."""
    xi, eta = north / _SIZE, (east - _FALSE_EASTING) / _SIZE
    xi_ = xi - sum(beta * sin(2 * j * xi) * cosh(2 * j * eta) for j, beta in enumerate(_BETA, 1))
    eta_ = eta - sum(beta * cos(2 * j * xi) * sinh(2 * j * eta) for j, beta in enumerate(_BETA, 1))
    conformal = asin(sin(xi_) / cosh(eta_))
    lat = conformal + sum(delta * sin(2 * j * conformal) for j, delta in enumerate(_DELTA, 1))
    return _meridian(zone) + degrees(atan2(sinh(eta_), cos(xi_))), degrees(lat)


def to_metres(lon: float, lat: float, zone: int) -> tuple[float, float]:
    """Return (east, north), metres, of a position in decimal degrees on the northern half."""
    phi, lam = radians(lat), radians(lon - _meridian(zone))
    conformal = sinh(asinh(tan(phi)) - _E * atanh(_E * sin(phi)))
    xi_ = atan2(conformal, cos(lam))
    eta_ = asinh(sin(lam) / hypot(conformal, cos(lam)))
    xi = xi_ + sum(alpha * sin(2 * j * xi_) * cosh(2 * j * eta_) for j, alpha in enumerate(_ALPHA, 1))
    eta = eta_ + sum(alpha * cos(2 * j * xi_) * sinh(2 * j * eta_) for j, alpha in enumerate(_ALPHA, 1))
    return _FALSE_EASTING + _SIZE * eta, _SIZE * xi


def _meridian(zone: int) -> float:
    """Return the longitude (degrees) in the middle of a zone."""
    return zone * 6 - 183.0

"""Where residences are, from the projected coordinates of the open data since 2019."""

import re
from functools import lru_cache

from pyproj import Transformer
from pyproj.exceptions import CRSError

from .layout import Layout
from .staging import rows, run

NUMBER = r"^\s*-?\d{1,8}([.,]\d+)?\s*$"

MIDDLES = """
SELECT residence.id, mode() WITHIN GROUP (ORDER BY told.epsg), percentile_disc(0.5) WITHIN GROUP (ORDER BY told.x),
    percentile_disc(0.5) WITHIN GROUP (ORDER BY told.y)
FROM (
    SELECT place, replace({x}, ',', '.')::float8 AS x, replace({y}, ',', '.')::float8 AS y, {epsg} AS epsg
    FROM rpls_home JOIN rpls_line USING (n)
    WHERE {x} ~ %(number)s AND {y} ~ %(number)s AND {epsg} IS NOT NULL
) told
JOIN rpls_place place USING (place)
JOIN housing_staircase staircase
    ON staircase.landlord_id = %(landlord)s AND staircase.source_key = place.staircase_key
JOIN housing_residence residence ON residence.id = staircase.residence_id
WHERE residence.latitude IS NULL
GROUP BY residence.id
"""

PLACE = """
UPDATE housing_residence residence SET latitude = point.latitude, longitude = point.longitude
FROM unnest(%(ids)s::bigint[], %(latitudes)s::float8[], %(longitudes)s::float8[])
    AS point (id, latitude, longitude)
WHERE residence.id = point.id
"""


@lru_cache(maxsize=20)
def _transformer(epsg: str) -> Transformer | None:
    """To longitude and latitude, from the projection of metropolitan France, the Antilles, La Réunion…"""
    code = re.sub(r"\D", "", epsg)
    try:
        return Transformer.from_crs(f"EPSG:{code}", "EPSG:4326", always_xy=True) if code else None
    except CRSError:
        return None


def locate(layout: Layout, landlord_id: int) -> int:
    """Give a position to the residences that have none: the middle of their homes. How many were placed."""
    x, y, epsg = (layout.column(code) for code in ("X", "Y", "EPSG"))
    if "NULL" in f"{x}{y}{epsg}":
        return 0
    params = {"number": NUMBER, "landlord": landlord_id}
    points = []
    for pk, projection, east, north in rows(MIDDLES.format(x=x, y=y, epsg=epsg), params):
        transformer = _transformer(projection)
        if transformer is None:
            continue
        longitude, latitude = transformer.transform(east, north)
        if -90 <= latitude <= 90 and -180 <= longitude <= 180 and (east or north):
            points.append((pk, round(latitude, 6), round(longitude, 6)))
    if points:
        ids, latitudes, longitudes = (list(column) for column in zip(*points, strict=True))
        run(PLACE, {"ids": ids, "latitudes": latitudes, "longitudes": longitudes})
    return len(points)

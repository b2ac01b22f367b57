"""Functions that measures share in the database."""

COMMON_DAYS = """
CREATE FUNCTION kpis_common_days(period daterange, starts date, ends date) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(upper(common) - lower(common), 0)
    FROM (SELECT period * daterange(starts, greatest(starts, ends)) AS common) AS found
$$
"""
DROP_COMMON_DAYS = "DROP FUNCTION kpis_common_days(daterange, date, date)"

HOURS = """
CREATE FUNCTION kpis_hours(spans tstzmultirange) RETURNS double precision
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(sum(extract(epoch FROM upper(span) - lower(span))), 0)::float8 / 3600
    FROM unnest(spans) AS span
$$
"""
DROP_HOURS = "DROP FUNCTION kpis_hours(tstzmultirange)"

"""A database's own history of migrations, as `migrate` finds it: can this version go on from there?"""

from django.core.checks import Error, Tags, register
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

TOO_OLD = (
    "Cette base vient d’une version plus ancienne que cette mise à jour n’en accepte. Passez d’abord par la "
    "version du 26 novembre 2026, ou recommencez : bin/run --reset"
)


@register(Tags.database)
def known(app_configs=None, databases=None, **kwargs) -> list[Error]:
    """The first migrations stand for those before them: a database in between knows neither. `migrate` asks this
    before it begins."""
    return [Error(TOO_OLD, id="palier.E001") for alias in databases or () if _is_in_between(connections[alias])]


def _is_in_between(connection) -> bool:
    done = set(MigrationRecorder(connection).applied_migrations())
    told = [
        (key in done, done.intersection(one.replaces), one.replaces)
        for key, one in MigrationLoader(None).disk_migrations.items() if one.replaces
    ]  # fmt: skip
    return any(not itself and some and len(some) < len(replaced) for itself, some, replaced in told)

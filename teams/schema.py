"""How the first migrations make many tables at once."""

from django.db.migrations.operations.base import Operation


class Together(Operation):
    """Several operations on new tables; the classes of models are made once for all of them.

    Django makes the classes of all related models anew before each operation: with as many relations as there are
    here, a new database would take a minute more.
    """

    def __init__(self, operations):
        self.operations = operations

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, from_state)

    def describe(self):
        return f"Make {len(self.operations)} tables, triggers and others together"

"""The national register of social dwellings (RPLS): its files in, the yearly declaration out (docs/rpls.md)."""

from .exporting import export_declaration
from .importing import run_import
from .refusal import ImportRefused
from .rejects import rejected_file

__all__ = ["ImportRefused", "export_declaration", "rejected_file", "run_import"]

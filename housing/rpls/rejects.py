"""The rejected lines as a file of the same layout, to correct and import again."""

from collections.abc import Iterator

from housing.models import StockImport

from .layout import NOTE


def rejected_file(stock_import: StockImport) -> Iterator[bytes]:
    """The file's first line, then each rejected line with its reason as a last field, which the importer drops."""
    yield f"{stock_import.report.get('header', '')}\r\n".encode()
    for line in stock_import.rejected_lines.order_by("line_number").iterator(chunk_size=5000):
        reason = line.reason.replace(";", ",").replace("\n", " ").replace('"', "’")
        yield f"{line.raw};{NOTE} {reason}\r\n".encode()

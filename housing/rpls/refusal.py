class ImportRefused(Exception):
    """The file cannot be imported; says why in French, on which line if known, and what to do."""

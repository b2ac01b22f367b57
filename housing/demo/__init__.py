"""The fictional stock of the demo: a declaration file made up for the real importer, then what hangs on it."""

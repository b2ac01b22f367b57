"""Processes, responsibilities, cases, tasks, promises, journal, my work, meetings."""

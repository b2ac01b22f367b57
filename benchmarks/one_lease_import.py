"""Import one file of leases, then tell how long each step took and the peak memory of this process (JSON)."""

import json
import os
import resource
import sys
import time
from pathlib import Path


def main(path: Path) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from benchmarks.filling import people
    from leasing.imports.running import run_import
    from leasing.models import LeaseImport

    row = LeaseImport.objects.create(file_name=path.name, requested_by=people()["director"])
    marks: list[tuple[str, float]] = []

    def progress(step: str, share: float) -> None:
        if not step[0].isdigit() and (not marks or marks[-1][0] != step):
            marks.append((step, time.perf_counter()))

    start = time.perf_counter()
    with path.open("rb") as file:
        run_import(row, file, apply=True, progress=progress)
    end = time.perf_counter()
    times = [moment for _, moment in marks[1:]] + [end]
    steps = {step: later - moment for (step, moment), later in zip(marks, times, strict=True)}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    counts = {name: getattr(row, name) for name in ("created", "changed", "unchanged", "rejected")}
    print(json.dumps({"seconds": end - start, "steps": steps, "peak": peak, **counts}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

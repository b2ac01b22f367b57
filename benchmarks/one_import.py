"""Import one file, then tell how long each step took and the peak memory of this process (JSON)."""

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
    from housing.models import Landlord, StockImport
    from housing.rpls import run_import

    landlord = Landlord.objects.create(name="HABITAT DE MESURE")
    row = StockImport.objects.create(
        landlord=landlord, file_name=path.name, options={"agency_from": "LIBSEGPATRIM"}
    )
    marks: list[tuple[str, float]] = []

    def progress(step: str, share: float) -> None:
        if not marks or marks[-1][0] != step:
            marks.append((step, time.perf_counter()))

    start = time.perf_counter()
    run_import(row, path, apply=True, progress=progress)
    end = time.perf_counter()
    times = [moment for _, moment in marks[1:]] + [end]
    steps = {step: later - moment for (step, moment), later in zip(marks, times, strict=True)}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": end - start, "steps": steps, "peak": peak, "homes": row.dwellings}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

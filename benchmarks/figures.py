"""A figure beside its floor."""

from dataclasses import dataclass


@dataclass
class Figure:
    """What took how long (`seconds`), against the least it could take (`floor`), and how far it may go."""

    name: str
    seconds: float
    floor: float
    limit: float
    floor_name: str
    note: str = ""

    @property
    def ratio(self) -> float:
        return self.seconds / self.floor

    @property
    def passes(self) -> bool:
        return self.ratio <= self.limit

    def __str__(self) -> str:
        verdict = "PASS" if self.passes else "OVER"
        told = f"{self.name}: {self.seconds:.2f} s, {self.ratio:.1f} × {self.floor_name} ({self.floor:.2f} s)"
        return f"{verdict}  {told}, limit {self.limit:g} ×{f' · {self.note}' if self.note else ''}"


@dataclass
class Bound:
    """A quantity with a limit of its own: memory, number of queries."""

    name: str
    amount: float
    limit: float
    unit: str = ""
    digits: int = 0

    @property
    def passes(self) -> bool:
        return self.amount <= self.limit

    def __str__(self) -> str:
        verdict = "PASS" if self.passes else "OVER"
        amount = f"{self.amount:.{self.digits}f} {self.unit}"
        return f"{verdict}  {self.name}: {amount}, limit {self.limit:g} {self.unit}"

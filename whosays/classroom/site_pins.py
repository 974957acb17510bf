"""What the browser edition is made of: versions and sums of every file, read from one list."""

import hashlib
from pathlib import Path

from attrs import frozen

from ..article import read_toml
from ..bootstrap import Trouble

PINS = Path(__file__).with_name("site_pins.toml")
KIT = "whosays"


@frozen(kw_only=True)
class Wheel:
    """One wheel of the browser's Python: its file, its sum, what it offers and what it needs."""

    name: str
    version: str
    file: str
    sha256: str
    imports: list[str]
    depends: list[str]


@frozen(kw_only=True)
class Pins:
    """Every version that was tested together.

    ``tools`` are pip's names for the build; ``wheels`` come through pip; ``shipped`` lie inside
    the kernel. ``python`` is the browser's Python, such as "3.14".
    """

    python: str
    tools: dict[str, str]
    pyodide: dict[str, str]
    wheels: tuple[Wheel, ...]
    shipped: tuple[Wheel, ...]

    @property
    def requirements(self) -> list[str]:
        """The tools as pip names them."""
        return [f"{name}=={version}" for name, version in self.tools.items()]


def read_pins(path: Path = PINS) -> Pins:
    """Return the list of what a site is made of.

    Raises PackError where it cannot be read, Trouble where a wheel needs one that is not listed.
    """
    table = read_toml(path)
    pins = Pins(
        python=table["python"],
        tools=table["tools"],
        pyodide=table["pyodide"],
        wheels=tuple(Wheel(**row) for row in table["wheel"]),
        shipped=tuple(Wheel(**row) for row in table["shipped"]),
    )
    if missing := unresolved([*pins.wheels, *pins.shipped]):
        raise Trouble(f"{path.name}: {missing[0]}.")
    return pins


def unresolved(wheels: list[Wheel]) -> list[str]:
    """Return, in words, each wheel that is needed and is not among some wheels."""
    names = {wheel.name for wheel in wheels}
    return [
        f"{wheel.name} needs {need}, which is not in the list"
        for wheel in wheels
        for need in wheel.depends
        if need not in names
    ]


def prove_sum(path: Path, sha256: str) -> None:
    """Raise Trouble, and remove the file, where its sum is not the one that was tested."""
    found = sum_of(path)
    if found != sha256:
        path.unlink()
        raise Trouble(
            f"{path.name} is not the file that was tested: its sum is {found[:12]}…, "
            f"and site_pins.toml says {sha256[:12]}…. It was removed. Build again."
        )


def sum_of(path: Path) -> str:
    """Return the sha256 of a file, as hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def prove_together(pins: Pins, kernel: str, python: str) -> None:
    """Raise Trouble where the kernel was made for another Pyodide or another Python than ours."""
    asked = (
        ("Pyodide", kernel, pins.pyodide["version"]),
        ("Python in the browser", python, pins.python),
    )
    for what, theirs, ours in asked:
        if theirs != ours:
            raise Trouble(
                f"The kernel asks for {what} {theirs}, and site_pins.toml has {ours}. "
                "These versions change together: pin them anew, then build again."
            )

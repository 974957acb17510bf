"""The verb `doctor`: checks this machine before class, a line a check, and says what to do.

Standard library and Python 3.8 only, and it installs nothing: it runs where nothing else does.
"""

import argparse
from pathlib import Path

from whosays import doctor_checks, doctor_setup
from whosays.bootstrap import COMMAND, find_root
from whosays.doctor_checks import OK, PROBLEM, WARN, Finding

WIDTH = 9


def parse_call(args):
    """Returns the options of a call (there are none), or leaves with 2 and the reason."""
    parser = argparse.ArgumentParser(
        prog=COMMAND + " doctor",
        description="Checks this machine before class and says what to do. Installs nothing.",
    )
    return parser.parse_args(args)


def main(args) -> int:
    """Prints a line a check and a summary; returns 1 where something must be mended first."""
    parse_call(args)
    counts = {OK: 0, WARN: 0, PROBLEM: 0}
    for finding in findings(find_root()):
        counts[finding.state] += 1
        print(line(finding), flush=True)
    said = "doctor: {} ok, {} to know, {} to mend before class.".format(*counts.values())
    print(said)
    return 1 if counts[PROBLEM] else 0


def line(finding: Finding) -> str:
    """Returns a finding as one line: its state, what was checked, and what to do."""
    return "{}{}: {}".format(finding.state.ljust(WIDTH), finding.what, finding.says)


def findings(root):
    """Yields every finding, in the order in which a teacher would mend them."""
    yield doctor_checks.check_python()
    if root is None:
        yield Finding(PROBLEM, "Folder", "This is not the kit's folder: open a terminal in it.")
        return
    root = Path(root)
    yield doctor_checks.check_folder(root)
    yield doctor_checks.check_writing(root)
    yield doctor_checks.check_cloud(root)
    yield doctor_checks.check_length(root)
    yield doctor_checks.check_clock()
    yield doctor_checks.check_memory()
    ready, software = doctor_setup.check_software(root)
    yield doctor_checks.check_disk(root, ready)
    yield software
    yield doctor_setup.check_source(root, ready)
    yield doctor_setup.check_browser()
    yield doctor_setup.check_port(root)
    yield doctor_setup.check_class(root)

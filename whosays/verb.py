"""The frame of a verb that checks or writes: what went wrong becomes a sentence and an exit status.

Standard library only, so that ``--help`` answers before any install.
"""

import sys
from collections.abc import Callable, Iterable

from .bootstrap import Trouble

DONE, FAULTS, WRONG_CALL = 0, 1, 2


def run(work: Callable[[], int]) -> int:
    """Return the status that ``work`` returns, or that of what stopped it, said in a sentence.

    A pack that cannot be read and a file that cannot be written are faults; ``Trouble`` has a
    status of its own.
    """
    from .article import PackError

    try:
        return work()
    except Trouble as trouble:
        says, status = str(trouble), trouble.code
    except PackError as error:
        says, status = str(error), FAULTS
    except OSError as error:
        says, status = f"{error.filename}: {error.strerror}.", FAULTS
    print(says, file=sys.stderr)
    return status


def closing(summary: str, faults: Iterable[str] = ()) -> int:
    """Print a sentence for each fault and then the summary; return the status they come to."""
    found = list(faults)
    for fault in found:
        print(fault, file=sys.stderr, flush=True)
    print(summary)
    return FAULTS if found else DONE


def wrong_call(sentence: str) -> Trouble:
    """Return a call that cannot be carried out, to be raised."""
    return Trouble(sentence, WRONG_CALL)


def prove_known(what: str, names: Iterable[str], known: Iterable[str]) -> None:
    """Raise a wrong call for the first name that is not known, with those that are."""
    for name in names:
        if name not in known:
            raise wrong_call(f"There is no {what} {name!r}. There are: {', '.join(known)}")

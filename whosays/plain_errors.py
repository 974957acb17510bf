"""An IPython extension: the faults a student can meet are told in a sentence, without a traceback.

After a kernel restart a cell that is run alone does not know ``desk``; a wrong lesson name is a
fault of a pack or of the store. Every other fault stays as Python shows it.
"""

from typing import Any

SETUP_FIRST = "This cell needs the setup cell first. Choose Run, then Run All Cells."
TOLD = ("PackError", "StoreError", "LineError")


def load_ipython_extension(shell: Any) -> None:
    """Have the shell ask this module first about every fault of a cell."""
    shell.set_custom_exc((NameError, ValueError), _tell)


def sentence_for(fault: BaseException) -> str:
    """Return the sentence for a fault a student can meet, or "" for any other.

    >>> sentence_for(NameError("name 'desk' is not defined", name="desk"))
    'This cell needs the setup cell first. Choose Run, then Run All Cells.'
    """
    if isinstance(fault, NameError) and getattr(fault, "name", "") in ("desk", "open_desk"):
        return SETUP_FIRST
    ours = type(fault).__module__.startswith("whosays.") and type(fault).__name__ in TOLD
    return str(fault) if ours else ""


def _tell(shell: Any, kind: type, fault: BaseException, trace: Any, tb_offset: int | None = None):
    """Print the sentence, or let the shell show the fault as it always does."""
    sentence = sentence_for(fault)
    if not sentence:
        shell.showtraceback((kind, fault, trace), tb_offset=tb_offset)
    else:
        print(sentence)
    return []

"""Between the counters and every reader: which cells to hide so that nobody can work out a small number.

Jointly over all tables that hang together, over everything printed before, and for several readers at once; with whole
tables as the proof. Pure: no database, and of the clock only a limit.
"""

from needs_assessment.protect.cells import CellKey, Counted, Proof, Protected, Reader, Shown
from needs_assessment.protect.protecting import protect

__all__ = ["CellKey", "Counted", "Proof", "Protected", "Reader", "Shown", "protect"]

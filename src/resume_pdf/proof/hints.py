"""What in the style may be the cause of a failure, told with it.

In: checks, and what in the style's sheets is known to change what programs read. Out: the same
checks; the first finding of each code that may come of it has a hint.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..diagnostics import Diagnostic
from ..record import replace
from ..risks import Risk
from .report import Check

_NAMED = 3


def with_hints(checks: Sequence[Check], risks: Sequence[Risk]) -> tuple[Check, ...]:
    """`checks` with a hint where a declaration of the style may have done it."""
    return tuple(replace(check, diagnostics=_hinted(check.diagnostics, risks)) for check in checks)


def _hinted(found: Sequence[Diagnostic], risks: Sequence[Risk]) -> tuple[Diagnostic, ...]:
    hinted: list[Diagnostic] = []
    for one in found:
        causes = [risk for risk in risks if one.code in risk.codes]
        told = any(other.code == one.code for other in hinted)
        if causes and not told and one.hint is None:
            named = "; ".join(map(str, causes[:_NAMED]))
            rest = f"; and {len(causes) - _NAMED} more of the kind" * (len(causes) > _NAMED)
            one = replace(one, hint=f"the style may do it: {named}{rest}")
        hinted.append(one)
    return tuple(hinted)

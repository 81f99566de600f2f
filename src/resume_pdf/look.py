"""The style of a résumé as it is set: with what author and caller set of it.

In: a style, the document's settings, what the caller sets. Out: a `Look`. What the caller sets must
be right; what of the front matter is not stays as the style has it, and is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .diagnostics import Diagnostic, ResumeError
from .document import Settings
from .faces import shipped_families, with_face
from .properties import Refusal, checked, is_face
from .theme import Style, with_variables
from .typeset import machine_families


@dataclass(frozen=True, slots=True)
class Look:
    """`loaded` is what a typesetter needs: sheets and faces; `style` has the `variables` too."""

    loaded: Style
    style: Style
    variables: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]


def look_of(style: Style, settings: Settings, variables: Mapping[str, str]) -> Look:
    """`style` with the variables of `settings` and, before these, `variables`.

    Raises `ResumeError` "unknown-property" or "property-invalid" for one of `variables`.
    """

    def ours(given: Mapping[str, str]) -> tuple[dict[str, str], tuple[Refusal, ...]]:
        faces = (lambda: style.families, shipped_families, machine_families)
        return checked(given, style.properties, style.text_colours, faces)

    given, wrong = ours(variables)
    for one in wrong:
        code = "unknown-property" if one.unknown else "property-invalid"
        raise ResumeError(code, one.message, hint=one.hint)
    written = {name: value for name, value in settings.variables.items() if name not in given}
    accepted, refused = ours(written)
    diagnostics = tuple(
        Diagnostic(
            "front-matter-unknown-key" if one.unknown else "front-matter-bad-value",
            one.message,
            settings.places.get(one.name),
            one.hint,
        )
        for one in refused
    )
    together = {**accepted, **given}
    loaded = style
    for name, value in together.items():
        if is_face(name):
            loaded = with_face(loaded, value.strip('"'))
    return Look(loaded, with_variables(loaded, together), together, diagnostics)

"""The style of a résumé as it is set: with what author and caller set of it.

In: a style, the document's settings, what the caller sets. Out: a `Look`. What the caller sets must
be right; what of the front matter is not stays as the style has it, and is told.
"""

from __future__ import annotations

from collections.abc import Mapping

from .diagnostics import Diagnostic, ResumeError
from .document import Settings
from .faces import shipped_families, with_face
from .patterns import lazy
from .properties import Refusal, checked, is_face
from .record import Record
from .theme import Style, with_variables
from .typeset import machine_families

_FAMILY = lazy(r"([\"'])([^\"',]+)\1")


class Look(Record):
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
    loaded, lacking = _with_faces(style, with_variables(style, together))
    return Look(loaded, with_variables(loaded, together), together, (*diagnostics, *lacking))


def _with_faces(style: Style, as_set: Style) -> tuple[Style, list[Diagnostic]]:
    """`style` with every family that its properties name; and what is to be said of those that are
    nowhere: only a style can name such a one, since what is set was checked.
    """
    lacking = []
    for name, value in as_set.properties.items():
        named = _FAMILY.fullmatch(value) if is_face(name) else None
        if named is None or (family := named[2]) in style.families:
            continue  # A list, or one that is found for whoever asks, has what to fall back on.
        if family in shipped_families() or family in machine_families():
            style = with_face(style, family)
        else:
            message = f"--{name}: no family “{family}” ships with the program or is on this machine"
            hint = "declare it with @font-face, or name one that is there"
            lacking.append(Diagnostic("style-rejected", f"{style.name}.css: {message}", hint=hint))
    return style, lacking

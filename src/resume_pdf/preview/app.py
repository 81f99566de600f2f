"""What there is to get from a preview: its page, news of a view, pictures, text, the PDF.

All of it is in memory: no part of an address is ever looked for in the file system.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from ..proof import picture
from ..record import to_builtins
from .making import Proved, View
from .session import Scene, Session

WIDEST = 4000
"""Pixels across a picture of a page."""

_TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


def application(session: Session, editor: str | None = None) -> Starlette:
    """The application, to be put behind a `Guard`.

    `editor` is the address that opens the source in an editor, with {file}, {line} and {column}.
    """

    async def news(request: Request) -> Response:
        view = _view(request, session)

        async def stream() -> AsyncIterator[str]:
            async for scene in session.look(view):
                told = json.dumps(_told(scene, session, editor), ensure_ascii=False)
                yield f"data: {told}\n\n"

        return StreamingResponse(stream(), media_type="text/event-stream")

    async def page(request: Request) -> Response:
        proved, number = _edition(request, session), request.path_params["number"]
        try:
            width = int(request.query_params["width"])
        except (KeyError, ValueError) as error:
            raise HTTPException(400, "width is a number of pixels") from error
        if not (1 <= width <= WIDEST and 1 <= number <= len(proved.sizes)):
            raise HTTPException(404)
        # In a thread: PDFium and zlib let go of the interpreter while they work. The worker has
        # read this PDF with the same PDFium before, so that it holds no surprise.
        drawn = await asyncio.to_thread(picture, proved.pdf, number, width)
        return Response(drawn, media_type="image/png")

    async def text(request: Request) -> Response:
        return JSONResponse(await session.read(_edition(request, session)))

    async def pdf(request: Request) -> Response:
        proved = _edition(request, session)
        if request.path_params["name"] != proved.file_name:
            raise HTTPException(404)
        disposition = f"attachment; filename*=UTF-8''{quote(proved.file_name)}"
        return Response(
            proved.pdf,
            media_type="application/pdf",
            headers={"content-disposition": disposition},
        )

    return Starlette(
        routes=[
            *_static(),
            Route("/news", news),
            Route("/pages/{key}/{number:int}.png", page),
            Route("/text/{key}", text),
            Route("/pdf/{key}/{name}", pdf),
        ]
    )


def _static() -> list[Route]:
    """The files of the page, read once."""

    def route(name: str, content: bytes) -> Route:
        kind = _TYPES[name.rpartition(".")[2]]

        async def serve(_: Request) -> Response:
            return Response(content, media_type=kind)

        return Route("/" if name == "index.html" else f"/{name}", serve)

    folder = files(__package__) / "static"
    return [route(file.name, file.read_bytes()) for file in folder.iterdir()]


def _view(request: Request, session: Session) -> View:
    """The view that is asked for: of what there is to choose, nothing that could be a path."""
    asked, choices = request.query_params, session.choices()
    if "layout" not in asked:
        return session.first
    layout, style, paper = (asked.get(name) or None for name in ("layout", "style", "paper"))
    if layout not in choices["layouts"] or not (
        style in (None, *choices["styles"]) and paper in (None, *choices["papers"])
    ):
        raise HTTPException(400, "there is no such layout, style or paper")
    return View(layout, style, paper)


def _edition(request: Request, session: Session) -> Proved:
    proved = session.edition(request.path_params["key"])
    if proved is None:
        raise HTTPException(404)
    return proved


def _told(scene: Scene, session: Session, editor: str | None) -> dict[str, Any]:
    """What the page is told of a scene."""
    made, shown = scene.made, scene.shown
    return {
        "view": to_builtins(scene.view),
        "source": session.source.name,
        "file": str(session.source.absolute()),
        "editor": editor,
        "choices": session.choices(),
        "busy": scene.busy,
        "stale": scene.stale,
        "version": scene.version,
        "seconds": made.seconds if made else None,
        "findings": [to_builtins(one) for one in made.findings] if made else [],
        "shown": shown
        and {
            "key": shown.key,
            "layout": shown.layout,
            "style": shown.style,
            "paper": shown.paper,
            "fileName": shown.file_name,
            "bytes": len(shown.pdf),
            "sizes": shown.sizes,
            "checks": shown.checks,
            "leftOut": [to_builtins(one) for one in shown.left_out],
            "since": scene.since,
        },
    }

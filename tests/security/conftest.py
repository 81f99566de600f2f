"""A stranger's folder, with what lies outside of it, and a watch on what is opened and called."""

import signal
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path
from typing import ClassVar

import pytest
from PIL import Image

from resume_pdf.diagnostics import ResumeError
from resume_pdf.theme import bundled, find_style
from resume_pdf.typeset import FontUse, Typesetter

SECRET = b"the secret that must not get out"
RESUME = "# Jane Doe\n\njane@example.org\n\n## Experience\n\n### Head\n\n- Ran it.\n"
STYLE = """:root {
  --size: 10;
  --leading: 1.3;
  --gap: 1;
  --face: serif;
}
"""


def picture(size=(1, 1), form="PNG", colour=(200, 30, 60)):
    data = BytesIO()
    Image.new("RGB", size, colour).save(data, form)
    return data.getvalue()


PNG = picture()


@dataclass
class Watch:
    """Files opened and hosts called while it is on, as Python's audit hooks tell them."""

    opened: list[str] = field(default_factory=list)
    called: list[str] = field(default_factory=list)
    on: bool = False

    def hook(self, event, arguments):
        if not self.on:
            return
        if event == "open":
            self.opened.append(str(arguments[0]))
        elif event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "subprocess.Popen"):
            self.called.append(f"{event} {arguments}")

    @contextmanager
    def watching(self):
        self.opened, self.called, self.on = [], [], True
        try:
            yield self
        finally:
            self.on = False


WATCH = Watch()
sys.addaudithook(WATCH.hook)


@pytest.fixture(scope="session")
def server():
    """A server on loopback; `hits` is what was asked of it, `port` where it listens."""

    class Server(HTTPServer):
        hits: ClassVar[list[str]] = []
        port = 0

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            service.hits.append(self.path)
            if self.path.startswith("/redirect"):
                self.send_response(302)
                self.send_header("Location", "file:///etc/hostname")
                self.end_headers()
                return
            self.send_response(200)
            self.end_headers()
            self.wfile.write(PNG)

        def log_message(self, *arguments):
            pass

    service = Server(("127.0.0.1", 0), Handler)
    service.port = service.server_address[1]
    thread = threading.Thread(target=service.serve_forever, daemon=True)
    thread.start()
    yield service
    service.shutdown()
    service.server_close()


@dataclass
class Attempt:
    """What came of an attack: the PDF if there is one, what was said, what was opened."""

    pdf: bytes
    said: str
    codes: tuple[str, ...]
    outside: list[str]
    called: list[str]
    faces: tuple[str, ...]


@dataclass
class Stranger:
    """`folder` is the résumé's, `outside` is beside it."""

    folder: Path
    outside: Path
    secret = SECRET
    png = PNG
    picture = staticmethod(picture)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def attempt(self, body="", style="", head=""):
        """Sets a page of that HTML in that style, and writes the PDF."""
        self.write("styles/mine.css", style + STYLE if "@import" in style else STYLE + style)
        html = f'<html lang="en"><head><title>T</title>{head}</head><body>{body}</body></html>'
        pdf: bytes = b""
        faces: tuple[FontUse, ...] = ()
        with WATCH.watching():
            try:
                typesetter = Typesetter(find_style("mine", (self.folder,)), (self.folder,))
                pages = typesetter.lay_out(html, "a4")
                pdf, faces = pages.pdf()
                found = (*typesetter.diagnostics, *pages.diagnostics)
            except ResumeError as error:
                found = (error.diagnostic,)
        said = "\n".join(one.message for one in found)
        codes = tuple(one.code for one in found)
        outside = [name for name in WATCH.opened if self._is_outside(name)]
        families = tuple(face.family for face in faces)
        return Attempt(pdf, said, codes, outside, WATCH.called, families)

    def _is_outside(self, name):
        return str(self.outside) in name or name.startswith(("/etc/host", "/proc/self/env"))


@pytest.fixture
def watch():
    return WATCH


@pytest.fixture
def stranger(tmp_path):
    folder, outside = tmp_path / "in", tmp_path / "out"
    for one in (folder, outside):
        one.mkdir()
    (outside / "secret.png").write_bytes(PNG)
    (outside / "secret.txt").write_bytes(SECRET)
    (outside / "secret.css").write_text(".name { color: red }\n")
    return Stranger(folder, outside)


@pytest.fixture
def bundled_face():
    return bundled("styles") / "fonts" / "source-serif-4" / "SourceSerif4-Regular.ttf"


@contextmanager
def _coming_to_an_end(seconds=30):
    """What is within takes less than so much processor time, a hundred times what it should."""

    class TooLong(BaseException):
        pass

    def stop(*_):
        raise TooLong

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@pytest.fixture
def coming_to_an_end():
    return _coming_to_an_end

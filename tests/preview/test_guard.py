"""Only the page that the preview served may ask, on this machine; nothing leads to a file."""

import asyncio

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from resume_pdf.preview.app import application
from resume_pdf.preview.guard import Guard
from resume_pdf.preview.making import Proved, View
from resume_pdf.preview.session import Scene

PORT = 8123
HERE = f"127.0.0.1:{PORT}"
SECRET = "a-secret"
PROVED = Proved(
    key="0123456789abcdef",
    pdf=b"%PDF-no real one",
    file_name="ada-exämple-resume.pdf",
    layout="onepage",
    style="classic",
    paper="a4",
    sizes=((595.0, 842.0),),
    checks=("12 words in order, 2 readers",),
    left_out=(),
)


class Session:
    """What the application wants of a session, with one edition and one piece of news."""

    first = View("onepage")

    def __init__(self, folder):
        self.source = folder / "resume.md"
        self.looked_at = []

    def choices(self):
        return {"layouts": ("onepage", "full"), "styles": ("classic",), "papers": ("a4", "letter")}

    async def look(self, view):
        self.looked_at.append(view)
        yield Scene(view, shown=PROVED)

    def edition(self, key):
        return PROVED if key == PROVED.key else None

    async def read(self, proved):
        return {"pages": ["text"], "fields": {}}


@pytest.fixture
def session(tmp_path):
    (tmp_path / "secret.txt").write_text("not for you")
    return Session(tmp_path)


@pytest.fixture
def client(session):
    app = Guard(application(session), SECRET, PORT)
    return TestClient(app, base_url=f"http://{HERE}", follow_redirects=False)


PATHS = [
    "",
    "preview.js",
    "preview.css",
    "icon.svg",
    "news",
    f"text/{PROVED.key}",
    f"pdf/{PROVED.key}/{PROVED.file_name}",
]


@pytest.mark.parametrize("path", PATHS)
def test_the_page_gets_what_it_asks_for(client, path):
    answer = client.get(f"/{SECRET}/{path}", headers={"sec-fetch-site": "same-origin"})
    assert answer.status_code == 200
    assert answer.content


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "headers",
    [
        {"host": "attacker.example"},
        {"host": f"attacker.example:{PORT}"},
        {"host": "127.0.0.1"},
        {"host": "127.0.0.1:9"},
        {"host": f"127.0.0.1.attacker.example:{PORT}"},
        {"host": f"127.0.0.1:{PORT}@attacker.example"},
        {"host": ""},
        {"origin": "https://attacker.example"},
        {"origin": "http://127.0.0.1:9"},
        {"origin": f"https://{HERE}"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
    ids=lambda headers: "=".join(*headers.items()),
)
def test_a_request_from_elsewhere_gets_nothing(client, session, headers, path):
    answer = client.get(f"/{SECRET}/{path}", headers=headers)
    assert answer.status_code == 403
    assert "words" not in answer.text
    assert session.looked_at == []


@pytest.mark.parametrize(
    "secret", ["", "wrong", "a-secre", "a-secret2", "A-SECRET", "%61-secret%00"]
)
def test_without_the_secret_there_is_nothing(client, secret):
    for path in PATHS:
        assert client.get(f"/{secret}/{path}").status_code == 403


def test_by_the_name_of_localhost_it_is_there(client):
    headers = {"host": f"LOCALHOST:{PORT}", "origin": f"http://localhost:{PORT}"}
    assert client.get(f"/{SECRET}/", headers=headers).status_code == 200


def test_two_hosts_are_none():
    statuses = []

    async def send(message):
        statuses.append(message.get("status"))

    async def receive():
        raise AssertionError

    async def app(*_):
        raise AssertionError

    scope = {
        "type": "http",
        "method": "GET",
        "path": f"/{SECRET}/",
        "headers": [(b"host", HERE.encode()), (b"host", b"attacker.example")],
    }
    asyncio.run(Guard(app, SECRET, PORT)(scope, receive, send))
    assert statuses[0] == 403


@pytest.mark.parametrize(
    "path",
    [
        "secret.txt",
        "../secret.txt",
        "..%2fsecret.txt",
        "%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/etc/passwd",
        "//etc/passwd",
        "static/preview.js",
        "preview.js/../../app.py",
        "making.py",
        "index.html",
        "pages/../../secret/1.png?width=100",
        f"pdf/{PROVED.key}/../../../etc/passwd",
        f"pdf/{PROVED.key}/secret.txt",
        f"pdf/{PROVED.key}/%2e%2e%2fsecret.txt",
        "pdf/ffffffffffffffff/ada-exämple-resume.pdf",
        "text/ffffffffffffffff",
        f"pages/{PROVED.key}/2.png?width=100",
        f"pages/{PROVED.key}/0.png?width=100",
        f"pages/{PROVED.key}/1.png?width=0",
        f"pages/{PROVED.key}/1.png?width=-1",
        f"pages/{PROVED.key}/1.png?width=1000000",
    ],
)
def test_no_path_leads_to_a_file(client, path):
    answer = client.get(f"/{SECRET}/{path}")
    assert answer.status_code in (403, 404)
    assert "not for you" not in answer.text
    assert "root:" not in answer.text


@pytest.mark.parametrize("query", ["", "?width=", "?width=1e3", "?width=../x"])
def test_a_width_that_is_no_number_is_refused(client, query):
    assert client.get(f"/{SECRET}/pages/{PROVED.key}/1.png{query}").status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        "layout=../../evil",
        "layout=/etc",
        "layout=",
        "layout=onepage&style=../secret.css",
        "layout=onepage&style=base",
        "layout=onepage&paper=a3",
    ],
)
def test_a_view_is_one_of_those_offered(client, session, query):
    assert client.get(f"/{SECRET}/news?{query}").status_code == 400
    assert session.looked_at == []


def test_a_view_is_looked_at_as_asked(client, session):
    client.get(f"/{SECRET}/news")
    client.get(f"/{SECRET}/news?layout=full&style=classic&paper=letter")
    assert session.looked_at == [View("onepage"), View("full", "classic", "letter")]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_but_getting_is_allowed(client, method, path):
    assert client.request(method, f"/{SECRET}/{path}").status_code == 405


def test_a_web_socket_is_refused(client):
    with (
        pytest.raises(WebSocketDisconnect) as refused,
        client.websocket_connect(f"/{SECRET}/news", headers={"host": HERE}),
    ):
        pass
    assert refused.value.code == 1008


@pytest.mark.parametrize("path", [f"{SECRET}/", f"{SECRET}/missing", "wrong/", f"{SECRET}/news"])
def test_every_answer_says_what_may_be_done_with_it(client, path):
    headers = client.get(f"/{path}").headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


def test_the_address_without_its_last_slash_leads_to_it(client):
    answer = client.get(f"/{SECRET}")
    assert answer.status_code == 307
    assert answer.headers["location"] == f"/{SECRET}/"


def test_the_pdf_is_saved_under_its_own_name(client):
    answer = client.get(f"/{SECRET}/pdf/{PROVED.key}/{PROVED.file_name}")
    assert answer.content == PROVED.pdf
    disposition = answer.headers["content-disposition"]
    assert disposition == "attachment; filename*=UTF-8''ada-ex%C3%A4mple-resume.pdf"


def test_the_page_holds_no_script_or_style_of_its_own(client):
    page = client.get(f"/{SECRET}/").text
    assert page.count("<script") == page.count('<script type="module" src="preview.js"></script>')
    assert "<style" not in page
    assert " style=" not in page
    assert "://" not in page

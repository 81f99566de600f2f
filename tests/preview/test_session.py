"""What is made, and when: only what is looked at, the newest state of it, one at a time."""

import asyncio
from functools import partial

import pytest

from resume_pdf.preview import session as session_module
from resume_pdf.preview.making import Finding, Made, Order, Proved, View, tidy
from resume_pdf.preview.session import Session

PATIENCE = 20.0
ONE, TWO = View("onepage"), View("full")


def proved(key, layout):
    return Proved(
        key=key,
        pdf=key.encode(),
        file_name="a.pdf",
        layout=layout,
        style="classic",
        paper="a4",
        sizes=((595, 842),),
        checks=(),
        left_out=(),
    )


class Maker:
    """In the place of the worker: `orders` are what it was called with; each waits for `go`."""

    def __init__(self, patience, initializer=None):
        self.orders = []
        self.tidied = 0
        self.go = asyncio.Semaphore(0)
        self.broken = False

    async def call(self, task, order, outrun=lambda: False):
        if task is tidy:
            self.tidied += 1
            return None
        text = order.source.read_text()
        self.orders.append((order.view.layout, text))
        await self.go.acquire()
        if self.broken:
            return Made(findings=(Finding("error", "front-matter-invalid", "broken"),))
        key = f"{order.view.layout} {text}"
        return Made(findings=(), proved=proved(key, order.view.layout), pictures=())

    async def end(self):
        pass


class Looker:
    """Looks at one view; `until` waits for a scene as it is wished."""

    def __init__(self, session, view):
        self._news = session.look(view)
        self.scene = None

    async def until(self, wished):
        async with asyncio.timeout(PATIENCE):
            while self.scene is None or not wished(self.scene):
                self.scene = await anext(self._news)
        return self.scene

    async def away(self):
        await self._news.aclose()


def shows(key):
    return lambda scene: not scene.busy and scene.shown and scene.shown.key == key


async def soon(condition):
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await asyncio.sleep(0.005)


def grown(session, state):
    return session._state > state


@pytest.fixture
def run(tmp_path, monkeypatch):
    source = tmp_path / "resume.md"
    source.write_text("first")
    monkeypatch.setattr(session_module, "Worker", Maker)

    def run(scenario):
        async def whole():
            session = Session(Order(source=source, view=ONE, variables={}), PATIENCE)
            async with session.running():
                await scenario(session, session._maker, source)

        asyncio.run(whole())

    return run


def test_the_first_view_is_made_before_anyone_looks(run):
    async def scenario(session, maker, source):
        maker.go.release()
        looker = Looker(session, ONE)
        await soon(lambda: maker.orders)
        await looker.until(shows("onepage first"))
        assert maker.orders == [("onepage", "first")]
        await soon(lambda: maker.tidied == 1)

    run(scenario)


def test_saves_during_a_making_are_followed_by_the_last_of_them_and_no_more(run):
    async def scenario(session, maker, source):
        looker = Looker(session, ONE)
        await soon(lambda: maker.orders)
        state = session._state
        for number in range(20):
            source.write_text(f"save {number}")
            await soon(partial(grown, session, state))
            state = session._state
        source.write_text("the last save")
        for _ in range(100):
            maker.go.release()
        await looker.until(shows("onepage the last save"))
        assert {text for _, text in maker.orders[1:]} == {"the last save"}

    run(scenario)


def test_what_nobody_looks_at_is_not_made(run):
    async def scenario(session, maker, source):
        maker.go = asyncio.Semaphore(100)
        one, two = Looker(session, ONE), Looker(session, TWO)
        await one.until(shows("onepage first"))
        await two.until(shows("full first"))
        await two.away()
        source.write_text("second")
        await one.until(shows("onepage second"))
        source.write_text("third")
        await one.until(shows("onepage third"))
        assert [text for layout, text in maker.orders if layout == "full"] == ["first"]
        # Who comes back sees what was there, and then the new state.
        two = Looker(session, TWO)
        scene = await two.until(lambda scene: scene.shown)
        assert scene.shown.key == "full first"
        await two.until(shows("full third"))

    run(scenario)


def test_the_view_asked_for_last_is_made_first(run):
    async def scenario(session, maker, source):
        one = Looker(session, ONE)
        await one.until(lambda scene: scene.busy)
        two, three = Looker(session, View("a")), Looker(session, View("b"))
        for looker in (two, three):
            await looker.until(lambda _: True)
        for _ in range(3):
            maker.go.release()
        await two.until(shows("a first"))
        assert [layout for layout, _ in maker.orders] == ["onepage", "b", "a"]

    run(scenario)


def test_a_failure_keeps_the_last_good_pages_and_marks_them(run):
    async def scenario(session, maker, source):
        maker.go = asyncio.Semaphore(100)
        looker = Looker(session, ONE)
        await looker.until(shows("onepage first"))
        maker.broken = True
        source.write_text("second")
        scene = await looker.until(lambda scene: scene.stale)
        assert scene.shown.key == "onepage first"
        assert [one.code for one in scene.made.findings] == ["front-matter-invalid"]
        assert session.edition("onepage first")
        maker.broken = False
        source.write_text("third")
        scene = await looker.until(shows("onepage third"))
        assert not scene.stale

    run(scenario)


def test_a_mistake_in_the_program_is_shown_and_does_not_end_the_preview(run):
    async def scenario(session, maker, source):
        looker = Looker(session, ONE)
        maker.go.release()
        await looker.until(shows("onepage first"))
        call, maker.call = maker.call, None
        source.write_text("second")
        scene = await looker.until(lambda scene: scene.stale)
        assert "TypeError" in scene.made.findings[0].message
        maker.call = call
        maker.go.release()
        source.write_text("third")
        await looker.until(shows("onepage third"))

    run(scenario)


def test_what_is_kept_is_bounded(run):
    async def scenario(session, maker, source):
        maker.go = asyncio.Semaphore(1000)
        looker = Looker(session, ONE)
        for number in range(40):
            source.write_text(f"save {number}")
            await looker.until(shows(f"onepage save {number}"))
            session.scene(View(f"layout {number}"))
        assert len(session._editions) < 20
        assert len(session._scenes) < 20
        assert session.edition("onepage save 39")
        assert session.edition("onepage save 0") is None

    run(scenario)


def test_the_end_lets_all_lookers_go(run):
    async def scenario(session, maker, source):
        maker.go.release()
        looker = Looker(session, ONE)
        await looker.until(shows("onepage first"))
        session.close()
        with pytest.raises(StopAsyncIteration):
            await looker.until(lambda _: False)

    run(scenario)

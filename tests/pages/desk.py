"""A browser session without a browser: the real shell, pages and ledger before a scripted API."""

import json
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from streamlit.testing.v1 import AppTest

from sporo_ui import deps
from sporo_ui.entries import LOCAL_PERSON, Entry
from sporo_ui.settings import Settings
from sporo_ui.templates import Ages, Templates
from tests.sporo_ui.ground import COMPLETED, Api, Ground, answer

ROOT = Path(__file__).parents[2]
CATALOG = {
    "data": [
        {
            "_id": "a" * 24,
            "name": "SOAP",
            "short_description": "The four classic parts.",
            "specialty": "General",
        },
        {
            "_id": "b" * 24,
            "name": "Consult letter",
            "short_description": "A letter back.",
            "specialty": "Specialist",
        },
    ],
    "count": 2,
}
CLIP = (ROOT / "tests" / "clips" / "visit.ogg").read_bytes()


@dataclass
class Desk:
    """What a person sees and does, page by page."""

    ground: Ground
    catalog: Api = field(default_factory=Api)
    trouble: str = ""
    lack: str = ""
    recorder: Literal["safe", "simple"] = "safe"
    closing: ExitStack = field(default_factory=ExitStack)
    """Ends, at the end of the test, what was built for it."""

    def __post_init__(self) -> None:
        self.catalog.say(answer(200, CATALOG))
        self.install()

    def install(self) -> None:
        """Makes the pages stand on this ground; nothing is started, so nothing speaks to a network."""
        told = Settings(
            data_dir=self.ground.folder, api_url="http://service.example.com", recorder=self.recorder
        )
        built = deps.build(told)
        self.closing.callback(built.stop)
        kept = self.ground.folder / "templates.json"
        templates = Templates(self.catalog.client(), kept, ages=Ages(fresh=60, failed=0))
        ground = self.ground
        deps.install(
            replace(
                built,
                ledger=ground.ledger,
                visits=ground.visits,
                notes=ground.notes,
                instructions=ground.instructions,
                documents=ground.documents,
                texts=ground.texts,
                codes=ground.codes,
                recordings=ground.unfinished,
                templates=templates,
                trouble=lambda: self.trouble,
                lacks=lambda: self.lack,
            )
        )

    def record_simply(self) -> None:
        """As where the practice chose the simple recorder."""
        self.recorder = "simple"
        self.install()

    def open(self, page: str, **address: str) -> AppTest:
        """The page, in a new browser session."""
        screen = AppTest.from_file(str(ROOT / "sporo_ui" / "shell.py"), default_timeout=20)
        screen.run()
        for name, value in address.items():
            screen.query_params[name] = value
        return screen.switch_page(f"../pages/{page}.py").run()

    def entries(self) -> list[Entry]:
        """What the ledger holds."""
        return self.ground.visits.entries(LOCAL_PERSON)

    def entries_of_texts(self) -> list[Entry]:
        """What the ledger holds of texts."""
        return self.ground.texts.entries(LOCAL_PERSON)

    def finished(self, **result: object) -> Entry:
        """A visit whose note came back like this."""
        entry = self.ground.accepted()
        self.ground.api.say(answer(200, COMPLETED | result))
        self.ground.clock.pass_(60)
        self.ground.poller().turn()
        return self.ground.entry(entry)


def shown(screen: AppTest) -> str:
    """All that stands on the page as text."""
    parts = [*screen.title, *screen.markdown, *screen.caption, *screen.info, *screen.warning, *screen.error]
    return "\n".join(plain(str(part.value)) for part in parts)


def drawn(screen: AppTest, key: str) -> Any:  # noqa: ANN401 - whatever the component was told
    """What a component of our own was told to draw."""
    (component,) = (part for part in screen.get("bidi_component") if part.key == key)
    return json.loads(component.proto.json)


def press(screen: AppTest, label: str) -> AppTest:
    """The page after a click on the button with this label."""
    return next(button for button in screen.button if button.label == label).click().run()


def plain(value: str) -> str:
    """What stands in a page as the person reads it, without what keeps it from being read as markup."""
    return value.replace("\\", "").replace(":small[]", "")

"""From a page to HTML: the templates, and the few words that all of them need.

Everything of the evidence is escaped; a name that a template misspells is an error and not a blank.
"""

import hashlib
from functools import lru_cache
from importlib.resources import files

import jinja2
from markupsafe import Markup

from muniment.model.copying import Cluster, Copying
from muniment.pages import links, wording
from muniment.pages.marking import marked
from muniment.pages.page import Chrome, Page
from muniment.pages.publishing import Part
from muniment.pages.reading.table import cells_of
from muniment.pages.working.help import keys

ASSETS = files("muniment.pages") / "assets"


def render(page: Page, chrome: Chrome | None) -> str:
    """A page as HTML; without chrome as it stands in a dossier."""
    template = _environment().get_template(f"{page.name}.html")
    return template.render(page=page, chrome=chrome)


@lru_cache
def asset(name: str) -> str:
    """The address of a stylesheet or a script: it changes with the content, so it may be kept for long."""
    digest = hashlib.sha256((ASSETS / name).read_bytes()).hexdigest()[:12]
    return f"/assets/{digest}/{name}"


@lru_cache
def _environment() -> jinja2.Environment:
    return environment_with(links=links, asset=asset, keys=keys)


def environment_with(**known: object) -> jinja2.Environment:
    """The templates, with the names that they may use: `links` and `asset` say where things are."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("muniment.pages"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
        finalize=_unturned,
    )
    environment.globals.update(known)
    environment.filters.update(wording.FILTERS)
    environment.filters["cells"] = lambda text, names: cells_of(text, names)[:2]
    environment.filters["drawn"] = lambda part: Markup(drawn(part))  # noqa: S704  likewise
    environment.filters["marked"] = lambda text, leads: Markup(marked(text, leads))  # noqa: S704  it escapes all it is given
    return environment


def _unturned(value: object) -> object:
    """What a template prints, with the signs that turn all that follows round made visible: nobody needs them,
    and with one of them a file that is called `exe.pdf` was another.
    """
    if isinstance(value, str) and ("\u202e" in value or "\u202d" in value):
        return value.replace("\u202e", "⟨202E⟩").replace("\u202d", "⟨202D⟩")
    return value


def drawn(part: Part) -> str:
    """Who has it from whom as SVG, for a page to hold."""
    from muniment.case.accounts.comparing import drawing

    lanes, links = part.lanes, part.links
    tied = {e for link in links for e in (link.earlier, link.later)}
    all_of_them = Cluster(tuple(lane.exhibit for lane in lanes if lane.exhibit in tied), links)
    return drawing(Copying(lanes=lanes, links=links, clusters=(all_of_them,)), is_alone=False)

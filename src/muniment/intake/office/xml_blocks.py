"""The XML of an office part, one block at a time: a paragraph or a table is given out when it is
complete, and forgotten when it has been read.

Names are compared without their namespace, since the transitional and the strict form of Office
Open XML, and the versions of OpenDocument, differ in nothing else that bears on text. No entity is
expanded and nothing is fetched.

    <body><p>One</p><tbl>…<p/>…</tbl></body>   →   <p>, <tbl>     the inner <p> comes with its table
"""

from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from muniment.intake.office.zip_parts import PartStream


def local(element: Any) -> str:
    """The name of an element without its namespace; empty for comments and entities."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """An attribute by its name without the namespace; empty when absent."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def iterate_blocks(
    stream: PartStream,
    names: tuple[str, ...],
    on_start: Callable[[Any, bool], None] | None = None,
    extra: tuple[str, ...] = (),
) -> Iterator[Any]:
    """The outermost elements of the given names, in order.

    A part that is damaged ends early; `stream.trouble` then says why.

    Args:
        stream: the part.
        names: of the elements that are given out, without namespace.
        on_start: told of each start (True) and end (False) of an element named in `extra`.
        extra: names of elements that are only told of.
    """
    depth = 0
    tags = [f"{{*}}{name}" for name in (*names, *extra)]
    walk = etree.iterparse(
        stream,
        events=("start", "end"),
        tag=tags,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
        huge_tree=False,
    )
    try:
        for event, element in walk:
            if local(element) in extra:
                if on_start:
                    on_start(element, event == "start")
                continue
            depth += 1 if event == "start" else -1
            if event == "end" and depth == 0:
                yield element
                _forget(element)
    except (etree.XMLSyntaxError, AssertionError, ValueError, LookupError) as error:
        stream.trouble = stream.trouble or f"is damaged XML ({error})"
    if stream.has_entities and not stream.trouble:
        stream.trouble = "declares entities, which no office program writes; they were not expanded"
    if walk.error_log and not stream.trouble:
        stream.trouble = f"is damaged XML ({walk.error_log[0].message.strip()})"


def _forget(element: Any) -> None:
    """Free an element that has been read, and what stood before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def parse_small(stream: PartStream) -> Any:
    """A small part (styles, properties) as a tree; None when there is nothing to be read in it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    content = b"".join(iter(stream.read, b""))
    try:
        return etree.fromstring(content, parser) if content else None
    except (etree.XMLSyntaxError, ValueError, LookupError):
        return None

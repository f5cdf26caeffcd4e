"""The bundle told to machines that know nothing of Muniment: RO-Crate 1.1 (`ro-crate-metadata.json`).

It names the dossier, each exhibit with the SHA-256 of its file, the texts, and the licence when one is
given. It says nothing that the manifest does not, and is listed there like any other file.
"""

from collections.abc import Mapping
from typing import Any

from muniment.dossier.sealing.contents import Contents
from muniment.model.citation import exhibit_label

_CONTEXT = ["https://w3id.org/ro/crate/1.1/context", {"sha256": "https://schema.org/sha256"}]
_PROFILE = "https://w3id.org/ro/crate/1.1"


def crate_fields(contents: Contents, digests: Mapping[str, str]) -> dict[str, Any]:
    """The crate. `digests` has the SHA-256 of each file that is named in it, by its path."""
    names = {f"exhibits/{exhibit_label(one.id)}.json": one.name for one in contents.exhibits}
    files = [
        {
            "@id": path,
            "@type": "File",
            "name": f"{path[9:-5]}: {names[path]}" if path in names else path,
            "sha256": digests[path],
        }
        for path in sorted(digests)
    ]
    root: dict[str, Any] = {
        "@id": "./",
        "@type": "Dataset",
        "datePublished": contents.sealed_at,
        "description": contents.description or contents.title,
        "hasPart": [{"@id": one["@id"]} for one in files],
        "name": contents.title,
    }
    if contents.license:
        is_address = contents.license.startswith(("https://", "http://"))
        root["license"] = {"@id": contents.license} if is_address else contents.license
    if contents.publisher:
        root["publisher"] = {"@id": "#publisher"}
    about = {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": _PROFILE},
    }
    graph = [about, root, *files]
    if contents.publisher:
        graph.append({"@id": "#publisher", "@type": "Organization", "name": contents.publisher})
    return {"@context": _CONTEXT, "@graph": graph}

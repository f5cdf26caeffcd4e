import json
from dataclasses import replace
from pathlib import Path

import pytest

from muniment.custody.log import Entry
from muniment.dossier.sealing import Custody, Passage, check_proof, confirm, prove, verify
from muniment.dossier.sealing.alone.joining import joined
from muniment.errors import (
    AlreadySealedError,
    ContentsError,
    NoSuchFileError,
    NotQuotedError,
)
from muniment.model.trace import Verdict
from tests.unit.dossier.sealing import bundles


def test_what_was_sealed_is_valid_as_a_folder_and_as_a_zip(bundle: Path) -> None:
    for form in (bundle, bundles.zipped(bundle)):
        found = verify(form)
        assert found.findings == ()
        assert found.is_valid
        assert (found.dossier, found.sealed_at) == ("The Gate", "2026-03-01T12:00:00Z")
        assert found.fingerprint == bundles.OURS.fingerprint
        assert found.proves
        assert len(found.does_not_prove) == 5
        [note] = found.notes
        assert "Compare by eye: quotation 3" in note


def test_a_zip_of_the_folder_itself_is_valid_too(tmp_path: Path) -> None:
    import shutil

    bundles.make(tmp_path / "inside" / "gate")
    path = shutil.make_archive(str(tmp_path / "gate"), "zip", tmp_path / "inside")
    assert verify(Path(path)).is_valid


def test_the_same_contents_key_and_salts_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    assert bundles.make(one) == bundles.make(other)
    assert bundles.files(one) == bundles.files(other)
    for name in bundles.files(one):
        assert (one / name).read_bytes() == (other / name).read_bytes()


def test_what_is_hidden_is_in_no_byte(bundle: Path) -> None:
    everything = b"".join((bundle / name).read_bytes() for name in bundles.files(bundle))
    for secret in bundles.SECRETS:
        assert secret.encode() not in everything
    for entry in bundles.log():
        assert entry.hash.encode() not in everything
    assert bundles.digest(bundles.ORIGINALS[0]).encode() not in everything  # it is redacted
    assert bundles.digest(bundles.ORIGINALS[2]).encode() not in everything  # not published
    assert bundles.digest(bundles.ORIGINALS[1]).encode() in everything  # published as received


def test_who_holds_the_salt_confirms_what_is_blacked_out(tmp_path: Path) -> None:
    sealed = bundles.make(tmp_path / "gate")
    [row] = json.loads((tmp_path / "gate" / "commitments.json").read_bytes())["commitments"]
    salt = sealed.salts.of[row["citation"]]
    assert confirm(row["commitment"], salt, "Ask Colm Sharkey about the £38,600.")
    assert not confirm(row["commitment"], salt, "Ask Anna about the £38,600.")
    assert not confirm(row["commitment"], "00" * 32, "Ask Colm Sharkey about the £38,600.")
    assert not confirm(row["commitment"], "no salt", "Ask Colm Sharkey about the £38,600.")
    assert len(set(sealed.salts.of.values())) == len(sealed.salts.of)


def test_the_crate_names_dossier_exhibits_and_licence(bundle: Path) -> None:
    graph = json.loads((bundle / "ro-crate-metadata.json").read_bytes())["@graph"]
    by_id = {node["@id"]: node for node in graph}
    assert by_id["ro-crate-metadata.json"]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    assert by_id["./"]["license"] == {"@id": "https://creativecommons.org/licenses/by/4.0/"}
    manifest = json.loads((bundle / "manifest.json").read_bytes())
    digests = {row["path"]: row["sha256"] for row in manifest["files"]}
    assert by_id["exhibits/EX-0001.json"]["sha256"] == digests["exhibits/EX-0001.json"]
    assert {part["@id"] for part in by_id["./"]["hasPart"]} <= digests.keys()


def test_a_bundle_without_exhibits_is_sealed(tmp_path: Path) -> None:
    bundles.make(tmp_path / "gate", exhibits=(), quotations=(), custody=Custody(()))
    assert verify(tmp_path / "gate").is_valid


def test_a_folder_is_sealed_once(bundle: Path) -> None:
    with pytest.raises(AlreadySealedError):
        bundles.seal_bundle(bundle, bundles.contents(), bundles.OURS)


def test_a_link_in_the_folder_is_not_sealed(tmp_path: Path) -> None:
    folder = bundles.publish(tmp_path / "gate")
    (folder / "site" / "passwd").symlink_to("/etc/passwd")
    with pytest.raises(ContentsError, match="link"):
        bundles.seal_bundle(folder, bundles.contents(), bundles.OURS)


@pytest.mark.parametrize("name", ["INDEX.html", "a:b.html", "a\\b.html", "new\nline.html"])
def test_a_name_that_does_not_travel_is_not_sealed(tmp_path: Path, name: str) -> None:
    folder = bundles.publish(tmp_path / "gate")
    (folder / "site" / name).touch()
    with pytest.raises(ContentsError, match="system"):
        bundles.seal_bundle(folder, bundles.contents(), bundles.OURS)
    assert not (folder / "manifest.json").exists()


def broken(n: int) -> tuple[Entry, ...]:
    log = list(bundles.log())
    log[n] = replace(log[n], source="/elsewhere")
    return tuple(log)


@pytest.mark.parametrize(
    ("more", "cause"),
    [
        ({"sealed_at": "yesterday"}, "no time"),
        ({"exhibits": bundles.exhibits()[:1] * 2}, "stands twice"),
        ({"custody": Custody(bundles.log()[:2])}, "took in no EX-0002"),
        ({"custody": Custody(broken(3))}, "entry 4"),
        ({"custody": Custody(bundles.log(), frozenset({"action"}))}, "action"),
        ({"custody": Custody(bundles.log(), shows_all=True)}, "shown whole"),
        ({"quotations": (bundles.quotation("The gate", 102),)}, "EX-0001 ¶2"),
        (
            {"quotations": (replace(bundles.quotation("x", 101), text="site/none.html"),)},
            "none.html",
        ),
        (
            {
                "exhibits": (
                    replace(bundles.exhibits()[0], passages=(Passage(3, "b"), Passage(1, "a"))),
                )
            },
            "out of order",
        ),
        ({"exhibits": (replace(bundles.exhibits()[0], file="exhibits/none.pdf"),)}, "none.pdf"),
    ],
)
def test_what_does_not_fit_together_is_not_sealed(tmp_path: Path, more: object, cause: str) -> None:
    with pytest.raises(ContentsError, match=cause):
        bundles.make(tmp_path / "gate", **more)  # type: ignore[arg-type]


def test_a_quotation_that_its_passage_does_not_carry_is_not_sealed(tmp_path: Path) -> None:
    wrong = bundles.quotation("The gate was open", 101, verdict=Verdict.VERBATIM)
    with pytest.raises(NotQuotedError, match="EX-0001 ¶1 does not have these words"):
        bundles.make(tmp_path / "gate", quotations=(wrong,))


def test_the_bundle_carries_the_verifier_as_it_is_here(bundle: Path) -> None:
    assert (bundle / "verify.py").read_text("utf-8") == joined()
    (bundle / "verify.py").write_text("print('VALID')")
    bundles.reseal(bundle)
    assert any("Do not run it" in note for note in verify(bundle).notes)


def test_one_file_is_proved_without_the_others(tmp_path: Path) -> None:
    sealed = bundles.make(tmp_path / "gate")
    manifest = tmp_path / "gate" / "manifest.json"
    proof = prove(manifest, "exhibits/EX-0001.json")
    assert check_proof(sealed.root, proof)
    assert not check_proof(sealed.exhibits_root, proof)
    assert proof.sha256 == bundles.digest((tmp_path / "gate" / proof.path).read_bytes())
    with pytest.raises(NoSuchFileError):
        prove(manifest, "exhibits/EX-0009.json")

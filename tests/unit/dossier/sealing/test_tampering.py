"""Every way to tamper that we could think of is found, and the culprit is named."""

import io
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.dossier.sealing import Custody, Outcome, verify
from muniment.dossier.sealing.alone.forms import canonical
from tests.unit.dossier.sealing import bundles


def named(bundle: Path, **more: Any) -> dict[str, str]:
    """The findings by file; the verdict agrees with them."""
    found = verify(bundle, **more)
    assert found.is_valid is (not found.findings)
    assert found.is_valid is bool(found.proves)
    return dict(found.findings)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shared") / "gate"
    bundles.make(folder)
    return folder


@given(data=st.data())
@settings(max_examples=300, deadline=None)
def test_any_changed_byte_of_any_file_is_found(shared: Path, data: st.DataObject) -> None:
    whole = [name for name in bundles.files(shared) if (shared / name).stat().st_size]
    name = data.draw(st.sampled_from(whole))
    before = (shared / name).read_bytes()
    at = data.draw(st.integers(0, len(before) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != before[at]))
    try:
        (shared / name).write_bytes(before[:at] + bytes([other]) + before[at + 1 :])
        found = named(shared)
    finally:
        (shared / name).write_bytes(before)
    assert found
    assert any(name in (file, *sentence.split(), *sentence.split(":")[0].split())
               for file, sentence in found.items())  # fmt: skip


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_cut_or_longer_file_is_found(shared: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(bundles.files(shared)))
    before = (shared / name).read_bytes()
    after = data.draw(
        st.integers(0, max(0, len(before) - 1)).map(lambda n: before[:n]) | st.just(before + b"\n")
    )
    try:
        (shared / name).write_bytes(after)
        found = named(shared)
    finally:
        (shared / name).write_bytes(before)
    assert found or after == before


def test_each_file_that_is_dropped_is_named(shared: Path, tmp_path: Path) -> None:
    for number, name in enumerate(bundles.files(shared)):
        copy = Path(shutil.copytree(shared, tmp_path / str(number)))
        (copy / name).unlink()
        assert named(copy)[name] == "is missing."


def test_a_file_that_is_added_is_named(bundle: Path) -> None:
    (bundle / "exhibits" / "EX-0009.json").write_text("{}")
    assert "was added" in named(bundle)["exhibits/EX-0009.json"]


def test_exhibits_with_each_others_contents_are_named_though_somebody_signs_again(
    bundle: Path,
) -> None:
    one, other = bundle / "exhibits" / "EX-0001.json", bundle / "exhibits" / "EX-0002.json"
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    assert {"exhibits/EX-0001.json", "exhibits/EX-0002.json"} <= named(bundle).keys()
    bundles.reseal(bundle)
    found = named(bundle)
    assert found["exhibits/EX-0001.json"] == "says that it is EX-0002."
    assert found["exhibits/EX-0002.json"] == "says that it is EX-0001."


def requote(bundle: Path, quoted: str, **more: object) -> None:
    def change(fields: Any) -> None:
        fields["quotations"][0].update(quoted=quoted, **more)

    bundles.edit(bundle, "quotations.json", change)


def test_a_changed_quotation_is_named(bundle: Path) -> None:
    requote(bundle, "the gate was never shut")
    assert "quotations.json" in named(bundle)
    bundles.reseal(bundle)
    found = named(bundle)
    assert found.keys() == {"quotations.json"}
    assert "quotation 1 (site/index.html, chapter 2, ¶4)" in found["quotations.json"]
    assert "is not what EX-0001 ¶1 says" in found["quotations.json"]


def test_a_forger_who_signs_again_has_another_fingerprint(bundle: Path) -> None:
    requote(bundle, "the gate was shut")  # true, and not what was sealed
    bundles.reseal(bundle)
    assert verify(bundle).is_valid
    assert verify(bundle).fingerprint == bundles.THEIRS.fingerprint != bundles.OURS.fingerprint
    found = named(bundle, fingerprint=bundles.OURS.fingerprint)
    assert bundles.THEIRS.fingerprint in found["seal.json"]
    spaced = "  ".join(bundles.THEIRS.fingerprint.split())
    assert verify(bundle, fingerprint=spaced).is_valid


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"citations": ["EX-0001 ¶2"]}, "cites EX-0001 ¶2, which is not in the bundle"),
        ({"citations": ["EX-0077 ¶1"]}, "cites EX-0077 ¶1, which is not in the bundle"),
        ({"citations": []}, "is not what no passage says"),
        ({"text": "site/gone.html"}, "is of a text that is not in the bundle"),
        ({"citations": ["EX-1 ¶1"]}, "fields of this format"),
        ({"citations": "EX-0001 ¶1"}, "fields of this format"),
        ({"more": 1}, "fields of this format"),
        ({"quoted": "…"}, "is not what EX-0001 ¶1 says"),
    ],
)
def test_a_quotation_of_nothing_is_named(
    bundle: Path, change: dict[str, object], said: str
) -> None:
    requote(bundle, **{"quoted": "the gate was shut", **change})  # type: ignore[arg-type]
    bundles.reseal(bundle)
    assert said in named(bundle)["quotations.json"]


def test_custody_entries_in_another_order_are_named(bundle: Path) -> None:
    def swap(fields: Any) -> None:
        rows = fields["entries"]
        rows[1], rows[2] = rows[2], rows[1]

    bundles.edit(bundle, "custody.json", swap)
    assert "custody.json" in named(bundle)
    bundles.reseal(bundle)
    found = verify(bundle).findings
    assert ("custody.json", "entry 3 stands in place 2.") in found
    assert any("root is not that of its entries" in sentence for _, sentence in found)


def test_a_custody_entry_that_is_changed_or_dropped_is_named(bundle: Path) -> None:
    def later(fields: Any) -> None:
        fields["entries"][1]["entry"]["at"] = "2026-01-03T00:00:00Z"

    def drop(fields: Any) -> None:
        del fields["entries"][1]

    for change, said in ((later, "root"), (drop, "has no entry that took in EX-0001")):
        bundles.edit(bundle, "custody.json", change)
        bundles.reseal(bundle)
        assert any(said in f.sentence for f in verify(bundle).findings if f.file == "custody.json")


def test_a_custody_log_that_is_shown_whole_is_checked_up_to_its_head(tmp_path: Path) -> None:
    from dataclasses import replace

    shown = tuple(replace(one, shows_original=True) for one in bundles.exhibits())
    bundle = tmp_path / "gate"
    bundles.make(bundle, exhibits=shown, custody=Custody(bundles.log(), shows_all=True))
    found = verify(bundle)
    assert found.is_valid
    assert any("chain holds up to its head" in note for note in found.notes)
    assert json.loads((bundle / "custody.json").read_bytes())["head"] == bundles.log()[-1].hash

    bundles.edit(bundle, "custody.json", lambda fields: fields.update(head="0" * 64))
    bundles.reseal(bundle)
    assert "does not end in its head" in named(bundle)["custody.json"]


def test_another_digest_of_the_original_is_named(bundle: Path) -> None:
    bundles.edit(bundle, "exhibits/EX-0002.json", lambda fields: fields.update(original="0" * 64))
    bundles.reseal(bundle)
    assert "took in EX-0002 with another digest" in named(bundle)["custody.json"]


def test_another_published_file_is_named(bundle: Path) -> None:
    (bundle / "exhibits" / "EX-0002.txt").write_text("another letter")
    bundles.reseal(bundle)
    assert "published file" in named(bundle)["exhibits/EX-0002.json"]


def test_a_passage_that_is_changed_is_named_by_the_exhibits_own_digest(bundle: Path) -> None:
    def change(fields: Any) -> None:
        fields["passages"][0]["text"] += " Never."

    bundles.edit(bundle, "exhibits/EX-0001.json", change)
    bundles.reseal(bundle)
    assert "do not have the digest" in named(bundle)["exhibits/EX-0001.json"]


def test_commitments_that_differ_are_named(bundle: Path) -> None:
    def change(fields: Any) -> None:
        fields["commitments"][0]["commitment"] = "0" * 64

    bundles.edit(bundle, "commitments.json", change)
    bundles.reseal(bundle)
    assert "about EX-0001 ¶3" in named(bundle)["commitments.json"]
    bundles.edit(bundle, "commitments.json", lambda fields: {"commitments": []})
    bundles.reseal(bundle)
    assert "about EX-0001 ¶3" in named(bundle)["commitments.json"]


def test_a_bundle_of_a_newer_format_is_never_valid(bundle: Path) -> None:
    bundles.reseal(
        bundle, change=lambda fields: fields.update(version=2, unheard_of=["seal of another sort"])
    )
    found = verify(bundle)
    assert found.outcome is Outcome.NOT_CHECKED
    assert not found.proves
    [finding] = found.findings
    assert finding == ("manifest.json", "is of format 2; this verifier knows 1.")


@pytest.mark.parametrize("version", [0, -1, "1", True, None, 10**30])
def test_a_format_that_never_was_is_not_valid(bundle: Path, version: object) -> None:
    bundles.reseal(bundle, change=lambda fields: fields.update(version=version))
    assert verify(bundle).outcome is Outcome.NOT_VALID


@pytest.mark.parametrize(
    "path",
    [
        "../outside",
        "/etc/passwd",
        "a/../../b",
        "a//b",
        "./a",
        "a\\..\\b",
        "C:/a",
        "a\nb",
        "seal.json",
        "",
    ],
)
def test_a_path_that_leaves_the_bundle_is_named_and_not_opened(bundle: Path, path: str) -> None:
    (bundle.parent / "outside").write_bytes(b"secret")

    def add(fields: Any) -> None:
        row = {"path": path, "sha256": bundles.digest(b"secret"), "size": 6}
        fields["files"] = sorted([*fields["files"], row], key=lambda one: one["path"])

    bundles.reseal(bundle, change=add)
    found = named(bundle)
    assert found.keys() == {"manifest.json"}
    assert "cannot be in a bundle" in found["manifest.json"]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b'{"format":"muniment-bundle","format":"muniment-bundle","version":1}', "twice"),
        (b'{"format":"muniment-bundle","version":' + b"9" * 5000 + b"}", "too large"),
        (b'{"format":"muniment-bundle","version":1e400}', "not whole"),
        (b'{"format":"muniment-bundle","version":NaN}', "not whole"),
        (b"[" * 200_000, "JSON"),
        (b'{"format":' * 200_000, "JSON"),
        (b"\xff\xfe", "JSON"),
        (b"", "JSON"),
        (b"[]", "not the list"),
        (b'{"format":"muniment-bundle","version":1}', "fields of this format"),
    ],
)
def test_a_manifest_that_is_no_manifest_is_named(bundle: Path, raw: bytes, said: str) -> None:
    (bundle / "manifest.json").write_bytes(raw)
    assert said in named(bundle)["manifest.json"]


@pytest.mark.parametrize(
    "name", ["quotations.json", "custody.json", "commitments.json", "exhibits/EX-0001.json"]
)
@pytest.mark.parametrize(
    "raw", [b"{}\n", b"[" * 100_000, b'{"a":1,"a":1}\n', b'{"total":' + b"1" * 9999 + b"}", b"null", b"\xff"]
)  # fmt: skip
def test_a_signed_file_that_is_not_of_the_format_is_named(
    bundle: Path, name: str, raw: bytes
) -> None:
    (bundle / name).write_bytes(raw)
    bundles.reseal(bundle)
    assert name in named(bundle)


def test_a_file_in_another_form_of_the_same_json_is_named(bundle: Path) -> None:
    for name in ("custody.json", "manifest.json", "seal.json"):
        fields = json.loads((bundle / name).read_bytes())
        (bundle / name).write_text(json.dumps(fields, indent=1))
        if name == "custody.json":
            bundles.reseal(bundle)
        if name == "manifest.json":
            bundles.sign(bundle, bundles.OURS)
        assert "canonical" in named(bundle)[name]
        bundles.reseal(bundle)


def test_a_manifest_that_lists_out_of_order_or_twice_is_named(bundle: Path) -> None:
    bundles.reseal(bundle, change=lambda fields: fields["files"].reverse())
    assert "out of order" in named(bundle)["manifest.json"]
    bundles.reseal(bundle, change=lambda fields: fields["files"].append(fields["files"][-1]))
    assert "out of order" in named(bundle)["manifest.json"]


@pytest.mark.parametrize("field", ["root", "exhibits_root"])
def test_another_root_is_named(bundle: Path, field: str) -> None:
    bundles.reseal(bundle, change=lambda fields: fields.update({field: "0" * 64}))
    assert field in named(bundle)["manifest.json"]


def test_a_link_is_named_and_not_followed(bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "copy").write_bytes((bundle / "dossier.pdf").read_bytes())
    (bundle / "dossier.pdf").unlink()
    (bundle / "dossier.pdf").symlink_to(tmp_path / "copy")
    (bundle / "more").symlink_to(tmp_path)
    found = [f for f in verify(bundle).findings if "is a link" in f.sentence]
    assert [f.file for f in found] == ["dossier.pdf", "more"]


def test_a_pipe_is_named_and_not_opened(bundle: Path) -> None:
    import os

    os.mkfifo(bundle / "site" / "pipe")
    assert "ordinary" in named(bundle)["site/pipe"]


def test_a_name_with_control_characters_is_shown_as_signs(bundle: Path) -> None:
    (bundle / "\x1b[2J\u202e.txt").touch()
    [finding] = verify(bundle).findings
    assert finding.file == "\\x1b[2J\\u202e.txt"


def test_where_there_is_no_bundle_that_is_said(tmp_path: Path) -> None:
    assert "manifest.json" in named(tmp_path)
    assert "neither" in named(tmp_path / "gone")["gone"]
    (tmp_path / "text.zip").write_text("no zip")
    assert "zip" in named(tmp_path / "text.zip")["text.zip"]


def test_a_cut_zip_is_never_valid(bundle: Path, tmp_path: Path) -> None:
    whole = bundles.zipped(bundle).read_bytes()
    cut = tmp_path / "cut.zip"
    for length in (0, 1, 100, len(whole) // 2, len(whole) - 30, len(whole) - 1):
        cut.write_bytes(whole[:length])
        assert not verify(cut).is_valid
        assert "cut.zip" in named(cut)


def test_a_changed_byte_in_a_zip_is_found(bundle: Path, tmp_path: Path) -> None:
    raw = bytearray(bundles.zipped(bundle).read_bytes())
    at = raw.index(b"exhibits/EX-0001.json") + 80
    raw[at] ^= 0xFF
    (tmp_path / "bad.zip").write_bytes(raw)
    assert "exhibits/EX-0001.json" in named(tmp_path / "bad.zip")


def into_zip(path: Path, bundle: Path, *more: tuple[zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as out:
        for name in bundles.files(bundle):
            out.writestr(name, (bundle / name).read_bytes())
        for info, data in more:
            out.writestr(info, data)
    return path


@pytest.mark.parametrize("name", ["../outside", "/etc/cron", "a/../../b", "C:\\b"])
def test_a_name_that_leaves_the_zip_is_named(bundle: Path, tmp_path: Path, name: str) -> None:
    found = named(into_zip(tmp_path / "a.zip", bundle, (zipfile.ZipInfo(name), b"x")))
    assert "leads out" in found[name.replace("\\", "\\")]


def test_a_link_in_a_zip_is_named(bundle: Path, tmp_path: Path) -> None:
    info = zipfile.ZipInfo("link")
    info.external_attr = 0o120777 << 16
    assert "link" in named(into_zip(tmp_path / "a.zip", bundle, (info, b"/etc/passwd")))["link"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_in_a_zip_is_named(bundle: Path, tmp_path: Path) -> None:
    path = into_zip(tmp_path / "a.zip", bundle, (zipfile.ZipInfo("dossier.pdf"), b"other"))
    assert "twice" in named(path)["dossier.pdf"]


def test_a_bomb_is_not_unfolded(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out,
        out.open("manifest.json", "w", force_zip64=True) as stream,
    ):
        block = bytes(1 << 24)
        for _ in range(90):
            stream.write(block)
    assert "beyond all measure" in named(path)["bomb.zip"]


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_an_unusual_way_of_packing_is_named(tmp_path: Path, method: int) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", method) as out:
        out.writestr("manifest.json", b"{}")
    assert "unusual" in named(path)["manifest.json"]


def test_a_large_file_is_not_read_into_memory(bundle: Path) -> None:
    with (bundle / "manifest.json").open("r+b") as file:
        file.truncate(1 << 29)
    assert "larger" in named(bundle)["manifest.json"]


@given(st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_nonsense_for_a_zip_is_never_an_error(raw: bytes) -> None:
    import tempfile

    with tempfile.NamedTemporaryFile(suffix=".zip") as file:
        file.write(raw)
        file.flush()
        assert not verify(Path(file.name)).is_valid


def test_the_canonical_form_is_read_as_it_was_written() -> None:
    fields = {"b": [], "a": ["\udc80", "é\u2028\n", {"z": None, "y": True}], "c": {"d": 1}}
    assert json.loads(io.BytesIO(canonical(fields)).read()) == fields

"""The one file as a stranger runs it: no Muniment, an empty folder, an isolated Python."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from muniment.cli import main
from muniment.dossier.sealing import verify
from muniment.dossier.sealing.alone.joining import PARTS, joined
from tests.unit.dossier.sealing import bundles

STDLIB = sys.stdlib_module_names


def run(*arguments: str | Path, cwd: Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-I", "-W", "error", *map(str, arguments)],
        cwd=cwd,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        timeout=120,
    )
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout.decode("utf-8")


@pytest.fixture
def moved(bundle: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(bundle, tmp_path / "elsewhere" / "bundle"))


def test_a_stranger_runs_it_in_the_bundle(moved: Path) -> None:
    code, said = run("verify.py", cwd=moved)
    assert code == 0
    assert "VALID. This proves:" in said
    assert bundles.OURS.fingerprint in " ".join(said.split())
    assert max(map(len, said.splitlines())) <= 80
    assert bundles.files(moved) == sorted(bundles.files(moved))
    assert verify(moved).is_valid  # it left nothing behind


def test_a_stranger_runs_it_on_a_zip_and_with_a_fingerprint(moved: Path, tmp_path: Path) -> None:
    path = bundles.zipped(moved)
    assert run(moved / "verify.py", path, cwd=tmp_path)[0] == 0
    assert run(moved / "verify.py", path, "--key", bundles.OURS.fingerprint, cwd=tmp_path)[0] == 0
    code, said = run(moved / "verify.py", path, "--key", bundles.THEIRS.fingerprint, cwd=tmp_path)
    assert code == 1
    assert "another key sealed this" in said


@pytest.mark.parametrize("between", ["", "-", "  "])
def test_a_fingerprint_is_its_digits(moved: Path, between: str) -> None:
    ours = bundles.OURS.fingerprint.replace(" ", between)
    assert run(moved / "verify.py", moved, "--key", ours, cwd=moved)[0] == 0
    assert verify(moved, ours).is_valid


@pytest.mark.parametrize("key", ["", "hello", "12345"])
def test_what_is_no_fingerprint_is_said_to_be_none(moved: Path, key: str) -> None:
    """An empty one is what a slip in a shell makes of it: the comparison is not dropped."""
    command = [sys.executable, "-I", str(moved / "verify.py"), str(moved), "--key", key]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"twelve groups of five digits" in done.stderr
    told = CliRunner().invoke(main, ["verify", str(moved), "--fingerprint", key])
    assert told.exit_code == 2
    assert "twelve groups of five digits" in " ".join(told.output.split())


def test_a_module_in_the_bundle_does_not_run(moved: Path, tmp_path: Path) -> None:
    """Not even when `-I` is forgotten."""
    for name in ("hashlib", "argparse", "textwrap"):
        (moved / f"{name}.py").write_text("print('VALID. All good.')\nraise SystemExit(0)\n")
    done = subprocess.run(
        [sys.executable, str(moved / "verify.py")], capture_output=True, cwd=tmp_path, check=False
    )
    assert done.returncode == 1
    assert b"hashlib.py: was added" in done.stdout


def test_both_say_the_same(moved: Path) -> None:
    (moved / "site" / "index.html").write_text("other")
    (moved / "more\x1b.txt").touch()
    bundles.edit(moved, "custody.json", lambda fields: fields["entries"].reverse())
    found = verify(moved)
    code, said = run("verify.py", cwd=moved)
    assert code == 1
    lines = said[: said.index("\n\n")].replace("\n  ", " ").splitlines()
    lines = [line for line in lines if not line.startswith("Note: ")]
    assert lines == [f"{file}: {sentence}" for file, sentence in found.findings]
    assert said.endswith(f"NOT VALID: {len(found.findings)} findings, above.\n")


def test_a_newer_bundle_ends_with_2(moved: Path) -> None:
    bundles.reseal(moved, change=lambda fields: fields.update(version=7))
    code, said = run("verify.py", cwd=moved)
    assert code == 2
    assert "NOT CHECKED. A newer verifier is needed." in said


def test_it_imports_the_standard_library_alone_and_no_name_stands_for_two_things() -> None:
    tree = ast.parse(joined(), feature_version=(3, 8))
    names: list[str] = []
    for node in tree.body:
        if isinstance(node, ast.Import):
            assert all(alias.name.split(".")[0] in STDLIB for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert (node.module or "").split(".")[0] in STDLIB
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.append(node.name)
        elif isinstance(node, ast.Assign):
            names += [n.id for t in node.targets for n in ast.walk(t) if isinstance(n, ast.Name)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.append(node.target.id)
    assert len(names) == len(set(names))
    assert not any(isinstance(node, ast.Import | ast.ImportFrom) for n in tree.body
                   if isinstance(n, ast.FunctionDef | ast.ClassDef) for node in ast.walk(n))  # fmt: skip


def test_every_module_of_the_verifier_is_in_it() -> None:
    import muniment.dossier.sealing.alone as alone

    there = {path.stem for path in Path(alone.__path__[0]).glob("*.py")}
    assert there - {"__init__", "__main__", "joining"} == set(PARTS)


OTHERS = sorted(
    found
    for minor in range(8, 20)
    if minor != sys.version_info.minor and (found := shutil.which(f"python3.{minor}"))
)


@pytest.mark.parametrize(
    "python", OTHERS or [pytest.param("", marks=pytest.mark.skip("no other Python"))]
)
def test_other_pythons_say_the_same(moved: Path, python: str) -> None:
    ours = subprocess.run([sys.executable, "-I", "verify.py"], cwd=moved, capture_output=True)
    theirs = subprocess.run([python, "-I", "verify.py"], cwd=moved, capture_output=True)
    if theirs.returncode and b"pyenv" in theirs.stderr:
        pytest.skip("that Python is named and is not here")
    assert (theirs.returncode, theirs.stdout) == (ours.returncode, ours.stdout)


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not here")
def test_the_commands_by_hand_say_what_the_page_says(tmp_path: Path) -> None:
    sealed = bundles.make(tmp_path / "gate")
    bundle = tmp_path / "gate"
    page = (bundle / "HOW-TO-CHECK.md").read_text("utf-8")
    assert "«" not in page
    page = (
        page.replace("/tmp/", f"{tmp_path}/")
        .replace("0041", "0001")
        .replace('"number":98', '"number":3')
    )
    listed, added, signed, key, _, passage, hidden = re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
    more = {"SALT": sealed.salts.of["EX-0001 ¶3"], "TEXT": "Ask Colm Sharkey about the £38,600."}

    def by_hand(script: str) -> str:
        done = subprocess.run(["bash", "-c", script], cwd=bundle, env={**os.environ, **more},
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)  # fmt: skip
        return done.stdout.decode()

    assert by_hand(listed) == ""
    assert by_hand(added) == ""
    assert by_hand(signed).strip() == "Signature Verified Successfully"
    assert by_hand(key).strip() == bundles.OURS.fingerprint
    assert "█████" in by_hand(passage)
    assert by_hand(hidden).split()[0] in (bundle / "commitments.json").read_text()

    (bundle / "dossier.pdf").write_bytes(b"other")
    (bundle / "more").touch()
    assert "dossier.pdf: FAILED" in by_hand(listed)
    assert "./more" in by_hand(added)
    with (bundle / "manifest.json").open("a") as manifest:
        manifest.write("\n")
    assert "Failure" in by_hand(signed)

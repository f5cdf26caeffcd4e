"""The walk: every file once, in an order that is always the same, and nothing that leads outside."""

from pathlib import Path

from muniment.intake.walk import Candidate, Skipped, walk


def _tree(root: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a/z/9.txt", "c.txt", ".hidden"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)


def test_files_come_in_the_order_of_names_with_their_path_below_what_was_given(
    tmp_path: Path,
) -> None:
    _tree(tmp_path)
    found = [f.name for f in walk([tmp_path], tmp_path / "case") if isinstance(f, Candidate)]
    assert found == [".hidden", "c.txt", "a/z/9.txt", "b/1.txt", "b/2.txt"]


def test_a_file_given_by_itself_has_its_own_name(tmp_path: Path) -> None:
    _tree(tmp_path)
    (only,) = walk([tmp_path / "b" / "1.txt"], tmp_path / "case")
    assert isinstance(only, Candidate)
    assert only.name == "1.txt"


def test_a_link_is_followed_only_when_a_person_names_it(tmp_path: Path) -> None:
    _tree(tmp_path)
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    (tmp_path / "way").symlink_to(tmp_path / "b")
    inside = [f for f in walk([tmp_path], tmp_path / "case") if isinstance(f, Skipped)]
    assert {Path(f.path).name for f in inside} == {"loop", "way"}
    named = [
        f.name for f in walk([tmp_path / "way"], tmp_path / "case") if isinstance(f, Candidate)
    ]
    assert named == ["1.txt", "2.txt"]


def test_a_link_to_itself_is_a_failure_and_no_endless_way(tmp_path: Path) -> None:
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (failed,) = walk([tmp_path / "self"], tmp_path / "case")
    assert isinstance(failed, Skipped)
    assert failed.is_failure


def test_the_case_is_left_out_wherever_it_lies(tmp_path: Path) -> None:
    _tree(tmp_path)
    found = list(walk([tmp_path, tmp_path / "b", tmp_path / "b" / "1.txt"], tmp_path / "b"))
    assert [f.name for f in found if isinstance(f, Candidate)] == [".hidden", "c.txt", "a/z/9.txt"]
    assert len([f for f in found if isinstance(f, Skipped)]) == 3

"""The examples that are no consoles: a plugin, and commands for scripts."""

import re
import subprocess
import sys
from pathlib import Path

import pluggy

from muniment import hookspecs
from muniment.case import Case
from tests.docs.pages import ROOT


def blocks(page: str, language: str) -> list[str]:
    text = (ROOT / "docs" / page).read_text("utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_the_plugin_of_the_page_of_hooks_is_one() -> None:
    plugin: dict[str, object] = {}
    exec(blocks("reference/hooks.md", "python")[0], plugin)
    module = type("Plugin", (), {n: staticmethod(f) for n, f in plugin.items() if callable(f)})
    manager = pluggy.PluginManager("muniment")
    manager.add_hookspecs(hookspecs)
    manager.register(module)
    manager.check_pending()
    assert manager.hook.muniment_identify(head=b"SIGNAL-EXPORT 3", name="a.txt") == "signal"
    assert manager.hook.muniment_identify(head=b"Dear all", name="signal.txt") is None
    assert manager.hook.muniment_readers()[0][0].formats == ("signal",)


def test_a_script_gets_one_citation_to_a_line(tmp_path: Path) -> None:
    (tmp_path / "chat.txt").write_text("The ferry was late.\n\nThe ferry was full.\n")
    case = Case.make(tmp_path / "harbour", "mira")
    case.add([tmp_path / "chat.txt"])
    case.close()
    script = blocks("howto/use-it-from-a-script.md", "sh")[0].replace("from:mira ferry", "ferry")
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path,
        env={"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert sorted(done.stdout.splitlines()) == ["EX-0001 ¶1\tchat.txt", "EX-0001 ¶2\tchat.txt"]

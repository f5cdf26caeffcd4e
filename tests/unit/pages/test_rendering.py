"""What templates print of what the evidence holds."""

from muniment.pages.rendering import environment_with


def test_a_sign_that_turns_what_follows_round_is_seen() -> None:
    template = environment_with().from_string("{{ name }}, <b>{{ name | e }}</b>")
    told = template.render(name="a\u202efdp.<i>exe\u202d")
    assert told == "a⟨202E⟩fdp.&lt;i&gt;exe⟨202D⟩, <b>a⟨202E⟩fdp.&lt;i&gt;exe⟨202D⟩</b>"

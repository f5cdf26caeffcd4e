"""An export is told from logs, tables and articles by its first lines."""

import pytest

from muniment.intake.chats.recognise import is_whatsapp


@pytest.mark.parametrize(
    "text",
    [
        "23/03/2022, 13:31 - Anna: Hello",
        "\ufeff[18.03.22, 14:56:01] Anna: \u200eBild weggelassen\r\n",
        "[١٨\u200f/٣\u200f/٢٠٢٢، ٢:٥٦:٠٠\u00a0م] سلمى: مرحبا",
        "22:41, 27/03/2022 - Lan: Chào",
        "令和4年3月18日 14:56 - 花: はい\n令和4年3月18日 14:57 - 花: いいえ",
        "27/03/2022, 13:31 - Messages and calls are end-to-end encrypted.\n",
        "2022. 3. 18. 오후 2:56 - 민: 네",
        "An export made for us\n\n"
        + "\n".join(f"1/{n}/22, 10:00 - Anna: {n}" for n in range(1, 9)),
    ],
)
def test_exports(text: str) -> None:
    assert is_whatsapp(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hello",
        "2022-03-23 13:31:07 - INFO: started\n2022-03-23 13:31:08 - INFO: stopped\n",
        "2022-03-23 13:31:07 - root: started\n2022-03-23 13:31:08 - root: stopped\n",
        "[2022-03-23 13:31:07] app.ERROR: broken\n" * 9,
        "[23/03/2022, 13:31:07] WARN: broken\n" * 9,
        "2022-03-18T14:56:01 host sshd[12]: closed\n" * 9,
        "date,time,who\n23/03/2022,13:31,Anna\n23/03/2022,13:32,Bob\n",
        "23/03/2022 13:31 - Updated\n" + "The council met: nothing was said.\n" * 40,
        "The council met on 23/03/2022, 13:31 - Anna: so they say.",
        "1/2/22, 10:00\n" * 20,
    ],
)
def test_other_texts(text: str) -> None:
    assert not is_whatsapp(text)

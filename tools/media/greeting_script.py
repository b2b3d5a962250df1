"""What the video greeting shows, says in writing and sounds like, second by second."""

from __future__ import annotations

from dataclasses import dataclass

LENGTH = 26.0
NBSP = "\u00a0"


@dataclass(frozen=True)
class Scene:
    """One drawing of the film: when it begins, its sky, and the lines written there with sizes."""

    source: str
    begin: float
    title_begin: float
    title_end: float
    sky: str
    lines: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Cue:
    """One caption: from when to when, and its text."""

    begin: float
    end: float
    text: str


SCENES = (
    Scene("evening", 0.0, 3.2, 6.8, "#14242b", (("En hilsen fra alle os", 76), ("til alle jer", 76))),
    Scene("waving", 7.0, 7.7, 12.8, "#0b4a5a", (("Tak for samarbejdet", 76), ("i 2016", 76))),
    Scene(
        "street", 13.0, 13.7, 19.3, "#0b4a5a",
        (("Vi ses til nytårskur", 76), (f"torsdag den 5.{NBSP}januar 2017 kl.{NBSP}15.00", 52)),
    ),
    Scene(
        "farewell", 19.5, 20.2, LENGTH, "#14242b",
        (("Glædelig jul og godt nytår", 76), ("Det Boligsociale Fællessekretariat", 48)),
    ),
)  # fmt: skip

LIGHT_ON = 2.0

CUES = (
    Cue(0.2, 2.0, "[Klokker spiller stille. Sneen falder.]"),
    Cue(2.0, 3.2, "[Der bliver tændt lys i et vindue.]"),
    Cue(3.2, 6.8, "En hilsen fra alle os til alle jer."),
    Cue(7.7, 10.4, "Tak for samarbejdet i 2016."),
    Cue(10.4, 12.8, "[Folk vinker fra vinduerne. Klokkerne spiller videre.]"),
    Cue(13.7, 16.6, "Vi ses til nytårskur."),
    Cue(16.6, 19.3, f"Det er torsdag den 5.{NBSP}januar 2017 kl.{NBSP}15.00."),
    Cue(20.2, 23.2, "Glædelig jul og godt nytår."),
    Cue(23.2, 25.8, "[Klokkerne klinger ud.]"),
)

TRANSCRIPT = f"""\
Video-julehilsen fra alle os til alle jer
Tegnefilm på 26 sekunder. Ingen taler i filmen. Ordene står som tekst på billedet, og klokker spiller stille.

0.00
Det er aften, og sneen falder. En boligblok står mørk. Klokker begynder at spille.

0.02
Der bliver tændt lys i et vindue. En beboer vinker ud.

0.03
Tekst på billedet: En hilsen fra alle os til alle jer.

0.07
Det er blevet lysere. Fem beboere står i hver sit vindue i blokken og vinker.
Tekst på billedet: Tak for samarbejdet i 2016.

0.13
En gade med sne. Midt i gaden står et stort rødt hus. Det spidser øre som en hund.
Der er lys i vinduet, og folk er ude at gå.
Tekst på billedet: Vi ses til nytårskur torsdag den 5.{NBSP}januar 2017 kl.{NBSP}15.00.

0.19
Det er aften igen. En hund står i sneen ved det røde hus. En beboer står i det oplyste vindue.
Tekst på billedet: Glædelig jul og godt nytår. Det Boligsociale Fællessekretariat.

0.23
Klokkerne klinger ud.
"""


def stamp(seconds: float) -> str:
    """Return `seconds` as WebVTT writes it: hours, minutes, seconds and milliseconds."""
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{thousandths:03}"


def captions() -> str:
    """Return the cues as a WebVTT file."""
    cues = (f"{number}\n{stamp(cue.begin)} --> {stamp(cue.end)}\n{cue.text}\n" for number, cue in enumerate(CUES, 1))
    return "WEBVTT\n\n" + "\n".join(cues)

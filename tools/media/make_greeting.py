"""Film the video greeting: drawn scenes, snow, written titles and bells, with captions and transcript."""

from __future__ import annotations

import math
import random
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import imageio_ffmpeg
from bells import write_melody
from greeting_script import LENGTH, LIGHT_ON, SCENES, TRANSCRIPT, Scene, captions
from mediakit import OUTPUT, PICTURES, SOURCES, draw, fail, save_small_png, static_font
from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT, RATE = 1280, 720, 25
TITLE_HEIGHT = 236
SIZE_LIMIT = 2_000_000
POSTER_SECOND = 9.0
DISSOLVE, TITLE_FADE, PAN = 0.6, 0.5, 300
WAVE_FRAMES = 24

TARGET = OUTPUT / "video-julehilsen.mp4"
POSTER = PICTURES / "video-julehilsen-poster.png"
ARM = re.compile(r'<path [^>]*d="M(\d+) (\d+)l-?36 -64l[^"]*"/>\s*<circle [^>]*/>')


def ease(progress: float) -> float:
    """Return `progress` held within 0 to 1, with a gentle start and stop."""
    progress = min(1.0, max(0.0, progress))
    return progress * progress * (3 - 2 * progress)


def raise_arms(svg: str, phase: float) -> str:
    """Return `svg` with every waving arm turned about its elbow; `phase` 0 to 1 is one wave."""

    def turn(arm: re.Match[str]) -> str:
        x, y = int(arm[1]), int(arm[2])
        degrees = 11 * math.sin(2 * math.pi * (phase + x * 0.0013 + y * 0.0017))
        return f'<g transform="rotate({degrees:.2f} {x} {y})">{arm[0]}</g>'

    return ARM.sub(turn, svg)


class Stage:
    """A scene made ready: its drawings and its title, from which each frame is put together."""

    def __init__(self, scene: Scene, font: Path) -> None:
        self.scene = scene
        svg = (SOURCES / "greeting" / f"{scene.source}.svg").read_text(encoding="utf-8")
        self.drawings = [draw(svg, WIDTH).convert("RGB")]
        if scene.source == "evening":
            dark = re.sub(r'(?m)^<g id="lit">.*$', "", svg)
            self.drawings.insert(0, draw(dark, WIDTH).convert("RGB"))
        elif scene.source == "waving":
            phases = (number / WAVE_FRAMES for number in range(WAVE_FRAMES))
            self.drawings = [draw(raise_arms(svg, phase), WIDTH).convert("RGB") for phase in phases]
        elif scene.source == "street":
            self.drawings = [draw(svg, WIDTH + PAN + 20).convert("RGB")]
        self.title, self.backing = self._title(font)

    def _title(self, font: Path) -> tuple[Image.Image, Image.Image]:
        rows: list[str] = []
        baseline = 44
        for text, size in self.scene.lines:
            baseline += (84 if size > 70 else 72) if rows else size - 12
            rows.append(
                f'<text x="64" y="{baseline}" font-size="{size}" letter-spacing="-{size * 0.015:.1f}">{text}</text>'
            )
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {TITLE_HEIGHT}" fill="#fbf7f0" '
            f'font-family="Atkinson Hyperlegible Next" font-weight="700">{"".join(rows)}</svg>'
        )
        letters = draw(svg, WIDTH, [font])
        # Snow stays out of the words: the sky closes around them before they come.
        box = letters.getbbox()
        if box is None:
            fail(f"The title of the scene {self.scene.source} is empty.")
        backing = Image.new("L", letters.size)
        ImageDraw.Draw(backing).rectangle((0, 0, box[2] + 40, box[3] + 6), fill=255)
        return letters, backing.filter(ImageFilter.GaussianBlur(9))

    def ground(self, second: float) -> Image.Image:
        """Return the drawing as it stands at `second` of the film."""
        if self.scene.source == "evening":
            dark, lit = self.drawings
            return Image.blend(dark, lit, ease((second - LIGHT_ON) / 0.4))
        if self.scene.source == "waving":
            return self.drawings[int((second - self.scene.begin) * RATE * 0.8) % WAVE_FRAMES].copy()
        if self.scene.source == "street":
            left = round(PAN * ease((second - self.scene.begin + 0.5) / 7.0))
            return self.drawings[0].crop((left, 0, left + WIDTH, self.drawings[0].height)).resize((WIDTH, HEIGHT))
        return self.drawings[0].copy()

    def write_title(self, frame: Image.Image, second: float) -> None:
        """Put the title on `frame`, fading in and out."""
        scene = self.scene
        leave = 1.0 if scene.title_end >= LENGTH else ease((scene.title_end - second) / TITLE_FADE)
        closed = ease((second - scene.title_begin + 0.4) / TITLE_FADE) * leave
        shown = ease((second - scene.title_begin) / TITLE_FADE) * leave
        if closed:
            frame.paste(scene.sky, (0, 0), self.backing.point(lambda alpha: int(alpha * closed)))
        if shown:
            frame.paste(self.title, (0, 0), self.title.getchannel("A").point(lambda alpha: int(alpha * shown)))


class Snow:
    """Flakes that fall through the whole film, each always on the same way."""

    def __init__(self) -> None:
        chance = random.Random(2016)  # noqa: S311 - snow, not secrets
        self.flakes = [
            (chance.uniform(0, WIDTH), chance.uniform(0, HEIGHT), depth, chance.uniform(0, 2 * math.pi))
            for depth in (chance.choice((0, 0, 1, 1, 2)) for _ in range(110))
        ]
        self.shapes = [self._shape(radius) for radius in (2.2, 3.4, 4.8)]

    @staticmethod
    def _shape(radius: float) -> Image.Image:
        side = int(radius * 2) + 4
        large = Image.new("L", (side * 8, side * 8))
        middle, reach = side * 4, radius * 8
        ImageDraw.Draw(large).ellipse((middle - reach, middle - reach, middle + reach, middle + reach), fill=255)
        return large.resize((side, side), Image.Resampling.LANCZOS)

    def fall(self, frame: Image.Image, second: float) -> None:
        """Put the flakes on `frame` where they are at `second`."""
        for x, y, depth, turn in self.flakes:
            shape = self.shapes[depth]
            down = (y + second * (50, 75, 100)[depth]) % (HEIGHT + 20) - 10
            across = (x + 14 * math.sin(second * 0.8 + turn) + WIDTH) % WIDTH
            frame.paste("#fbf7f0", (round(across), round(down)), shape)


def frames(font: Path) -> Iterator[tuple[float, Image.Image]]:
    """Yield every frame of the film with its second."""
    stages, snow = [Stage(scene, font) for scene in SCENES], Snow()
    for number in range(round(LENGTH * RATE)):
        second = number / RATE
        current = max(index for index, stage in enumerate(stages) if stage.scene.begin <= second)
        stage = stages[current]
        frame = stage.ground(second)
        arrived = (second - stage.scene.begin) / DISSOLVE
        if current and arrived < 1:
            frame = Image.blend(stages[current - 1].ground(second), frame, ease(arrived))
        snow.fall(frame, second)
        stage.write_title(frame, second)
        yield second, frame


def film(target: Path) -> Image.Image:
    """Encode the film to `target` and return its poster; ends the program when ffmpeg reports an error."""
    poster = None
    with tempfile.TemporaryDirectory() as folder:
        sound = Path(folder) / "bells.wav"
        write_melody(sound, LENGTH)
        command = [
            imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-loglevel", "error",
            "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(RATE), "-i", "-",
            "-i", str(sound), "-map", "0:v", "-map", "1:a", "-map_metadata", "-1",
            "-vf", "scale=out_color_matrix=bt709:out_range=tv", "-colorspace", "bt709",
            "-color_primaries", "bt709", "-color_trc", "bt709", "-c:v", "libx264", "-preset", "slow", "-tune", "animation", "-crf", "24",
            "-pix_fmt", "yuv420p", "-g", str(RATE * 4), "-threads", "2", "-c:a", "aac", "-b:a", "80k",
            "-metadata", "title=Video-julehilsen fra alle os til alle jer", "-metadata:s:v", "language=dan",
            "-fflags", "+bitexact", "-flags", "+bitexact", "-movflags", "+faststart",
            "-shortest", str(target),
        ]  # fmt: skip
        encoder = subprocess.Popen(command, stdin=subprocess.PIPE)
        if encoder.stdin is None:
            fail("ffmpeg did not open for the pictures.")
        try:
            with encoder.stdin as pictures:
                for second, frame in frames(static_font(680, Path(folder))):
                    pictures.write(frame.tobytes())
                    if second == POSTER_SECOND:
                        poster = frame
        except BrokenPipeError:
            fail("ffmpeg stopped before the film was done; its own message stands above.")
        if encoder.wait() or poster is None:
            fail("ffmpeg could not encode the film; its own message stands above.")
    return poster


def main() -> None:
    """Write the film, its poster, its captions and its transcript."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    poster = film(TARGET)
    if (size := TARGET.stat().st_size) > SIZE_LIMIT:
        fail(f"{TARGET.name} is {size:,} bytes; the limit is {SIZE_LIMIT:,}.")
    print(f"{TARGET.name}: {LENGTH:.0f} s, {size:,} bytes")
    print(f"{POSTER.name}: {save_small_png(poster, POSTER):,} bytes")
    TARGET.with_suffix(".da.vtt").write_text(captions(), encoding="utf-8")
    TARGET.with_suffix(".da.txt").write_text(TRANSCRIPT, encoding="utf-8")


if __name__ == "__main__":
    main()

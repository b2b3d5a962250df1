"""Synthesise the quiet bell melody of the video greeting; the notes are our own."""

from __future__ import annotations

import math
import struct
import wave
from pathlib import Path

RATE = 32_000

# A bell's partials: (multiple of the pitch, loudness, seconds until it has faded to a third).
PARTIALS = ((0.5, 0.22, 1.6), (1.0, 1.0, 1.2), (2.0, 0.38, 0.75), (2.76, 0.16, 0.45), (5.4, 0.05, 0.16))

# (second, semitones above D5, loudness)
PHRASE = (
    (0.0, 0, 1.0), (0.75, 4, 0.8), (1.5, 7, 0.9), (3.0, 9, 0.9), (3.75, 7, 0.8), (4.5, 4, 0.8),
)  # fmt: skip
ANSWER = (
    (0.0, 2, 0.9), (0.75, 4, 0.8), (1.5, 7, 0.9), (3.0, 4, 0.8), (3.75, 2, 0.8), (4.5, 0, 1.0),
)  # fmt: skip
CLOSE = ((0.0, 7, 0.7), (0.75, 4, 0.7), (1.5, 0, 0.9), (1.56, -12, 0.6))
SCORE = ((0.4, PHRASE), (6.4, ANSWER), (12.4, PHRASE), (18.4, ANSWER), (23.2, CLOSE))


def strike(track: list[float], second: float, semitones: int, loudness: float) -> None:
    """Add one stroke of a bell to `track`, cut off where the track ends."""
    pitch = 587.33 * 2 ** (semitones / 12)
    start = int(second * RATE)
    for multiple, strength, fade in PARTIALS:
        step = 2 * math.pi * pitch * multiple / RATE
        decay = math.exp(-1 / (fade * RATE))
        level = loudness * strength
        for n in range(min(len(track) - start, int(fade * 5 * RATE))):
            # A soft hammer: the first 6 ms rise, so that the stroke does not click.
            attack = min(1.0, n / (0.006 * RATE))
            track[start + n] += level * attack * math.sin(step * n)
            level *= decay


def write_melody(target: Path, seconds: float) -> None:
    """Write the melody as a mono WAV file of `seconds` to `target`, faded out over the last second."""
    track = [0.0] * int(seconds * RATE)
    for begin, notes in SCORE:
        for second, semitones, loudness in notes:
            if begin + second < seconds:
                strike(track, begin + second, semitones, loudness)
    # A quarter of full scale: the melody stays behind the pictures.
    gain = 0.25 / max(abs(sample) for sample in track)
    last = len(track)
    samples = (int(32767 * gain * sample * min(1.0, (last - n) / RATE)) for n, sample in enumerate(track))
    with wave.open(str(target), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(struct.pack(f"<{last}h", *samples))

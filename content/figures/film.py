"""A shot's loop as MP4; needs PyAV, which is there at build time only (its wheels hold x264)."""

import math
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import chain
from pathlib import Path

import av
import av.video.frame
from av.video.codeccontext import VideoCodecContext
from av.video.stream import VideoStream

from content.figures import pixels
from content.figures.marks import SIZE
from content.figures.picture import draw
from content.figures.stage import Shot, moment

PIXELS = 720
RATE = 25  # frames a second while something moves
_HOLD = 5  # ticks of 1/25 s between frames of a short hold: only the ring moves
_LONG = 12.0  # seconds from which a loop is mostly holds: half the rate, a frame a second held
_SHORTEST = 1.9  # seconds of film at least: a quick stride is shown several times
_X264 = {
    "crf": "27",
    "preset": "slow",
    "tune": "animation",
    "profile": "high",
    "g": "600",
    "bf": "0",  # frames leave in their order, so that the uneven times of a hold stay exact
    "x264-params": "force-cfr=1",  # or a frame that is held a second is given 25 times the bits
}
_BT709 = 1


def schedule(shot: Shot) -> Iterator[int]:
    """Yield the ticks (1/25 s) at which the loop needs a frame."""
    tick, end = 0, end_of(shot)
    long = shot.seconds > _LONG
    while tick < end:
        yield tick
        if not moment(shot, tick / RATE).left:
            tick += 2 if long else 1
        else:
            tick = (tick // RATE + 1) * RATE if long else tick + _HOLD


def end_of(shot: Shot) -> int:
    """Return how long the film is, in ticks: one loop, or several of a very short one."""
    return round(shot.seconds * math.ceil(_SHORTEST / shot.seconds) * RATE)


def pictures(shot: Shot) -> Iterator[tuple[int, str]]:
    """Yield tick and SVG of every frame that differs from the one before."""
    before = ""
    for tick in schedule(shot):
        svg = draw(shot, tick / RATE).svg
        if svg != before:
            yield tick, svg
        before = svg


def mp4(shot: Shot) -> bytes:
    """Return the loop as H.264 in MP4: 720 x 720, BT.709, ready to stream, without sound."""
    seen = list(pictures(shot))
    ticks = [tick for tick, _ in seen]
    ends = dict(zip(ticks, [*ticks[1:], end_of(shot)], strict=True))
    frames = ((tick, pixels.png(svg, PIXELS / SIZE)) for tick, svg in seen)
    with tempfile.TemporaryDirectory() as folder:  # +faststart reopens the file by its name
        file = Path(folder) / "loop.mp4"
        with av.open(str(file), "w", format="mp4", options={"movflags": "+faststart"}) as out:
            stream = out.add_stream("libx264", rate=RATE, options=_X264)
            _prepare(stream)
            for frame in chain(_decoded(frames), [None]):
                for packet in stream.encode(frame):
                    _stay(packet, ends)
                    out.mux(packet)
        return file.read_bytes()


def _prepare(stream: VideoStream) -> None:
    stream.width = stream.height = PIXELS
    stream.pix_fmt = "yuv420p"
    context = stream.codec_context
    context.color_range = context.colorspace = _BT709
    context.color_primaries = context.color_trc = _BT709


def _stay(packet: "av.Packet[VideoStream]", ends: Mapping[int, int]) -> None:
    """Let a frame stay until the tick at which the next one comes, or the loop ends."""
    if packet.pts is None or packet.time_base is None:
        raise ValueError("the encoder gave a frame without a time")
    tick = round(packet.pts * packet.time_base * RATE)
    packet.duration = round((ends[tick] - tick) / (RATE * packet.time_base))


def _decoded(pngs: Iterable[tuple[int, bytes]]) -> Iterator[av.video.frame.VideoFrame]:
    """Yield PNGs as video frames, decoded by libav itself and converted to BT.709."""
    decoder = VideoCodecContext.create("png", "r")
    for tick, png in pngs:
        packet = av.Packet(png)
        packet.is_keyframe = True  # or libav takes a PNG for a change to the one before
        for picture in decoder.decode(packet):
            frame = picture.reformat(
                format="yuv420p",
                dst_colorspace="ITU709",
                src_color_range="JPEG",
                dst_color_range="MPEG",
            )
            frame.pict_type = 0  # a PNG says "key frame", and x264 would obey every time
            frame.pts, frame.time_base = tick, Fraction(1, RATE)
            yield frame

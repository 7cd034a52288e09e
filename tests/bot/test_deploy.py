"""The files for shipping name settings, commands, paths and ports that there are."""

import re
from pathlib import Path

import pytest

from bot.__main__ import Commands
from bot.settings import Settings

ROOT = Path(__file__).parents[2]
FILES = sorted(
    one
    for one in (*ROOT.glob("compose*.yaml"), *(ROOT / "deploy").iterdir())
    if one.suffix != ".pyc"
)
# What compose itself reads, to make an address of it.
OF_COMPOSE = {"DORSI_HOSTNAME"}
SCALED = ("compose.scale.yaml", "deploy/kubernetes.yaml")


def test_there_is_one_file_for_each_way_of_shipping() -> None:
    assert {one.name for one in FILES} == {
        "Caddyfile",
        "alerts.yaml",
        "compose.scale.yaml",
        "compose.yaml",
        "dorsi@.service",
        "kubernetes.yaml",
        "prometheus.yaml",
    }


@pytest.mark.parametrize("file", FILES, ids=lambda one: one.name)
def test_every_setting_that_is_named_is_one(file: Path) -> None:
    named = set(re.findall(r"DORSI_[A-Z_]+", file.read_text("utf-8"))) - OF_COMPOSE
    assert named <= {f"DORSI_{name.upper()}" for name in Settings.model_fields}


@pytest.mark.parametrize("file", FILES, ids=lambda one: one.name)
def test_every_command_that_is_named_is_one(file: Path) -> None:
    named = re.findall(r"python,? -m,? bot,? (\w+)", file.read_text("utf-8"))
    assert set(named) <= set(Commands.model_fields)


@pytest.mark.parametrize("name", SCALED)
def test_what_listens_and_what_is_called_are_the_same_ports(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    (hook,) = set(re.findall(r'DORSI_WEBHOOK_PORT: "(\d+)"', text))
    (numbers,) = set(re.findall(r'DORSI_HTTP_PORT: "(\d+)"', text))
    caddy = (ROOT / "deploy/Caddyfile").read_text("utf-8")
    assert set(re.findall(r"dorsi\d:(\d+)", caddy)) == {hook}
    assert re.findall(r"health_port (\d+)", caddy) == [numbers]
    prometheus = (ROOT / "deploy/prometheus.yaml").read_text("utf-8")
    assert set(re.findall(r"dorsi\d:(\d+)", prometheus)) == {numbers}


def test_alerts_are_on_numbers_that_are_told() -> None:
    told = {"up", "dorsi_nudges_total", "dorsi_due_lag_seconds_bucket"}
    told |= {"dorsi_tap_seconds_bucket", "dorsi_flood_waits_total"}
    told |= {"dorsi_updates_undone_age_seconds"}
    alerts = (ROOT / "deploy/alerts.yaml").read_text("utf-8")
    assert set(re.findall(r"\b(?:dorsi_\w+|up)\b", alerts)) <= told


def test_images_are_of_a_version_and_of_no_host() -> None:
    for name in ("compose.yaml", *SCALED):
        for image in re.findall(r"image: (\S+)", (ROOT / name).read_text("utf-8")):
            assert image == "dorsi" or re.fullmatch(r"[a-z/]+:v?\d[\w.-]*", image)
            assert "." not in image.partition("/")[0].partition(":")[0]

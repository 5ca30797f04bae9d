"""Nothing of the simulated server goes untried: each switch and each fault stands in one of its scenarios."""

from dataclasses import fields
from pathlib import Path

from demo.skype.switches import Home, Switches
from demo.skype.vocabulary import Fault

SCENARIOS = "".join(
    file.read_text("utf-8")
    for file in Path(__file__).parent.glob("test_simulator_*.py")
    if file.name != Path(__file__).name
)


def test_01_every_switch_is_turned() -> None:
    """C18. By its name, in one scenario at least."""
    assert [switch.name for switch in fields(Switches) if f"switches.{switch.name}" not in SCENARIOS] == []
    assert [home.name for home in Home if f"Home.{home.name}" not in SCENARIOS if home is not Home.HERE] == []


def test_02_every_fault_is_played() -> None:
    """C17. Planned by its name, in one scenario at least."""
    assert [fault.name for fault in Fault if f"Fault.{fault.name}" not in SCENARIOS] == []

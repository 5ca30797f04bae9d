"""One round of the benchmark: people press, and what it took the bot is written down."""

import asyncio
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any, TypeVar

from .contestant import BenchError, Contestant, Running, environment, prepared, running
from .double import Double, serving
from .taps import Tap

T = TypeVar("T")
SECONDS_PER_TAP = 30.0
SECONDS_TO_START = 60.0


@dataclass(frozen=True)
class Plan:
    """How much a round asks for: `seconds` bounds the crowd's part, `steady_seconds` the steady one."""

    taps: int
    warm_up: int
    in_flight: int
    people: range
    seconds: float
    steady_seconds: float
    steady_rate: int = 100


@dataclass(frozen=True)
class Figures:
    """What a round measured: milliseconds, megabytes, taps per second, calls per tap."""

    cpu: float
    p50: float
    p99: float
    person_p99: float
    steady_p50: float
    steady_p99: float
    peak: float
    rate: float
    calls: float


async def play(contestant: Contestant, plan: Plan, folder: Path) -> Figures:
    """Start the bot on a fresh database, warm it up, press, stop it."""
    double = Double()
    async with serving(double) as base_url:
        env = environment(base_url, folder)
        double.show(await prepared(contestant, env, plan.people))
        async with running(contestant, env, folder) as bot:
            figures = await _while_alive(bot, _measured(double, bot, plan))
    if double.calls["answered twice"]:
        raise BenchError(f"{contestant.name} answered {double.calls['answered twice']} taps twice")
    return figures


async def _measured(double: Double, bot: Running, plan: Plan) -> Figures:
    await asyncio.wait_for(double.polled.wait(), SECONDS_TO_START)
    people = deque(plan.people)
    await _crowd(double, people, plan, plan.warm_up)
    before = _meters(double, bot)
    taps = await _crowd(double, people, plan, plan.taps)
    cpu, seconds, calls = ((end - start) / len(taps) for start, end in zip(before, _meters(double, bot), strict=True))
    steady = await _steady(double, people, plan)
    return Figures(
        cpu=cpu * 1000,
        p50=_percentile([tap.wait for tap in taps], 50),
        p99=_percentile([tap.wait for tap in taps], 99),
        person_p99=_percentile([tap.wait_of_person for tap in taps], 99),
        steady_p50=_percentile([tap.wait for tap in steady], 50),
        steady_p99=_percentile([tap.wait for tap in steady], 99),
        peak=bot.peak_megabytes(),
        rate=1 / seconds,
        calls=calls,
    )


def _meters(double: Double, bot: Running) -> tuple[float, float, float]:
    """Seconds of processor, seconds on the clock and calls, all counted up from some start."""
    return bot.cpu_seconds(), perf_counter(), double.calls.total()


async def _crowd(double: Double, people: deque[int], plan: Plan, count: int) -> list[Tap]:
    """So many presses, with always the same number on their way: whoever is served makes room for the next."""
    end = perf_counter() + plan.seconds
    turns = iter(range(count))
    taps: list[Tap] = []

    async def one_after_another() -> None:
        for _ in turns:
            if perf_counter() > end:
                return
            taps.append(await _press(double, people))

    await _together([one_after_another() for _ in range(plan.in_flight)])
    await _confirmed(double)
    return taps


async def _steady(double: Double, people: deque[int], plan: Plan) -> list[Tap]:
    """Presses at a fixed rate, whether or not the earlier ones are served."""
    start = perf_counter()

    async def press_at(moment: float) -> Tap:
        await asyncio.sleep(start + moment - perf_counter())
        return await _press(double, people)

    count = int(plan.steady_rate * plan.steady_seconds)
    taps = await _together([press_at(number / plan.steady_rate) for number in range(count)])
    await _confirmed(double)
    return taps


async def _press(double: Double, people: deque[int]) -> Tap:
    """Whoever has waited longest presses, and does not press again before they are served."""
    person = people.popleft()
    tap = double.press(person)
    try:
        await asyncio.wait_for(tap.over.wait(), SECONDS_PER_TAP)
    except TimeoutError:
        missing = "edit" if tap.answered else "answer"
        raise BenchError(f"a tap got no {missing} within {SECONDS_PER_TAP:.0f} s: {tap.update}") from None
    people.append(person)
    return tap


async def _confirmed(double: Double) -> None:
    """Wait until the bot has confirmed every update: one that is not would come again, so it is not settled."""
    async with asyncio.timeout(SECONDS_PER_TAP):
        while not double.all_confirmed:
            await asyncio.sleep(0.005)


async def _together(jobs: list[Coroutine[Any, Any, T]]) -> list[T]:
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(job) for job in jobs]
    return [task.result() for task in tasks]


async def _while_alive(bot: Running, job: Coroutine[Any, Any, T]) -> T:
    """Do the job, but give up at once when the bot dies, and show what it wrote."""

    async def death() -> None:
        await bot.process.wait()
        raise BenchError("it has ended by itself")

    try:
        async with asyncio.TaskGroup() as group:
            watch = group.create_task(death())
            result = await group.create_task(job)
            watch.cancel()
    except ExceptionGroup as error:
        raise BenchError(f"{bot.name}: {_first(error)!r}\n{bot.last_words()}") from error
    return result


def _first(error: Exception) -> Exception:
    """The first of the errors inside nested groups."""
    return _first(error.exceptions[0]) if isinstance(error, ExceptionGroup) else error


def _percentile(values: list[float], percent: int) -> float:
    return quantiles(values, n=100, method="inclusive")[percent - 1]

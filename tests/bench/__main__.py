"""`python -m tests.bench`: plays the floor and Planerka in turn and prints what one answer tap costs each."""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from .contestant import BenchError, Contestant, pin
from .load import Figures, Plan, play

FLOOR = Contestant("floor", ("-m", "tests.bench.floor", "prepare"), ("-m", "tests.bench.floor", "run"))
PLANERKA = Contestant("planerka", ("-m", "tests.bench.planerka"), ("-m", "bot", "run"))
BUDGETS = {"CPU per tap, ms": (1.0, 0.67), "hand-out to first call, p99, ms": (0.5, 0.2)}  # budget and aim, as ratios
ROWS: list[tuple[str, Callable[[Figures], float]]] = [
    ("CPU per tap, ms", lambda f: f.cpu),
    ("hand-out to first call, p99, ms", lambda f: f.p99),
    ("hand-out to first call, p50, ms", lambda f: f.p50),
    ("press to first call, p99, ms", lambda f: f.person_p99),
    ("steady 100/s: hand-out to first call, p50, ms", lambda f: f.steady_p50),
    ("steady 100/s: hand-out to first call, p99, ms", lambda f: f.steady_p99),
    ("peak memory, MB", lambda f: f.peak),
    ("taps per second", lambda f: f.rate),
    ("calls of the Bot API per tap", lambda f: f.calls),
]


def arguments() -> argparse.Namespace:
    """The size of the run; the defaults are what docs/benchmarks.md shows."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "--bot",
        choices=["planerka", "floor"],
        default="planerka",
        help="floor: the floor against itself, which shows the noise",
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--taps", type=int, default=1500, help="of a crowd, per round")
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--in-flight", type=int, default=32)
    return parser.parse_args()


async def rounds(bot: Contestant, count: int, plan: Plan) -> tuple[list[Figures], list[Figures]]:
    """Floor and bot in turn, so that a slow minute of the machine meets both."""
    played: tuple[list[Figures], list[Figures]] = ([], [])
    for number in range(count):
        for contestant, figures in zip((FLOOR, bot), played, strict=True):
            with tempfile.TemporaryDirectory(prefix="planerka-bench-") as folder:
                figures.append(await play(contestant, plan, Path(folder)))
            last = figures[-1]
            print(
                f"round {number + 1} of {count}, {contestant.name}: {last.cpu:.2f} ms, p99 {last.p99:.0f} ms",
                file=sys.stderr,
                flush=True,
            )
    return played


def table(bot: str, floors: list[Figures], bots: list[Figures]) -> list[str]:
    """Medians of the rounds as a Markdown table; the spread is the lowest and the highest ratio of a round."""
    lines = [f"| one answer tap | floor | {bot} | ratio | spread | budget |", "| --- | --: | --: | --: | --: | --- |"]
    for words, value in ROWS:
        floor, own = median(map(value, floors)), median(map(value, bots))
        ratios = [value(b) / value(f) for f, b in zip(floors, bots, strict=True)]
        spread, ratio = f"{min(ratios):.2f} – {max(ratios):.2f}", own / floor
        lines.append(f"| {words} | {floor:.2f} | {own:.2f} | {ratio:.2f} × | {spread} | {verdict(words, ratio)} |")
    return lines


def verdict(words: str, ratio: float) -> str:
    """The budget and the aim of the row, and which of them the ratio keeps; nothing for a row that only informs."""
    if words not in BUDGETS:
        return ""
    budget, aim = BUDGETS[words]
    kept = "aim kept" if ratio <= aim else "kept" if ratio <= budget else "MISSED"
    return f"≤ {budget:.2f} ×, aim ≤ {aim:.2f} ×: {kept}"


def main() -> int:
    """Run it; 1 if a bot failed to serve, so that there is nothing to compare."""
    args = arguments()
    people = range(1001, 1001 + args.people)
    plan = Plan(args.taps, args.taps // 3, args.in_flight, people, seconds=60, steady_seconds=5)
    bot = {"planerka": PLANERKA, "floor": FLOOR}[args.bot]
    pin(0, 1)
    try:
        floors, bots = asyncio.run(rounds(bot, args.rounds, plan))
    except BenchError as error:
        print(error, file=sys.stderr)
        return 1
    print(*table(bot.name, floors, bots), sep="\n")
    print(f"\nMedians of {args.rounds} rounds of {args.taps} taps, {args.in_flight} in flight, {args.people} people.")
    print("Printed by `" + " ".join(["python -m tests.bench", *sys.argv[1:]]) + "`.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

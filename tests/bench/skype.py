"""`python -m tests.bench.skype`: what a conference costs on a server that takes 50 ms for each answer, in POSTs."""

import argparse
import asyncio
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from statistics import median

import aiohttp
from pydantic import SecretStr

from bot.conferences.skype.client import SkypeConferences
from bot.conferences.skype.config import SkypeConfig
from demo.skype.server import SkypeServer

USER, PASSWORD = "planerka@example.org", "benchmark"
EXPIRY = datetime.now(UTC) + timedelta(days=30)  # noqa: TID251  the simulated server keeps real time
BUDGET = 1.2


async def timed(count: int, work: Callable[[int], Awaitable[object]]) -> float:
    """Milliseconds for one of `count`, one after the other."""
    began = time.perf_counter()
    for number in range(count):
        await work(number)
    return (time.perf_counter() - began) / count * 1000


async def floor(server: SkypeServer, count: int) -> float:
    """The bare POST of a room, by a program that has signed in, opened an application and does nothing else."""
    headers = {"Accept": "application/json"}
    async with aiohttp.ClientSession(server.root_url, headers=headers) as session:
        form = {"grant_type": "password", "username": USER, "password": PASSWORD}
        async with session.post("/WebTicket/oauthtoken", data=form) as reply:
            session.headers["Authorization"] = f"Bearer {(await reply.json())['access_token']}"
        application = {"culture": "en-US", "endpointId": "floor", "userAgent": "floor"}
        async with session.post("/ucwa/oauth/v1/applications", json=application) as reply:
            links = (await reply.json())["_embedded"]["onlineMeetings"]["_links"]
        room = {"subject": "Standup", "expirationTime": EXPIRY.isoformat()}

        async def post(_: int) -> None:
            async with session.post(links["myOnlineMeetings"]["href"], json=room) as reply:
                await reply.read()

        return await timed(count, post)


async def planerka(server: SkypeServer, count: int, mark: str) -> float:
    """The client of Planerka, signed in; what it looks up before the first room counts."""
    config = SkypeConfig("example.org", USER, SecretStr(PASSWORD), root_url=server.root_url)
    async with SkypeConferences(config) as meetings:
        await meetings.verify()
        return await timed(count, lambda number: meetings.create(f"{mark}-{number}", "Standup", "", EXPIRY))


async def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.skype", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--conferences", type=int, default=100)
    parser.add_argument("--latency", type=float, default=0.05, help="seconds")
    given = parser.parse_args()
    server = await SkypeServer.start(user=USER, password=PASSWORD)
    server.switches.latency = given.latency
    floors, own = [], []
    for number in range(given.rounds):
        floors.append(await floor(server, given.conferences))
        own.append(await planerka(server, given.conferences, f"round-{number}"))
        print(f"round {number + 1}: POST {floors[-1]:.1f} ms, conference {own[-1]:.1f} ms", file=sys.stderr, flush=True)
    connections = server.traffic.most_connections
    await server.stop()
    ratios = [mine / bare for mine, bare in zip(own, floors, strict=True)]
    ratio = median(own) / median(floors)
    print("| one conference | bare POST | planerka | ratio | spread | budget |\n| --- | --: | --: | --: | --: | --- |")
    print(
        f"| {given.latency * 1000:.0f} ms a request, ms | {median(floors):.1f} | {median(own):.1f} | {ratio:.2f} × "
        f"| {min(ratios):.2f} – {max(ratios):.2f} | ≤ {BUDGET:.2f} ×: {'kept' if ratio <= BUDGET else 'MISSED'} |"
    )
    print(f"Connections open at the same time, at most: {connections}.")
    return int(ratio > BUDGET)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))

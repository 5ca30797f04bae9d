"""UCWA spoken by hand, for trying the simulated server itself."""

from typing import Any

import aiohttp

from bot.demo.skype.server import SkypeServer

PASSWORD = "Str&nge p@ss=word"
APPLICATION = {"UserAgent": "test", "endpointId": "e", "CULTURE": "en-US", "unknown": 1, "_links": {}}


class Hand:
    """Speaks UCWA by hand, mistakes included."""

    def __init__(self, session: aiohttp.ClientSession, server: SkypeServer) -> None:
        self.session, self.base = session, server.root_url.rstrip("/")
        self.headers = {"Accept": "application/json"}
        self.rooms = ""

    async def ask(self, method: str, path: str, **options: Any) -> tuple[int, Any, aiohttp.ClientResponse]:
        headers = self.headers | options.pop("headers", {})
        async with self.session.request(method, self.base + path, headers=headers, **options) as reply:
            is_json = reply.content_type == "application/json"
            return reply.status, await reply.json() if is_json else await reply.text(), reply

    async def sign_in(self, **form: str) -> tuple[int, Any]:
        wanted = {"grant_type": "password", "username": "planerka@example.org", "password": PASSWORD} | form
        status, body, _ = await self.ask("POST", "/WebTicket/oauthtoken", data=wanted)
        if status == 200:
            self.headers["Authorization"] = f"Bearer {body['access_token']}"
        return status, body

    async def open(self) -> str:
        """Signs in and opens an application; its address."""
        await self.sign_in()
        status, body, _ = await self.ask("POST", "/ucwa/oauth/v1/applications", json=APPLICATION)
        assert status == 201
        self.rooms = body["_embedded"]["onlineMeetings"]["_links"]["myOnlineMeetings"]["href"]
        return str(body["_links"]["self"]["href"])

"""UCWA spoken by hand, for trying the simulated server itself."""

from typing import Any

import aiohttp

from demo.skype.server import SkypeServer

PASSWORD = "Str&nge p@ss=word"
APPLICATION = {"UserAgent": "test", "endpointId": "e", "CULTURE": "en-US", "unknown": 1, "_links": {}}
APPLICATIONS = "/ucwa/oauth/v1/applications"
USER_RESOURCE = "/Autodiscover/AutodiscoverService.svc/root/oauth/user"


class Hand:
    """Speaks UCWA by hand, mistakes included. Paths are those of the discovery host unless they are whole addresses."""

    def __init__(self, session: aiohttp.ClientSession, server: SkypeServer) -> None:
        self.session, self.base = session, server.root_url.rstrip("/")
        self.headers = {"Accept": "application/json"}
        self.rooms = ""

    async def ask(self, method: str, path: str, **options: Any) -> tuple[int, Any, aiohttp.ClientResponse]:
        """Status, body (parsed if it is JSON), and the answer itself."""
        headers = self.headers | options.pop("headers", {})
        url = path if path.startswith("http") else self.base + path
        async with self.session.request(method, url, headers=headers, allow_redirects=False, **options) as reply:
            is_json = reply.content_type.endswith("json")
            return reply.status, await reply.json(content_type=None) if is_json else await reply.text(), reply

    async def sign_in(self, at: str = "", **form: str) -> tuple[int, Any]:
        """Gets a ticket, at another host if one is named, and shows it from now on."""
        wanted = {"grant_type": "password", "username": "planerka@example.org", "password": PASSWORD} | form
        status, body, _ = await self.ask("POST", f"{at}/WebTicket/oauthtoken", data=wanted)
        if status == 200:
            self.headers["Authorization"] = f"Bearer {body['access_token']}"
        return status, body

    async def open(self, **form: str) -> str:
        """Signs in and opens an application; its address."""
        await self.sign_in(**form)
        status, body, _ = await self.ask("POST", APPLICATIONS, json=APPLICATION)
        assert status == 201
        meetings = body["_embedded"]["onlineMeetings"]["_links"]
        self.rooms = meetings.get("myOnlineMeetings", {}).get("href", "")
        return str(body["_links"]["self"]["href"])

    async def room(self, **wanted: Any) -> dict[str, Any]:
        """A new room, as the server shows it."""
        status, body, _ = await self.ask("POST", self.rooms, json=wanted)
        assert status in (200, 201), body
        return dict(body)

    async def subcode(self, method: str, path: str, **options: Any) -> tuple[int, str | None]:
        """Status and subcode of UCWA's own no."""
        status, body, _ = await self.ask(method, path, **options)
        return status, body.get("subcode") if isinstance(body, dict) else None

"""The token endpoint of the simulated server."""

from urllib.parse import parse_qs

from aiohttp import web

from demo.skype.accounts import Account
from demo.skype.replies import oauth, page
from demo.skype.switches import PASSIVE, WINDOWS
from demo.skype.world import Call, World


def token(world: World, call: Call) -> web.Response:
    """Issue a ticket for valid credentials, by a grant that is offered."""
    form = {name: values[-1] for name, values in parse_qs(call.body.decode(errors="replace")).items()}
    grant = form.get("grant_type")
    if grant is None:
        return not_granted("invalid_request", 28020, "No valid security token.")
    if grant not in world.switches.grants:
        return not_granted("unsupported_grant_type", 28029, "Authentication type not allowed.")
    if grant == PASSIVE:
        address = f"{world.hosts.pool(call.base)}/PassiveAuth/PassiveAuth.aspx"
        return not_granted("invalid_grant", 28020, "No valid security token.", ms_rtc_passiveauthuri=address)
    if grant == WINDOWS:
        return _by_windows(world, call)
    account = world.accounts.signed_in(form.get("username", ""), form.get("password", ""))
    return _granted(world, call, account)


def not_granted(error: str, diagnostics: int, reason: str, **more: str) -> web.Response:
    """400 with an OAuth error."""
    says = f'{diagnostics};source="127.0.0.1";reason="{reason}"'
    return oauth({"error": error, **more}, 400, {"X-Ms-Diagnostics": says})


def _by_windows(world: World, call: Call) -> web.Response:
    (status, headers, _), account = world.accounts.proven(call.connection, call.headers.get("Authorization"))
    if status == 200:
        return _granted(world, call, account)
    reply = page(status, f"{status} - Unauthorized: Access is denied due to invalid credentials.")
    reply.headers.extend(headers)
    return reply


def _granted(world: World, call: Call, account: Account | None) -> web.Response:
    if account is None:
        return not_granted("invalid_grant", 28020, "No valid security token.")
    ticket = world.accounts.issue(account, call.host, world.clock())
    granted = {"access_token": ticket, "expires_in": int(world.switches.token_life.total_seconds())}
    more = {} if world.switches.bare_token else {"ms_rtc_identityscope": "local", "token_type": "Bearer"}
    return oauth(granted | more, 200)

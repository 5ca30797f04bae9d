"""Variables with our prefix that are not settings: most are typos."""

from difflib import get_close_matches

from pydantic_settings import BaseSettings, DotEnvSettingsSource, EnvSettingsSource


def unknown_to(settings: type[BaseSettings]) -> list[str]:
    """A sentence for each, in the environment or in .env."""
    prefix = settings.model_config["env_prefix"]
    known = [name.upper() for name in settings.model_fields]
    found = {name.upper() for source in (EnvSettingsSource, DotEnvSettingsSource) for name in source(settings).env_vars}
    ours = sorted(name.removeprefix(prefix) for name in found if name.startswith(prefix))
    return [_not_known(prefix, name, known) for name in ours if name not in known]


def _not_known(prefix: str, name: str, known: list[str]) -> str:
    close = get_close_matches(name, known, n=1)
    return f"{prefix}{name} is not a setting of Planerka" + (f"; did you mean {prefix}{close[0]}?" if close else "")

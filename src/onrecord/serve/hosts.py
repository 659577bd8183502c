"""The names that the application has, and who can reach it by them."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

from onrecord.errors import OptionError
from onrecord.serve.settings import Settings


def hosts_of(settings: Settings) -> frozenset[str]:
    """Return the names that the application is asked for by; ``*`` where any address of a network card is one."""
    own = {"localhost", "127.0.0.1", "::1", settings.host.lower(), *(name.lower() for name in settings.hosts)}
    if not is_loopback(settings.host):
        own |= {"*", socket.gethostname().lower()}
    return frozenset(own)


def check_settings(settings: Settings) -> None:
    """Refuse to be open to others without asking who they are.

    Raises
    ------
    OptionError
        If the address is not loopback, or there are other names, and there is neither a token nor a file of users.
    """
    if settings.token is not None or settings.users is not None:
        return
    remedy = "Give --token or --users; make a token with: onrecord serve --new-token NAME"
    if not is_loopback(settings.host):
        raise OptionError(
            f"--host {settings.host} can be reached by others, and nobody is asked who they are. {remedy}"
        )
    if settings.hosts:
        raise OptionError(f"--allow-host {settings.hosts[0]} is for others, and nobody is asked who they are. {remedy}")


def is_loopback(host: str) -> bool:
    """Tell whether an address is this machine's own, which nobody else can reach.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0"), is_loopback("desk.example")
    (True, True, False, False)
    """
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def host_in(given: str) -> str | None:
    """Return the name in a Host header, None where it is none."""
    if any(character in given for character in "/\\@ ?#"):
        return None
    try:
        return urlsplit(f"//{given}").hostname
    except ValueError:
        return None


def is_address(name: str) -> bool:
    """Tell whether a name is the address of a network card."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True

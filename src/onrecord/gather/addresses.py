"""Which addresses may be fetched from: those of the public internet, unless private ones are allowed.

A name is resolved once, what it stands for is checked, and the connection goes to exactly that
(:mod:`onrecord.gather.connection`): an answer of the name server that changes between check and use changes nothing.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from httpx2 import URL, InvalidURL

from onrecord.errors import FetchError

#: Tells the IP addresses of a host and port.
Resolve = Callable[[str, int], Sequence[str]]

_SHOWN = 200
_LONGEST = 4_096
_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9_]([a-z0-9._-]*[a-z0-9_])?\.?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_UNICAST = IPv6Network("2000::/3")
_TRANSLATED = IPv6Network("64:ff9b::/96")
#: Not of the public internet, though some version of Python's ``is_global`` takes them for it: addresses for protocols
#: and for documentation, 6to4 with its relays, and the one at which a cloud tells its machines their secrets.
_RESERVED_4 = tuple(map(IPv4Network, ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32")))
_RESERVED_6 = (IPv6Network("2002::/16"), IPv6Network("3fff::/20"))
_CHECK = "Check the address"
_INTRANET = "If it is in a network of your own, allow it with --allow-private"


def system_resolve(host: str, port: int) -> list[str]:
    """Ask the system for the IP addresses of a host; raises OSError where there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(where[0]) for *_, where in found))


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Tell whether an address belongs to a single machine on the public internet.

    An IPv6 address that stands for an IPv4 address is judged as that one.

    >>> [is_public(ip_address(a)) for a in ("93.184.216.34", "10.0.0.1", "::ffff:127.0.0.1", "169.254.169.254")]
    [True, False, False, False]
    """
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in _TRANSLATED:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        return address in _UNICAST and address.is_global and not any(address in network for network in _RESERVED_6)
    reserved = address.is_multicast or address.is_reserved or any(address in network for network in _RESERVED_4)
    return address.is_global and not reserved


def checked_url(url: str | URL) -> URL:
    """Return the address if it is a plain one of the web, without its fragment.

    Raises
    ------
    FetchError
        For anything but http and https, user names, hosts that are numbers in disguise, and what is no address at all.

    >>> checked_url("http://0x7f.1/")
    Traceback (most recent call last):
    onrecord.errors.FetchError: http://0x7f.1/: the host '0x7f.1' is a number in disguise. Check the address
    """
    text = str(url).strip()
    shown = _shown(text)
    if len(text) > _LONGEST:
        raise FetchError(shown, f"the address has more than {_LONGEST:,} characters", _CHECK)
    try:
        parsed = URL(text).copy_with(fragment=None)
        host = parsed.raw_host.decode("ascii") if parsed.host else ""  # its name must be one that can be told as well
    except (InvalidURL, UnicodeError, ValueError) as error:
        raise FetchError(shown, f"this is no address ({_shown(str(error))})", _CHECK) from error
    if parsed.scheme not in _PORTS:
        raise FetchError(shown, "only http and https addresses are fetched", _CHECK)
    if parsed.userinfo:
        raise FetchError(shown, "there is a user name in the address", "Give the address without it")
    if parsed.port is not None and not 0 < parsed.port < 65_536:
        raise FetchError(shown, f"there is no port {_shown(str(parsed.port))}", _CHECK)
    problem = _host_problem(host)
    if problem is not None:
        raise FetchError(shown, problem, _CHECK)
    return parsed


def port_of(url: URL) -> int:
    """The port of a checked address."""
    return url.port or _PORTS[url.scheme]


def addresses_of(host: str, port: int, resolve: Resolve, *, allow_private: bool) -> list[str]:
    """Return the IP addresses of a host, all of them checked.

    Raises
    ------
    FetchError
        If there are none, or one of them is not of the public internet and private ones are not allowed.
    """
    try:
        literal = ip_address(host)
    except ValueError:
        found = _resolved(host, port, resolve)
    else:
        found = [str(literal)]
    for text in found:
        if not allow_private and not _is_public(text):
            same = "" if text == host else f", for which {_shown(host)!r} stands,"
            raise FetchError(_shown(host), f"the address {text}{same} is not of the public internet", _INTRANET)
    return found


def _shown(text: str) -> str:
    """What an error shows of an address or a host."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _host_problem(host: str) -> str | None:
    if not host:
        return "there is no host in the address"
    if ":" in host:  # an IPv6 address, which the parser has checked
        return None
    if len(host) > 253 or not _HOST.fullmatch(host):
        return f"the host {_shown(host)!r} is no name of a host"
    if _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]):
        try:
            IPv4Address(host)
        except ValueError:
            return f"the host {_shown(host)!r} is a number in disguise"
    return None


def _resolved(host: str, port: int, resolve: Resolve) -> list[str]:
    remedy = "Check the address and the network"
    shown = _shown(host)
    try:
        found = list(resolve(host, port))
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FetchError(shown, f"the host {shown!r} cannot be found ({reason})", remedy, temporary=True) from error
    if not found:
        raise FetchError(shown, f"the host {shown!r} cannot be found", remedy, temporary=True)
    return found


def _is_public(text: str) -> bool:
    try:
        return is_public(ip_address(text))
    except ValueError:
        return False

from __future__ import annotations

from ipaddress import ip_address

import pytest

from onrecord.errors import FetchError
from onrecord.gather.addresses import addresses_of, checked_url, is_public, port_of

PUBLIC = ("93.184.216.34", "1.1.1.1", "2606:4700::1111", "::ffff:93.184.216.34", "64:ff9b::5db8:d822")
NOT_PUBLIC = (
    *("0.0.0.0", "0.1.2.3", "127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "192.168.1.1"),  # noqa: S104
    *("100.64.0.1", "169.254.169.254", "192.0.0.1", "192.0.0.192", "192.0.2.1", "192.88.99.1", "198.18.0.1"),
    *("198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
    *("168.63.129.16", "100.100.100.200"),
    *("::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b::7f00:1"),
    *("64:ff9b:1::5db8:d822", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "2002:5db8:d822::", "3fff::1"),
    *("5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "ff0e::1"),
)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str) -> None:
    assert is_public(ip_address(address))
    assert addresses_of("gazette.example", 80, lambda host, port: [address], allow_private=False) == [address]


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_other_addresses_are_refused_unless_allowed(address: str) -> None:
    with pytest.raises(FetchError) as caught:
        addresses_of("gazette.example", 80, lambda host, port: [address], allow_private=False)
    assert caught.value.problem == (
        f"the address {address}, for which 'gazette.example' stands, is not of the public internet"
    )
    assert "--allow-private" in caught.value.remedy and not caught.value.temporary
    assert addresses_of("gazette.example", 80, lambda host, port: [address], allow_private=True) == [address]


def test_one_private_address_among_public_ones_is_enough() -> None:
    with pytest.raises(FetchError, match=r"10\.0\.0\.1"):
        addresses_of("gazette.example", 80, lambda host, port: ["93.184.216.34", "10.0.0.1"], allow_private=False)


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_addresses_in_numbers_are_not_resolved(address: str) -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise AssertionError

    with pytest.raises(FetchError, match="is not of the public internet"):
        addresses_of(address, 80, resolve, allow_private=False)
    assert addresses_of("93.184.216.34", 80, resolve, allow_private=False) == ["93.184.216.34"]


def test_nonsense_from_the_resolver_is_not_public() -> None:
    with pytest.raises(FetchError, match="is not of the public internet"):
        addresses_of("gazette.example", 80, lambda host, port: ["nonsense"], allow_private=False)


def test_hosts_that_are_not_found_may_be_later() -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise OSError(-2, "Name or service not known")

    with pytest.raises(FetchError) as caught:
        addresses_of("gazette.example", 80, resolve, allow_private=False)
    assert caught.value.problem == "the host 'gazette.example' cannot be found (Name or service not known)"
    assert caught.value.temporary
    with pytest.raises(FetchError, match="cannot be found"):
        addresses_of("gazette.example", 80, lambda host, port: [], allow_private=False)


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("file:///etc/passwd", "only http and https addresses are fetched"),
        ("ftp://gazette.example/", "only http and https addresses are fetched"),
        ("gopher://gazette.example/", "only http and https addresses are fetched"),
        ("gazette.example/1", "only http and https addresses are fetched"),
        ("//gazette.example/1", "only http and https addresses are fetched"),
        ("javascript:alert(1)", "only http and https addresses are fetched"),
        ("http://", "there is no host in the address"),
        ("http:///etc/passwd", "there is no host in the address"),
        ("http://gazette.example@127.0.0.1/", "there is a user name in the address"),
        ("http://127.0.0.1:80@gazette.example/", "there is a user name in the address"),
        ("http://a:b@gazette.example/", "there is a user name in the address"),
        ("http://gazette.example\\@127.0.0.1/", "there is a user name in the address"),
        ("http://2130706433/", "the host '2130706433' is a number in disguise"),
        ("http://0x7f000001/", "the host '0x7f000001' is a number in disguise"),
        ("http://0X7F.0.0.1/", "the host '0x7f.0.0.1' is a number in disguise"),
        ("http://127.1/", "the host '127.1' is a number in disguise"),
        ("http://127.0.1/", "the host '127.0.1' is a number in disguise"),
        ("http://127.0.0.1./", "the host '127.0.0.1.' is a number in disguise"),
        ("http://0/", "the host '0' is a number in disguise"),
        ("http://gazette.example.1/", "the host 'gazette.example.1' is a number in disguise"),
        ("http://127%2e0.0.1/", "the host '127%2e0.0.1' is no name of a host"),
        ("http://gazette.example%00.example/", "the host 'gazette.example%00.example' is no name of a host"),
        ("http://ga zette.example/", "the host 'ga%20zette.example' is no name of a host"),
        ("http://-/", "the host '-' is no name of a host"),
        ("http://..../", "the host '....' is no name of a host"),
        ("http://gazette.example:0/", "there is no port 0"),
        ("http://gazette.example:99999/", "there is no port 99999"),
    ],
)
def test_addresses_that_are_refused(url: str, problem: str) -> None:
    with pytest.raises(FetchError) as caught:
        checked_url(url)
    assert caught.value.problem == problem and not caught.value.temporary


@pytest.mark.parametrize(
    "url",
    [
        *("http://0177.0.0.1/", "http://127.0.0.01/", "http://[::1/", "http://[::ffff:127.0.0.1]]/", "http://[v1.a]/"),
        *("http://a_xn--b.example/", "http://gazette_uxn--a.example/"),
        *("http://１２７.０.０.１/", "http://gazette.example:port/", "http://a\nb.example/", "http://①②⑦.0.0.1/"),
        "http://gazette.example/" + "a" * 5_000,
    ],
)
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(FetchError, match=r"this is no address|more than|number in disguise"):
        checked_url(url)


@pytest.mark.parametrize(
    "url", [f"http://{'a' * 4_000}.example/", f"http://0x{'f' * 4_000}/", f"http://gazette.example:{'9' * 4_000}/"]
)
def test_long_hosts_are_shown_in_part(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        checked_url(url)
    assert len(str(caught.value)) < 700
    with pytest.raises(FetchError) as caught:
        addresses_of("a" * 4_000, 80, lambda host, port: [], allow_private=False)
    assert len(str(caught.value)) < 700


def test_an_ideographic_full_stop_hides_no_number() -> None:
    try:
        host = checked_url("http://127。0。0。1/").host
    except FetchError:
        return
    with pytest.raises(FetchError):
        addresses_of(host, 80, lambda host, port: [], allow_private=False)


def test_plain_addresses() -> None:
    url = checked_url(" HTTPS://Bücher.Example:8443/a b?x=1#top ")
    assert str(url) == "https://xn--bcher-kva.example:8443/a%20b?x=1"
    assert port_of(url) == 8443
    assert port_of(checked_url("http://gazette.example")) == 80
    assert port_of(checked_url("https://[2606:4700::1111]/")) == 443

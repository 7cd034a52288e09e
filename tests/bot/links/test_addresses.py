"""Which links are found in a sentence, which are opened, and which addresses are public."""

import pytest

from bot.links.addresses import BadLinkError, address, find
from bot.links.public import is_public

FOUND = {
    "webcal://plans.example/ical/ABCDEF.ics": "webcal://plans.example/ical/ABCDEF.ics",
    "https://cal.example/0a1b2c.ics": "https://cal.example/0a1b2c.ics",
    "Here is my plan https://club.example.org/plan.ics": "https://club.example.org/plan.ics",
    "My plan (https://a.example/x.ics), thanks!": "https://a.example/x.ics",
    "See https://a.example/x_(1).ics.": "https://a.example/x_(1).ics",
    "WEBCAL://A.example/x": "WEBCAL://A.example/x",
    "plan: <https://a.example/x?k=1&v=2>": "https://a.example/x?k=1&v=2",
    "club.example.org/plan.ics please": "https://club.example.org/plan.ics",
    "file:///etc/passwd": "file:///etc/passwd",
    "ftp://a.example/x.ics": "ftp://a.example/x.ics",
    "I run at 6:45": None,
    "10 km / 50 min": None,
    "it hurts": None,
    "plan.ics": None,
    "me@club.example/plan.ics": None,
}
REFUSED = (
    "http://a.example/x.ics",
    "file:///etc/passwd",
    "ftp://a.example/x.ics",
    "gopher://a.example/x",
    "https://a.example:8443/x.ics",
    "https://a.example:80/x.ics",
    "https://a.example:0/x.ics",
    "https://a.example:99999/x.ics",
    "https://user@a.example/x.ics",
    "https://user:word@a.example/x.ics",
    "https://@a.example/x.ics",
    "https://a.example\\@127.0.0.1/x.ics",
    "https://localhost/x.ics",
    "https://intranet/x.ics",
    "https://2130706433/x.ics",
    "https://0x7f000001/x.ics",
    "https://0x7f.0.0.1/x.ics",
    "https://0177.0.0.1/x.ics",
    "https://127.1/x.ics",
    "https://127.0.0.01/x.ics",
    "https://1.2.3.4.5/x.ics",
    "https://a..example/x.ics",
    "https://[::1%25eth0]/x.ics",
    "https://[fe80::1%eth0]/x.ics",
    "https://-a.example/x.ics",
    "https:///x.ics",
    "https://",
    "https://a.example/" + 3_000 * "x",
)
PUBLIC = ("93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07::1", "64:ff9b::8.8.8.8", "::ffff:8.8.8.8")
NOT_PUBLIC = (
    *("127.0.0.1", "127.255.255.254", "0.0.0.1", "10.0.0.1", "172.16.0.1", "172.31.255.255"),
    *("192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200", "192.0.0.1"),
    *("192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1"),
    *("240.0.0.1", "255.255.255.255", "168.63.129.16", "192.88.99.1"),
    *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "fec0::1"),
    *("::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:169.254.169.254", "::127.0.0.1"),
    *("2002:7f00:1::", "2002:a00:1::1", "2002:808:808::1"),  # 6to4
    *("64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::1"),  # NAT64
    *("2001::1", "2001:0:7f00:1::", "2001:db8::1", "3fff::1", "100::1", "5f00::1"),
    *("0177.0.0.1", "2130706433", "localhost", ""),
)


def test_links_are_found_in_sentences() -> None:
    assert {text: find(text) for text in FOUND} == FOUND


def test_a_link_to_anything_but_https_on_its_own_port_is_refused() -> None:
    for link in REFUSED:
        with pytest.raises(BadLinkError) as error:
            address(link)
        assert "example" not in str(error.value), link
        assert error.value.__cause__ is None


@pytest.mark.parametrize("scheme", ["webcal", "webcals", "https", "WebCal"])
def test_a_calendar_link_means_https(scheme: str) -> None:
    made = address(f"{scheme}://Plans.example/a%20b.ics?key=1#top")
    assert str(made) == "https://plans.example/a%20b.ics?key=1"


def test_only_addresses_of_the_open_internet_are_public() -> None:
    assert [one for one in PUBLIC if not is_public(one)] == []
    assert [one for one in NOT_PUBLIC if is_public(one)] == []

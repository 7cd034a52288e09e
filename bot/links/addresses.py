"""Calendar links in typed words: find one, and make of it the https address that is fetched.

An address is a secret: whoever has it reads the plan. Errors here hold no part of it.
"""

import ipaddress
import re

from yarl import URL

LONGEST = 2_000  # characters; what browsers take too
_SCHEME = re.compile(r"\b[a-z][a-z0-9+.-]{1,15}://\S+", re.IGNORECASE)
_BARE = re.compile(r"(?<![\w@/.:-])(?:[\w-]+\.)+[a-z]{2,24}/\S*\.ics\b(?:\?\S*)?", re.IGNORECASE)
_AROUND = ".,;:!?'\"<>»“”\u2019"
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"))
_OURS = {"webcal": "https", "webcals": "https", "https": "https"}
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)", re.ASCII)

NOT_HTTPS = "I only open links that begin with https:// or webcal://."
NO_ADDRESS = "I can't open that link. Please copy it once more, as a whole."
NO_LOGIN = "That link has a name and a password in it. I only open links that work without them."
NO_PORT = "I can't open that link: it leads to an unusual port."


class BadLinkError(ValueError):
    """A link is not opened; the words are for the runner and name no part of it."""


def find(text: str) -> str | None:
    """Return the first link in a text, None if there is none; `x.example/plan.ics` is one too."""
    found = _SCHEME.search(text)
    if found is not None:
        return _trimmed(found[0])
    found = _BARE.search(text)
    return f"https://{_trimmed(found[0])}" if found else None


def without(text: str) -> str:
    """Return a text without its links, whose words are nobody's."""
    return _BARE.sub(" ", _SCHEME.sub(" ", text))


def _trimmed(link: str) -> str:
    """Return a link without the marks of the sentence around it."""
    while link:
        closing = any(link.endswith(b) and link.count(b) > link.count(a) for a, b in _PAIRS)
        if not closing and link[-1] not in _AROUND:
            break
        link = link[:-1]
    return link


def address(link: str, ports: frozenset[int] = frozenset({443})) -> URL:
    """Return the address to fetch for a link, as https; BadLinkError for one never opened."""
    scheme, _, rest = link.partition("://")
    if scheme.lower() not in _OURS:
        raise BadLinkError(NOT_HTTPS)
    if len(link) > LONGEST or "\\" in rest or any(ord(one) < 33 for one in rest):
        raise BadLinkError(NO_ADDRESS)
    try:
        url = URL(f"{_OURS[scheme.lower()]}://{rest}").with_fragment(None)
        host, port = url.host, url.port
    except ValueError:
        raise BadLinkError(NO_ADDRESS) from None
    if "@" in rest.partition("/")[0].partition("?")[0].partition("#")[0]:
        raise BadLinkError(NO_LOGIN)
    if port not in ports:
        raise BadLinkError(NO_PORT)
    if host is None or not _is_host(host):
        raise BadLinkError(NO_ADDRESS)
    return url


def _is_host(host: str) -> bool:
    """Tell whether a host is an address in its usual form, or a name of two labels at least.

    The URL standard takes 2130706433, 0x7f.1 and 0177.0.0.1 for IPv4 addresses; nobody's link to a
    plan is written so.
    """
    try:
        ipaddress.ip_address(host)
    except ValueError:
        pass
    else:
        return "%" not in host
    try:
        labels = host.rstrip(".").encode("idna").decode().lower().split(".")
    except UnicodeError:
        return False
    numeric = labels[-1].isdigit() or re.fullmatch(r"0x[0-9a-f]*", labels[-1])
    return len(labels) > 1 and not numeric and all(_LABEL.fullmatch(one) for one in labels)

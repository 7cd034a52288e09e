"""A webhook: where it is, what it is told beside each update, why it failed last."""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from bot.sandbox.refusal import Refused

MOST_CONNECTIONS = 100  # Bot API, setWebhook; the server takes the nearest allowed number
USUAL_CONNECTIONS = 40
_SECRET = 256  # characters; Bot API, setWebhook
_PORTS = {80, 88, 443, 8443}


@dataclass(slots=True)
class Hook:
    """One webhook as it was set; errors since then, `failed_at` in Unix seconds, 0 for none."""

    url: str
    secret: str
    connections: int
    failed_at: int = 0
    failure: str = ""

    @property
    def near(self) -> bool:
        """Whether it is on this machine; nothing is ever sent to another."""
        return _is_near(urlsplit(self.url))

    @property
    def address(self) -> tuple[str, int]:
        """The host and the port."""
        parts = urlsplit(self.url)
        return parts.hostname or "", parts.port or 80

    def head(self) -> bytes:
        """Return the header of each request, all but the size of its body."""
        parts = urlsplit(self.url)
        secret = f"X-Telegram-Bot-Api-Secret-Token: {self.secret}\r\n" if self.secret else ""
        target = parts.path or "/"
        if parts.query:
            target += f"?{parts.query}"
        return (
            f"POST {target} HTTP/1.1\r\nHost: {parts.netloc.rpartition('@')[2]}\r\n{secret}"
            "Content-Type: application/json\r\nConnection: keep-alive\r\n"
            "Accept-Encoding: gzip, deflate\r\nContent-Length: "
        ).encode()


def check(url: str, secret: str) -> None:
    """Refuse an address or a secret that Telegram's server would not take."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused("invalid webhook URL specified")
    if len(secret) > _SECRET:
        raise Refused("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise Refused("secret token contains unallowed characters")
    if parts.scheme == "http" and not _is_near(parts):
        raise Refused("bad webhook: An HTTPS URL must be provided for webhook")
    if parts.scheme == "https" and port and port not in _PORTS:
        raise Refused("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def _is_near(parts: SplitResult) -> bool:
    if parts.scheme != "http":
        return False
    if parts.hostname == "localhost":
        return True
    try:
        return ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False

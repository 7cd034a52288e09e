"""Public addresses: whether an IP address belongs to a machine on the open internet."""

import ipaddress
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

# Public by its number, yet answered by the machines a cloud is made of (Azure, "168.63.129.16").
_OF_A_CLOUD = {IPv4Address("168.63.129.16")}
_RELAYS = IPv4Network("192.88.99.0/24")  # 6to4, RFC 7526
# What the IANA has given out as global unicast (RFC 4291); all else leads nowhere or to oneself.
_UNICAST = IPv6Network("2000::/3")
# Each carries an IPv4 address and reaches it by somebody's relay: 6to4, Teredo.
_TUNNELS = (IPv6Network("2002::/16"), IPv6Network("2001::/23"))
_EXAMPLES = IPv6Network("3fff::/20")  # RFC 9637, which Python 3.11 does not know
# A network with IPv6 alone reaches all of IPv4 by this prefix (NAT64, RFC 6052).
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Tell whether an address is one of the open internet; not private, nor of its own machine."""
    try:
        return _is_public(ipaddress.ip_address(address))
    except ValueError:
        return False


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped
        if inner is None and address in _NAT64 and address.scope_id is None:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return _is_public(inner)
        return (
            address.scope_id is None
            and address in _UNICAST
            and address.is_global
            and not any(address in net for net in (*_TUNNELS, _EXAMPLES))
        )
    kept = address in _OF_A_CLOUD or address in _RELAYS
    return address.is_global and not (address.is_multicast or address.is_reserved or kept)

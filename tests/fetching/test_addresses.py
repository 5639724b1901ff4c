import pytest

from server.fetching.addresses import is_public


@pytest.mark.parametrize(
    "address",
    [
        # The edges of each private block, and one from its middle.
        *("10.0.0.0", "10.128.4.4", "10.255.255.255"),
        *("172.16.0.0", "172.20.1.1", "172.31.255.255"),
        *("192.168.0.0", "192.168.1.1", "192.168.255.255"),
        # This machine, in both of its meanings.
        *("127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3"),
        # Link-local and the metadata services of the clouds: most of them, Oracle, Alibaba, Azure.
        *("169.254.169.254", "169.254.0.1", "192.0.0.192", "100.100.100.200", "168.63.129.16"),
        # Carriers' shared space, from edge to edge.
        *("100.64.0.0", "100.127.255.255"),
        # Documentation, benchmarks, relays, multicast, reserved, broadcast.
        *("192.0.2.1", "198.51.100.7", "203.0.113.9", "198.18.0.1", "198.19.255.255", "192.88.99.1"),
        *("192.31.196.1", "192.52.193.1", "192.175.48.1"),
        *("224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
        # IPv6: nothing, loopback, mapped, compatible, translated, local, unique local, site-local, multicast.
        *("::", "::1", "::ffff:127.0.0.1", "::ffff:93.184.216.34", "::127.0.0.1", "::ffff:0:10.0.0.1"),
        *("64:ff9b::10.0.0.1", "64:ff9b:1::a00:1", "100::1", "fe80::1", "fc00::1", "fd00:ec2::254", "fec0::1"),
        *("ff02::1", "5f00::1", "4000::1", "::ffff:168.63.129.16"),
        # Inside 2000::/3, but tunnels into anything, documentation, or answers for private zones.
        *("2001::1", "2001:10::1", "2001:1ff:ffff::1", "2001:db8::1", "2002:7f00:1::", "2002:a00:1::1"),
        *("3fff::1", "2620:4f:8000::1"),
        # An interface of this machine; a spelling that only some readers take for an address.
        *("2606:4700::1%eth0", "fe80::1%1", "0177.0.0.1", "127.1", "0x7f000001", "2130706433", "", "localhost"),
    ],
)
def test_it_refuses_what_is_not_on_the_public_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        # Neighbours of the private blocks, one address outside of them.
        *("9.255.255.255", "11.0.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0"),
        *("100.63.255.255", "100.128.0.0", "169.253.255.255", "169.255.0.0", "126.255.255.255", "128.0.0.0"),
        *("168.63.129.15", "168.63.129.17", "198.17.255.255", "198.20.0.0", "223.255.255.255", "1.1.1.1"),
        # IPv6 as it is handed out.
        *("2001:4860:4860::8888", "2606:4700:4700::1111", "2a00:1450::1", "2001:200::1", "2003::1", "3ffe::1"),
    ],
)
def test_it_lets_public_addresses_through(address: str) -> None:
    assert is_public(address)

"""Encrypted connections: the name is sent, the certificate is checked against it, and nothing less will do."""

import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from socket import create_server, socket

import pytest

from server.errors import UpstreamError
from server.fetching.guard import Target
from server.fetching.limits import Deadline, FetchLimits
from server.fetching.wire import Answer, Want, Wire, build_tls, dial_tcp
from tests.fetching.site import response

NAME = "news.example"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("tls")
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subject = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    files = ["-out", str(certificate), "-keyout", str(key)]
    subprocess.run(["openssl", "req", "-x509", *kind, *subject, *files], check=True, capture_output=True)
    return certificate, key


class TlsServer:
    """Answers every connection with one page; remembers the names that it was asked for."""

    def __init__(self, certificate: Path, key: Path) -> None:
        self.names: list[str | None] = []
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate, key)
        self._context.sni_callback = lambda _socket, name, _context: self.names.append(name)
        self._listener = create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]

    def serve(self) -> None:
        while True:
            try:
                plain, _ = self._listener.accept()
            except OSError:
                return
            try:
                with self._context.wrap_socket(plain, server_side=True) as client:
                    client.recv(65536)
                    client.sendall(response(b"hello"))
            except OSError:
                plain.close()

    def close(self) -> None:
        self._listener.close()


@pytest.fixture
def server(certificate: tuple[Path, Path]) -> Iterator[TlsServer]:
    running = TlsServer(*certificate)
    threading.Thread(target=running.serve, daemon=True).start()
    yield running
    running.close()


def ask(port: int, *, host: str = NAME, tls: ssl.SSLContext | None = None) -> Answer:
    """Ask for a page of `host`, whose public address is answered by the server on `port` of this machine."""

    def dial(address: str, _port: int, timeout: float) -> socket:
        assert address == "93.184.216.34"
        return dial_tcp("127.0.0.1", port, timeout)

    target = Target("https", host, 443, ("93.184.216.34",), "/")
    wire = Wire(FetchLimits(), dial=dial, tls=tls)
    return wire.exchange(f"https://{host}/", target, {}, want=Want(1_000), deadline=Deadline(20.0))


def test_it_reads_a_page_whose_certificate_is_good_for_the_name(
    server: TlsServer, certificate: tuple[Path, Path]
) -> None:
    answer = ask(server.port, tls=ssl.create_default_context(cafile=str(certificate[0])))

    assert (answer.body, server.names) == (b"hello", [NAME])


def test_it_refuses_a_certificate_of_another_name(server: TlsServer, certificate: tuple[Path, Path]) -> None:
    with pytest.raises(UpstreamError, match="could not be reached"):
        ask(server.port, host="other.example", tls=ssl.create_default_context(cafile=str(certificate[0])))


def test_it_refuses_a_certificate_that_nobody_vouches_for(server: TlsServer) -> None:
    with pytest.raises(UpstreamError, match="could not be reached"):
        ask(server.port, tls=build_tls())


def test_it_tries_the_next_address_when_one_does_not_answer() -> None:
    tried: list[str] = []

    def dial(address: str, _port: int, _timeout: float) -> socket:
        tried.append(address)
        raise ConnectionRefusedError

    target = Target("http", NAME, 80, ("93.184.216.34", "93.184.216.35"), "/")
    with pytest.raises(UpstreamError):
        Wire(FetchLimits(), dial=dial).exchange("", target, {}, want=Want(1_000), deadline=Deadline(20.0))

    assert tried == ["93.184.216.34", "93.184.216.35"]

"""Letters are handed to the operator's mail server, as they are and to nobody else."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from server.errors import InvalidConfiguration, InvalidInput, MailRefused
from server.fetching.mail import MailServer, send_mail

NOW = datetime(2026, 10, 5, 7, tzinfo=UTC)


class Conversation(socketserver.StreamRequestHandler):
    """Takes letters as a mail server does (RFC 5321), or refuses every recipient."""

    server: LocalMailServer

    def handle(self) -> None:
        self._say("220 ready")
        recipients: list[str] = []
        while line := self.rfile.readline(1000).decode().strip():
            word = line[:4].upper()
            if word == "QUIT":
                self._say("221 bye")
                return
            if word == "RCPT":
                recipients.append(line.partition(":")[2].strip("<>"))
                self._say("550 no" if self.server.refuses else "250 ok")
            elif word == "DATA":
                self._say("354 go on")
                self.server.taken.append((recipients, self._letter()))
                recipients = []
                self._say("250 taken")
            else:
                self._say("250 ok")

    def _letter(self) -> EmailMessage:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return message_from_bytes(b"".join(lines), policy=policy.default)  # type: ignore[return-value]  # what that policy makes

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class LocalMailServer(socketserver.ThreadingTCPServer):
    """A mail server on this machine that keeps what it takes."""

    daemon_threads = True

    def __init__(self, *, refuses: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.refuses = refuses
        self.taken: list[tuple[list[str], EmailMessage]] = []


@contextmanager
def mail_server(*, refuses: bool = False) -> Iterator[tuple[LocalMailServer, MailServer]]:
    with LocalMailServer(refuses=refuses) as local:
        threading.Thread(target=local.serve_forever, args=(0.01,), daemon=True).start()
        yield local, MailServer("127.0.0.1", local.server_address[1], "none", "digest@context.example")
        local.shutdown()


def send(server: MailServer, *to: str, subject: str = "Both sides", text: str = "Wörter\n.\nend\n") -> None:
    send_mail(server, list(to), subject=subject, text=text, html="<p>Wörter</p>", date=NOW)


def test_it_arrives_as_text_and_as_html() -> None:
    with mail_server() as (local, server):
        send(server, "ada@news.example")

    recipients, letter = local.taken[0]
    assert recipients == ["ada@news.example"]
    assert (letter["To"], letter["From"], letter["Subject"]) == (
        "ada@news.example",
        "digest@context.example",
        "Both sides",
    )
    parts = {part.get_content_type(): part.get_content() for part in letter.iter_parts()}
    assert parts["text/plain"].replace("\r\n", "\n") == "Wörter\n.\nend\n"
    assert "<p>Wörter</p>" in parts["text/html"]
    assert letter["Auto-Submitted"] == "auto-generated"


def test_nobody_sees_who_else_gets_it() -> None:
    with mail_server() as (local, server):
        send(server, "ada@news.example", "bea@news.example")

    assert [(recipients, letter["To"]) for recipients, letter in local.taken] == [
        (["ada@news.example"], "ada@news.example"),
        (["bea@news.example"], "bea@news.example"),
    ]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ada",
        "ada@news.example\nBcc: all@victim.example",
        "ada@news.example, bea@news.example",
        "Ada <ada@news.example>",
        "ada@",
        "@news.example",
        "ada@news.example ",
        "a" * 250 + "@x.example",
    ],
)
def test_only_one_plain_address_is_an_address(address: str) -> None:
    with mail_server() as (local, server), pytest.raises(InvalidInput, match="mail addresses"):
        send(server, address)

    assert local.taken == []


def test_a_subject_cannot_become_another_header() -> None:
    with mail_server() as (local, server), pytest.raises(InvalidInput, match="one line"):
        send(server, "ada@news.example", subject="Hello\r\nBcc: all@victim.example")

    assert local.taken == []


def test_a_refusal_is_told_without_addresses() -> None:
    with mail_server(refuses=True) as (_, server), pytest.raises(MailRefused) as caught:
        send(server, "ada@news.example")

    assert "ada" not in str(caught.value)


def test_a_server_that_is_not_there_is_told() -> None:
    with mail_server() as (_, server):
        pass

    with pytest.raises(MailRefused, match="did not take"):
        send(server, "ada@news.example")


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (("", 25, "none", "digest@context.example"), "smtp_host"),
        (("mail.example", 25, "none", ""), "smtp_from"),
        (("mail.example", 25, "none", "Digest <digest@context.example>"), "smtp_from"),
        # A password would be read by everyone on the way.
        (("mail.example", 25, "none", "digest@context.example", "ada", "secret"), "in the clear"),
    ],
)
def test_nothing_is_sent_without_the_settings_that_it_takes(settings: tuple[str | int, ...], told: str) -> None:
    with pytest.raises(InvalidConfiguration, match=told):
        MailServer(*settings)  # type: ignore[arg-type]  # in the order of its fields

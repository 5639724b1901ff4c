"""Hand a letter to the operator's own mail server. Nothing is sent unless one is named in the settings.

The server is the operator's choice, so that its address passes no guard. A name and password are never sent in the
clear, but to this machine itself.
"""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import make_msgid, parseaddr

from server.errors import InvalidConfiguration, InvalidInput, MailRefused

TIMEOUT = 20.0  # seconds for each word of the conversation
MOST_RECIPIENTS = 100
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
LONGEST_ADDRESS = 254  # RFC 5321, with the angle brackets left out


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed in, and in whose name."""

    host: str
    port: int
    security: str  # starttls · tls · none
    sender: str
    user: str = ""
    password: str = ""

    def __post_init__(self) -> None:
        """:raises InvalidConfiguration: naming the setting that is missing or wrong"""
        if not self.host or not self.sender:
            raise InvalidConfiguration("no mail is sent before smtp_host and smtp_from are set: see docs/operations.md")
        if not is_address(self.sender):
            raise InvalidConfiguration("smtp_from must be a mail address, such as digest@news.example")
        if self.user and self.security == "none" and self.host not in LOOPBACK:
            raise InvalidConfiguration("smtp_security is none: the password would travel in the clear; use starttls")


def is_address(text: str) -> bool:
    """Whether this is one plain mail address."""
    name, address = parseaddr(text)
    local, _, host = address.rpartition("@")
    is_plain = not name and address == text and text.isascii() and text.isprintable()
    return is_plain and bool(local and host) and len(text) <= LONGEST_ADDRESS and " " not in text


def send_mail(server: MailServer, to: list[str], *, subject: str, text: str, html: str, date: datetime) -> None:
    """Send one letter to each of these addresses, none of which sees the others.

    :raises InvalidInput: if an address or the subject cannot be put into a letter
    :raises MailRefused: if the mail server does not take it
    """
    wrong = [address for address in to if not is_address(address)]
    if wrong or not to or len(to) > MOST_RECIPIENTS:
        raise InvalidInput(f"give 1 to {MOST_RECIPIENTS} mail addresses, such as reader@news.example")
    letter = _write(server, subject=subject, text=text, html=html, date=date)
    try:
        with _connect(server) as connection:
            for address in to:
                del letter["To"]
                letter["To"] = address
                connection.send_message(letter, from_addr=server.sender, to_addrs=[address])
    except (smtplib.SMTPException, OSError) as error:
        raise MailRefused(f"the mail server did not take the letter: {_reason(error)}") from error


def _write(server: MailServer, *, subject: str, text: str, html: str, date: datetime) -> EmailMessage:
    letter = EmailMessage(policy=SMTP)
    try:
        # The policy refuses a line break in any of these: nothing from outside can become a header of its own.
        letter["Subject"], letter["From"], letter["Date"] = subject, server.sender, date
    except (ValueError, MessageError) as error:
        raise InvalidInput("the subject must be one line") from error
    letter["Message-ID"] = make_msgid(domain=server.sender.rpartition("@")[2])
    letter["Auto-Submitted"] = "auto-generated"  # RFC 3834: no automatic replies, please
    letter.set_content(text)
    letter.add_alternative(html, subtype="html")
    return letter


def _connect(server: MailServer) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if server.security == "tls":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=context)
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
    try:
        if server.security == "starttls":
            connection.starttls(context=context)
        if server.user:
            connection.login(server.user, server.password)
    except BaseException:
        connection.close()
        raise
    return connection


def _reason(error: Exception) -> str:
    """Return the kind of failure; the server's own words may repeat addresses."""
    code = getattr(error, "smtp_code", None)
    return f"it answered {code}" if code else type(error).__name__

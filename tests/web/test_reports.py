"""Reporting by form, without script, and the public log as a page."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from flask.testing import FlaskClient
from lxml import html

from server.app import create_app
from server.config import Settings
from server.reports.models import Status
from server.wiring.house import build_house

HOSTILE = "<script>alert(1)</script> “quoted” & more"


@pytest.fixture
def own_settings(settings: Settings, tmp_path: Path) -> Settings:
    """Settings of an empty server with the shipped tables."""
    return msgspec.structs.replace(settings, data_dir=str(tmp_path))


@pytest.fixture
def own(own_settings: Settings) -> FlaskClient:
    return create_app(own_settings).test_client()


def submit(client: FlaskClient, path: str, **filled: str) -> str:
    """Fill in the form at `path` and send it as a browser does; return where that leads."""
    form = html.fromstring(client.get(path).text).forms[0]
    sent = {**dict(form.form_values()), **filled}
    answer = client.open(form.action, method=form.method, data=sent, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def test_the_form_works_without_script(own: FlaskClient) -> None:
    place = submit(own, "/reports/new?kind=outlet&id=bbc.com", reason="wrong_fact", comment=HOSTILE)

    page = html.fromstring(own.get(place).text)
    assert page.findtext(".//h1") == "A fact is wrong"
    assert page.xpath("//a[@href='/outlets/bbc.com']")
    assert HOSTILE not in page.text_content()  # not before it is accepted
    assert page.xpath("//time[@datetime]")


def test_what_is_wrong_has_to_be_chosen(own: FlaskClient) -> None:
    form = html.fromstring(own.get("/reports/new?kind=outlet&id=bbc.com").text).forms[0]

    answer = own.post(form.action, data=dict(form.form_values()), headers={"Sec-Fetch-Site": "same-origin"})

    assert form.xpath(".//select[@required]")
    assert answer.status_code == 422


def test_a_pages_address_is_typed_into_the_form(own: FlaskClient) -> None:
    form = own.get("/reports/new?kind=page&id=https://www.bbc.co.uk/secret")
    place = submit(own, "/reports/new?kind=page", id="https://www.bbc.co.uk/news", reason="other", comment="")

    # From the address of the form nothing is read: it would stand in logs.
    assert "secret" not in form.text
    assert "bbc.co.uk" not in own.get(place).text + own.get("/reports").text


def test_accepted_words_are_text(own: FlaskClient, own_settings: Settings) -> None:
    place = submit(own, "/reports/new?kind=outlet&id=bbc.com", reason="other", comment=HOSTILE)
    house = build_house(own_settings)
    house.reports.answer(place.rpartition("/")[2], status=Status.ACCEPTED, text=HOSTILE)
    house.close()

    for path in (place, "/reports", "/reports?status=accepted"):
        page = html.fromstring(own.get(path).text)
        assert HOSTILE in page.text_content()
        assert not page.xpath("//script")


def test_the_form_tells_its_origin_to_this_server_only(own: FlaskClient) -> None:
    answer = own.get("/reports/new?kind=page")

    # Else a browser that sends no `Sec-Fetch-Site` would send `Origin: null`, as a hostile page could.
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert html.fromstring(answer.text).xpath("string(//meta[@name='referrer']/@content)") == "same-origin"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/reports/rp-unknown", 404),
        ("/reports/new", 422),
        ("/reports/new?kind=person&id=ada", 422),
        ("/reports/new?kind=outlet&id=no-such-outlet.com", 422),
        ("/reports/new?kind=outlet", 422),
        ("/reports?status=finished", 422),
        ("/reports?cursor=abc", 400),
    ],
)
def test_what_cannot_be_shown_gets_a_page(own: FlaskClient, path: str, status: int) -> None:
    answer = own.get(path)

    assert (answer.status_code, answer.mimetype) == (status, "text/html")


def test_the_form_refuses_what_the_api_refuses(own: FlaskClient) -> None:
    good = {"kind": "outlet", "id": "bbc.com", "reason": "other"}
    wrong = [{"kind": "x"}, {"reason": "x"}, {"id": "no-such-outlet.com"}, {"id": ""}, {"comment": "x" * 1001}]

    answers = [own.post("/reports/new", data={**good, **change}) for change in wrong]

    assert [answer.status_code for answer in answers] == [422] * len(wrong)
    assert own.get("/api/v1/reports").json["reports"] == []

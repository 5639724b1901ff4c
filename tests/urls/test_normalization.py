"""The shared examples of normal forms, and the laws that every address obeys."""

import json
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from server.errors import InvalidURL
from server.urls.normalization import normalize_url, normalized
from server.urls.parsing import MAX_LENGTH, parse_url
from server.urls.tracking_params import NAMES

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "urls.json").read_text(encoding="utf-8"))
VALID = [vector for vector in VECTORS if vector["normalized"] is not None]
INVALID = [vector for vector in VECTORS if vector["normalized"] is None]

# Names and values as sites write them, without those that mean tracking or a broken escape.
WORDS = st.text("abcXYZ019._~+;,:@-", min_size=1, max_size=8).filter(
    lambda word: word not in {".", ".."} and not word.lower().startswith("amp;")
)
NAME = WORDS.map("q".__add__)
PATHS = st.lists(WORDS, max_size=4).map("/".join)
PARAMS = st.lists(st.tuples(NAME, WORDS).map("=".join), max_size=5)
TRACKING = st.lists(
    st.tuples(st.sampled_from(sorted(NAMES)) | WORDS.map("utm_".__add__), WORDS).map("=".join), min_size=1, max_size=4
)


def address(path: str, params: list[str]) -> str:
    return f"https://news.example/{path}?{'&'.join(params)}"


@pytest.mark.parametrize("vector", VALID, ids=lambda vector: f"{vector['why']}: {vector['url']}"[:120])
def test_it_normalizes_as_the_shared_examples_say(vector):
    assert normalize_url(vector["url"]) == vector["normalized"], vector["why"]


@pytest.mark.parametrize("vector", INVALID, ids=lambda vector: f"{vector['why']}: {vector['url']}"[:120])
def test_it_refuses_as_the_shared_examples_say(vector):
    with pytest.raises(InvalidURL):
        normalize_url(vector["url"])


def test_the_shared_examples_are_many_and_each_is_there_once():
    assert len({vector["url"] for vector in VECTORS}) == len(VECTORS) >= 150


def test_it_normalizes_a_parsed_address_alike():
    assert normalized(parse_url("http://a.example:80/?b&a#c")) == "https://a.example/?a&b"


def test_it_refuses_an_address_that_the_s_of_https_makes_too_long():
    longest = f"http://news.example/{'a' * MAX_LENGTH}"[:MAX_LENGTH]

    with pytest.raises(InvalidURL, match="longer than"):
        normalize_url(longest)


@settings(deadline=None)
@given(st.text().map("http://".__add__) | st.text("/?#&=;%@:.[]\\ aZ09é\t").map("https://news.example".__add__))
def test_normalizing_twice_changes_nothing(text):
    try:
        once = normalize_url(text)
    except InvalidURL:
        return

    assert normalize_url(once) == once
    assert parse_url(once).scheme == "https"
    assert not parse_url(once).has_credentials


@settings(deadline=None)
@given(path=PATHS, params=PARAMS, tracking=TRACKING, place=st.integers(0, 5))
def test_tracking_never_changes_the_answer(path, params, tracking, place):
    tracked = [*params[:place], *tracking, *params[place:]]

    assert normalize_url(address(path, tracked)) == normalize_url(address(path, params))


@settings(deadline=None)
@given(path=PATHS, other=PATHS, params=PARAMS)
def test_two_paths_are_never_one_page(path, other, params):
    assume(path != other)

    assert normalize_url(address(path, params)) != normalize_url(address(other, params))


@settings(deadline=None)
@given(path=PATHS, params=PARAMS, name=NAME, value=WORDS, other=WORDS)
def test_two_values_of_a_kept_parameter_are_never_one_page(path, params, name, value, other):
    assume(value != other)

    one, another = ([*params, f"{name}={word}"] for word in (value, other))

    assert normalize_url(address(path, one)) != normalize_url(address(path, another))


@settings(deadline=None)
@given(params=st.lists(st.tuples(NAME, WORDS).map("=".join), max_size=5, unique_by=lambda param: param.split("=")[0]))
def test_the_order_of_different_names_never_matters(params):
    assert normalize_url(address("a", params)) == normalize_url(address("a", params[::-1]))


def test_it_sorts_thousands_of_parameters_without_ado():
    params = [f"{number % 97}={number % 7}" for number in range(800)]

    result = normalize_url(address("a", params))

    assert sorted(result.partition("?")[2].split("&")) == sorted(params)

import time

import pytest

from server.errors import FetchError, FetchRefused, FetchTimeout, HostBusy, TooLarge, UpstreamError
from server.fetching.robots import MAX_RULES, Robots, count_rules
from tests.fetching.site import FakeClock

AGENT = "SourceContext/0.1 (+https://about.example/)"
ORIGIN = "https://news.example"


class Rules:
    """A robots.txt, or what comes instead of it; counts how often it is read."""

    def __init__(self, *answers: str | FetchError) -> None:
        self.answers = list(answers)
        self.urls: list[str] = []

    def __call__(self, url: str) -> bytes:
        self.urls.append(url)
        answer = self.answers[min(len(self.urls), len(self.answers)) - 1]
        if isinstance(answer, FetchError):
            raise answer
        return answer.encode()


def delay(rules: Rules, path: str = "/a", *, robots: Robots | None = None) -> float:
    return (robots or Robots(user_agent=AGENT)).delay(ORIGIN, path, fetch=rules)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("", "/a"),
        ("User-agent: *\nDisallow:", "/a"),
        ("User-agent: *\nDisallow: /private/", "/a"),
        # Rules for others are not rules for us; ours replace those for all.
        ("User-agent: OtherBot\nDisallow: /", "/a"),
        ("User-agent: *\nDisallow: /\n\nUser-agent: sourcecontext\nAllow: /", "/a"),
        ("User-agent: *\nDisallow: /news\nAllow: /news/open", "/news/open/1"),
        # What is not a robots.txt forbids nothing.
        ("<!doctype html><title>Not found</title>", "/a"),
        ("\ufeffUser-agent: *\nDisallow: /x", "/a"),
        ("\x00\x01\x02", "/a"),
    ],
)
def test_it_lets_us_read_what_is_not_forbidden(text: str, path: str) -> None:
    assert delay(Rules(text), path) == 0.0


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("User-agent: *\nDisallow: /", "/a"),
        ("\ufeffUser-agent: *\nDisallow: /", "/a"),
        ("user-AGENT: *\r\ndisallow: /a", "/a/b"),
        ("User-agent: SourceContext\nDisallow: /", "/a"),
        ("User-agent: OtherBot\nUser-agent: sourcecontext\nDisallow: /", "/a"),
        ("User-agent: *\nDisallow: /*?print=", "/a?print=1"),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf"),
    ],
)
def test_it_keeps_us_from_what_is_forbidden(text: str, path: str) -> None:
    with pytest.raises(FetchRefused, match="asks programs not to"):
        delay(Rules(text), path)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("User-agent: *\nCrawl-delay: 2.5", 2.5),
        # A day between two pages would be a refusal that does not say so.
        ("User-agent: *\nCrawl-delay: 86400", 10.0),
        ("User-agent: *\nCrawl-delay: soon", 0.0),
    ],
)
def test_it_says_how_slowly_to_go(text: str, seconds: float) -> None:
    assert delay(Rules(text)) == seconds


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_missing_file_allows_everything(status: int) -> None:
    assert delay(Rules(UpstreamError("", status=status))) == 0.0


@pytest.mark.parametrize(
    "failure",
    [
        *(UpstreamError("", status=status) for status in (429, 500, 503)),
        *(UpstreamError("cut off"), FetchTimeout("late"), FetchRefused("inside"), TooLarge("huge")),
    ],
)
def test_a_failing_site_is_left_alone_for_ten_minutes(failure: FetchError, clock: FakeClock) -> None:
    robots, rules = Robots(user_agent=AGENT, clock=clock), Rules(failure, "")

    for _ in range(2):
        with pytest.raises(FetchRefused, match="cannot be read just now"):
            delay(rules, robots=robots)
    clock.now += 601

    assert (delay(rules, robots=robots), len(rules.urls)) == (0.0, 2)


def test_a_busy_site_is_not_taken_for_a_failing_one() -> None:
    robots, rules = Robots(user_agent=AGENT), Rules(HostBusy("later"), "")

    with pytest.raises(HostBusy):
        delay(rules, robots=robots)

    assert delay(rules, robots=robots) == 0.0


def test_it_reads_the_rules_once_a_day_for_each_origin(clock: FakeClock) -> None:
    robots, rules = Robots(user_agent=AGENT, clock=clock), Rules("")

    for origin in ("https://news.example", "https://news.example", "http://news.example", "https://m.news.example"):
        robots.delay(origin, "/a", fetch=rules)
    clock.now += 24 * 3_600 + 1
    robots.delay(ORIGIN, "/a", fetch=rules)

    origins = ("https://news.example", "http://news.example", "https://m.news.example", "https://news.example")
    assert rules.urls == [f"{origin}/robots.txt" for origin in origins]


@pytest.mark.parametrize(
    "text",
    [
        # Small files that become huge tables: each rule counts for every agent of its group.
        "".join(f"User-agent: a{n}\n" for n in range(900)) + "Disallow: /\n" * 900,
        "".join(f"User-agent: a{n}\n#\n" for n in range(900)) + "Disallow: /\n" * 900,
        "".join(f"User-agent: a{n}\nSitemap: x\n" for n in range(900)) + "Allow: /\n" * 900,
        "".join(f"useragent a{n}\n" for n in range(20_000)),
        "User-agent: *\n" + "Disallow: /\n" * (MAX_RULES + 1),
    ],
)
def test_it_does_not_unfold_a_bomb(text: str) -> None:
    start = time.process_time()

    with pytest.raises(FetchRefused, match="cannot be read"):
        delay(Rules(text))

    assert time.process_time() - start < 5.0


@pytest.mark.parametrize(
    "line", ["a" * 400_000, "User-agent: *\nDisallow: " + "*a" * 200_000, "User-agent:" + " " * 400_000, "\n" * 400_000]
)
def test_long_lines_are_read_in_time(line: str) -> None:
    start = time.process_time()

    delay(Rules(line), "/" + "a" * 4_000)

    assert time.process_time() - start < 10.0


def test_it_counts_a_common_file_by_its_rules() -> None:
    assert count_rules("User-agent: *\nDisallow: /a\nAllow: /b\n\nUser-agent: X\nUser-agent: Y\nDisallow: /\n") == 4

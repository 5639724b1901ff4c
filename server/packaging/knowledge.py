"""Which of our tables about addresses does the extension share, and how are they written in JavaScript?

The rules are programmed twice, here in `server/urls` and in `extension/shared`; what they know is written once, here,
and copied by `source-context extension tables`. `tests/vectors/` holds both sides to the same answers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from server.outlets.resolver import SERVING_LABEL
from server.urls.copy_hosts import WRAPPERS, Wrapper
from server.urls.hosted_platforms import (
    LITE_LABELS,
    OWN_LABELS,
    PATH_PLATFORMS,
    PLATFORM_ALIASES,
    SAME_PLATFORM,
    SUBDOMAIN_PLATFORMS,
    AccountPath,
)
from server.urls.lookalikes import TO_LATIN, TWO_LETTERS_AS_ONE
from server.urls.private_hosts import PRIVATE_SUFFIXES
from server.urls.tracking_params import FEED_MARKS, NAMES, PREFIXES, SITE_NAMES

_HEAD = "// Written by `source-context extension tables` from {origin}. Do not edit.\n"


def knowledge_modules() -> dict[str, str]:
    """Return the text of each module of `extension/shared/generated`, by its file name."""
    return {
        "copy-hosts.js": _module(
            "server/urls/copy_hosts.py",
            "/** @type {import('../unwrapping.js').Wrapper[]} */\n"
            f"export const WRAPPERS = [\n{''.join(map(_wrapper, WRAPPERS))}];\n",
        ),
        "hosted-platforms.js": _module(
            "server/urls/hosted_platforms.py",
            _set("SUBDOMAIN_PLATFORMS", SUBDOMAIN_PLATFORMS),
            _map("SAME_PLATFORM", SAME_PLATFORM),
            _set("OWN_LABELS", OWN_LABELS),
            _set("LITE_LABELS", LITE_LABELS),
            _map("PLATFORM_ALIASES", PLATFORM_ALIASES),
            "/** @type {Map<string, import('../hosted-platforms.js').AccountPath[]>} */\n"
            f"export const PATH_PLATFORMS = new Map([\n{''.join(map(_platform, PATH_PLATFORMS.items()))}]);\n",
        ),
        "lookalikes.js": _module(
            "server/urls/lookalikes.py",
            _map("TO_LATIN", {chr(letter): chr(latin) for letter, latin in TO_LATIN.items() if latin}),
            f"/** @type {{[string, string][]}} */\nexport const TWO_LETTERS_AS_ONE = {_json(TWO_LETTERS_AS_ONE)};\n",
        ),
        "private-suffixes.js": _module("server/urls/private_hosts.py", _set("PRIVATE_SUFFIXES", PRIVATE_SUFFIXES)),
        "serving-label.js": _module(
            "server/outlets/resolver.py", f"export const SERVING_LABEL = {_regex(SERVING_LABEL, '^')};\n"
        ),
        "tracking-params.js": _module(
            "server/urls/tracking_params.py",
            f"export const PREFIXES = {_json(PREFIXES)};\n",
            _set("NAMES", NAMES),
            _set("FEED_MARKS", FEED_MARKS),
            _map("SITE_NAMES", {site: " ".join(names.split()) for site, names in SITE_NAMES.items()}),
        ),
    }


def _module(origin: str, *declarations: str) -> str:
    return _HEAD.format(origin=origin) + "\n" + "\n".join(declarations)


def _set(name: str, words: Iterable[str]) -> str:
    return f"/** @type {{ReadonlySet<string>}} */\nexport const {name} = new Set({_words(sorted(words))});\n"


def _map(name: str, pairs: Mapping[str, str]) -> str:
    lines = "".join(f"  {_json([key, value])},\n" for key, value in sorted(pairs.items()))
    return f"/** @type {{ReadonlyMap<string, string>}} */\nexport const {name} = new Map([\n{lines}]);\n"


def _wrapper(wrapper: Wrapper) -> str:
    return (
        f"  {{\n    via: {_json(wrapper.via)},\n    hosts: {_words(wrapper.hosts)},\n"
        f"    path: {_regex(wrapper.path, '^(?:', ')')},\n    params: {_json(wrapper.params)},\n"
        f"    value: {_regex(wrapper.value, '^(?:', ')$')},\n  }},\n"
    )


def _platform(platform: tuple[str, tuple[AccountPath, ...]]) -> str:
    host, forms = platform
    return f"  [{_json(host)}, [\n{''.join(map(_account_path, forms))}  ]],\n"


def _account_path(form: AccountPath) -> str:
    return (
        f"    {{ pattern: {_regex(form.pattern, '^(?:', ')')}, key: {_json(form.key)}, "
        f"reserved: new Set({_words(sorted(form.reserved))}), keepsCase: {_json(form.keeps_case)} }},\n"
    )


def _regex(pattern: re.Pattern[str], before: str = "", after: str = "") -> str:
    """Return the pattern for JavaScript. Addresses are ASCII once parsed, so that `\\w` and `i` mean the same there."""
    source = before + pattern.pattern.replace("(?P<", "(?<") + after
    return f"new RegExp({_json(source)}, {_json('i' if pattern.flags & re.IGNORECASE else '')})"


def _words(words: Iterable[str]) -> str:
    listed = list(words)
    return f"{_json(' '.join(listed))}.split(' ')" if listed else "[]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True)

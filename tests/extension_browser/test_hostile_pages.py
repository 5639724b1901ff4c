"""The page fights the overlay, listens to it, or presses its buttons: who wins?"""

from __future__ import annotations

import pytest

from .driving import OVERLAY
from .pages import NOT_HELD, article
from .proxy import Proxy
from .reader import Reader, word
from .waiting import until

pytestmark = pytest.mark.browser

# Styles with which a page would hide whatever is not its own.
HIDING = f"""<style>
{OVERLAY}, html > :not(head):not(body) {{
  display: none !important; visibility: hidden !important; opacity: 0 !important; transform: scale(0) !important;
  clip-path: inset(50%) !important; pointer-events: none !important; position: static !important;
}}
.wall {{ position: fixed; inset: 0; z-index: 2147483647; background: white; }}
</style>"""
RESTYLING = f"""<script>
new MutationObserver(() => {{
  const host = document.querySelector('{OVERLAY}');
  if (host) host.style.cssText = 'display: none !important; opacity: 0 !important';
}}).observe(document.documentElement, {{ childList: true }});
</script>"""
REMOVING = f"""<script>
new MutationObserver(() => document.querySelector('{OVERLAY}')?.remove())
  .observe(document.documentElement, {{ childList: true }});
</script>"""
PRESSING = f"""<script>
const press = () => {{
  const host = document.querySelector('{OVERLAY}');
  for (const target of host ? [host, document.body, document.documentElement] : [])
    for (const kind of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'keydown'])
      for (const [clientX, clientY] of [[1000, 300], [1000, 400], [1000, 500]])
        target.dispatchEvent(new (kind === 'keydown' ? KeyboardEvent : MouseEvent)(kind,
          {{ bubbles: true, composed: true, cancelable: true, clientX, clientY, key: 'Enter' }}));
  document.documentElement.dataset.pressed = Number(document.documentElement.dataset.pressed ?? 0) + (host ? 1 : 0);
}};
setInterval(press, 50);
</script>"""
SHORTCUTS = """<script>
for (const kind of ['keydown', 'keypress', 'keyup', 'input'])
  document.addEventListener(kind, (event) => {
    document.documentElement.dataset.heard = (document.documentElement.dataset.heard ?? '') + (event.key ?? event.type);
  });
</script>"""
IS_IN_FRONT = """(root) => {
  const box = root.querySelector('[role=dialog]').getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2, box.width, box.height];
}"""


def is_in_front(reader: Reader) -> bool:
    """Whether a finger in the middle of the panel would meet the panel."""
    x, y, width, height = reader.in_overlay(IS_IN_FRONT)
    at = reader.browser.evaluate(f"document.elementFromPoint({x}, {y})?.localName ?? null")
    return bool(width > 200 and height > 100 and at == OVERLAY)


@pytest.mark.parametrize("trick", [HIDING + '<div class="wall"></div>', RESTYLING], ids=["hiding", "restyling"])
def test_a_page_cannot_hide_it(reader: Reader, proxy: Proxy, trick: str) -> None:
    proxy.pages[NOT_HELD] = article(body=trick)

    reader.ask(NOT_HELD)
    reader.reads(word("panel_state_not_held_title"))

    until(lambda: is_in_front(reader), "the panel is in front")


def test_a_page_that_keeps_removing_it_is_told_on_the_button(reader: Reader, proxy: Proxy) -> None:
    proxy.pages[NOT_HELD] = article(body=REMOVING)
    reader.browser.open(NOT_HELD)
    title = reader.desk.title()

    reader.browser.press_toolbar()

    until(lambda: reader.desk.title() not in {title, ""}, "the button says what happened")
    until(lambda: reader.browser.in_overlay("() => true") is None, "it has given up")
    assert reader.desk.title() == word("action_overcome")


def test_a_page_cannot_press_its_buttons(reader: Reader, proxy: Proxy, server_url: str) -> None:
    proxy.pages[NOT_HELD] = article(body=PRESSING)
    reader.ask(NOT_HELD)
    reader.reads(word("panel_state_not_held_title"))
    proxy.forget()

    until(lambda: int(reader.browser.evaluate("document.documentElement.dataset.pressed")) > 5, "the page has tried")

    assert proxy.sent_to(server_url) == []
    assert reader.sees_panel()
    reader.reads(word("panel_state_not_held_title"))


# Firefox's remote control acts with the browser's own authority: what it presses by script counts as the reader's.
@pytest.mark.parametrize("reader", ["chromium"], indirect=True)
def test_even_a_script_that_got_inside_could_not_press_them(reader: Reader, proxy: Proxy, server_url: str) -> None:
    proxy.pages[NOT_HELD] = article()
    reader.ask(NOT_HELD)
    reader.reads(word("panel_state_not_held_title"))
    until(lambda: reader.can_press(word("panel_ask_address")), "there is a button to press")
    proxy.forget()

    reader.in_overlay("(root) => root.querySelectorAll('button').forEach((button) => button.click())")
    reader.insist(word("panel_menu"), word("panel_menu_options"))

    assert proxy.sent_to(server_url) == []


def test_a_page_does_not_hear_what_is_typed_into_it(reader: Reader, proxy: Proxy) -> None:
    proxy.pages[NOT_HELD] = article(body=SHORTCUTS)
    reader.ask(NOT_HELD)
    reader.reads(word("panel_state_not_held_title"))
    reader.press(word("panel_report_page"))
    reader.press(word("panel_comment", "1,000"))

    reader.browser.type("private words")

    typed = "(root) => root.querySelector('textarea').value"
    until(lambda: reader.in_overlay(typed) == "private words", "the words are in the field")
    assert reader.browser.evaluate("document.documentElement.dataset.heard ?? ''") == ""


def test_a_page_cannot_reach_into_it(reader: Reader, proxy: Proxy) -> None:
    proxy.pages[NOT_HELD] = article()

    reader.ask(NOT_HELD)
    reader.reads(word("panel_state_not_held_title"))

    assert reader.browser.evaluate(f"document.querySelector('{OVERLAY}').shadowRoot") is None
    assert reader.browser.evaluate(f"document.querySelector('{OVERLAY}').textContent") == ""
    resources = reader.browser.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert not [name for name in resources if "extension:" in name]

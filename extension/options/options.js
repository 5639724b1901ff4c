/**
 * The options page: what has the reader chosen, and what does it mean?
 *
 * Every change is kept at once and said so; what other parts of the extension change meanwhile is drawn here too.
 */

import { browser } from '../shared/browser.js';
import { automaticSection } from './automatic.js';
import { Desk } from './desk.js';
import { displaySection } from './display.js';
import { forgettingSection } from './forgetting.js';
import { lookUpSection } from './look-up.js';
import { packageSection } from './package-facts.js';
import { byId } from './page.js';
import { serverSection } from './server.js';
import { excludedSection, snoozedSection } from './silence.js';

const desk = await Desk.open(byId('status', HTMLElement));
desk.setUp([
  lookUpSection,
  serverSection,
  automaticSection,
  excludedSection,
  snoozedSection,
  displaySection,
  packageSection,
  forgettingSection,
]);
browser.storage.local.onChanged.addListener(() => desk.reload());
document.body.removeAttribute('aria-busy');
byId('options', HTMLElement).hidden = false;

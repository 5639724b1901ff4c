/**
 * How are the values of an outlet's facts called in the reader's language?
 *
 * Values are the server's (`data/README.md`); one that is not listed here is shown as it came.
 */

/** Fields in the order in which a reader asks for them; those after the first few are shown on request. */
export const FIELDS = Object.freeze([
  'country',
  'owner',
  'kind',
  'paywall',
  'owner_family',
  'ownership',
  'place',
  'scope',
  'founded',
  'language',
]);
export const FIRST_FIELDS = 4;

/** Not knowing these is worth a line; a missing place is not. */
export const ALWAYS_SAID = new Set(['country', 'owner', 'kind', 'paywall']);

/** @type {Readonly<Record<string, Readonly<Record<string, string>>>>} */
const VALUE_WORDS = Object.freeze({
  kind: {
    agency: 'panel_kind_agency',
    blog: 'panel_kind_blog',
    broadcaster: 'panel_kind_broadcaster',
    digital: 'panel_kind_digital',
    magazine: 'panel_kind_magazine',
    newspaper: 'panel_kind_newspaper',
    radio: 'panel_kind_radio',
    satire: 'panel_kind_satire',
    tabloid: 'panel_kind_tabloid',
    television: 'panel_kind_television',
  },
  ownership: {
    cooperative: 'panel_ownership_cooperative',
    'non-profit': 'panel_ownership_non_profit',
    party: 'panel_ownership_party',
    private: 'panel_ownership_private',
    public: 'panel_ownership_public',
    religious: 'panel_ownership_religious',
    state: 'panel_ownership_state',
    trust: 'panel_ownership_trust',
  },
  paywall: { no: 'panel_paywall_no', yes: 'panel_paywall_yes', partly: 'panel_paywall_partly' },
  scope: {
    international: 'panel_scope_international',
    local: 'panel_scope_local',
    national: 'panel_scope_national',
    regional: 'panel_scope_regional',
  },
});

/** @type {Readonly<Record<string, string>>} */
const DIMENSION_WORDS = Object.freeze({
  audience_lean: 'panel_dimension_audience_lean',
  kind: 'panel_dimension_kind',
  lean: 'panel_dimension_lean',
  reliability: 'panel_dimension_reliability',
});

/**
 * @param {string} field
 * @param {string} value
 * @param {import('./view.js').Words} words
 * @returns {string}
 */
export function factValue(field, value, words) {
  if (field === 'country') {
    return words.region(value);
  }
  if (field === 'language') {
    return words.language(value);
  }
  const known = Object.hasOwn(VALUE_WORDS, field) ? VALUE_WORDS[field] : {};
  return Object.hasOwn(known, value) ? words.t(known[value]) : value;
}

/**
 * @param {string} dimension
 * @param {import('./view.js').Words} words
 * @returns {string}
 */
export function dimensionName(dimension, words) {
  return Object.hasOwn(DIMENSION_WORDS, dimension)
    ? words.t(DIMENSION_WORDS[dimension])
    : dimension.replaceAll('_', ' ');
}

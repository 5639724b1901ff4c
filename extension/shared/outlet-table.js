/**
 * What does the table in the package say about an outlet?
 *
 * `data/outlets.json` holds columns: texts with one line an outlet (`server/packaging/outlet_table.py` writes them and
 * says why). Opening it splits the keys only; a column is split when it is first asked for. Records come out in the
 * shape of the server's API, so that the same code shows either.
 */

import { disagreement, leanOf } from './leans.js';
import { ratingsByRow, rowsOf, spelledName } from './outlet-columns.js';

/**
 * @typedef {import('./types.js').Outlet} Outlet
 * @typedef {import('./types.js').Fact} Fact
 * @typedef {import('./types.js').Rating} Rating
 * @typedef {{source: string, source_url: string|null, licence: string|null, as_of: string|null}} Source
 * @typedef {import('./outlet-columns.js').RatingColumns} RatingColumns
 * @typedef {Pick<Outlet, 'name'|'country'|'language'|'owner'|'owner_family'|'ownership'|'kind'|'scope'|'place'|'founded'
 *   |'paywall'|'wikidata'>} Fields
 *
 * @typedef {object} TableFile
 * @property {number} format
 * @property {string} made the day that the table was made
 * @property {string[]} lean_raters
 * @property {string} keys
 * @property {Record<string, string>} aliases
 * @property {{outlets: string, aliases: string[]}} below_domains the keys that are hosts below their registrable domain
 * @property {Record<string, string>} columns
 * @property {Source[]} sources
 * @property {{of: string, outlets: number}[]} facts which facts are from which source, for so many outlets in turn
 * @property {RatingColumns[]} ratings
 */

const FORMAT = 1;
const SAME_AS_OWNER = '=';

export class OutletTable {
  #file;
  /** @type {Map<string, number>} */
  #rows = new Map();
  /** @type {Map<string, string>} */
  #aliases;
  /** @type {Set<string>} */
  #belowDomains;
  /** @type {Map<string, string[]>} */
  #sections;
  /** @type {Map<string, string[]>} */
  #lines = new Map();
  /** @type {((row: number) => Rating|null)[]|undefined} */
  #raters;

  /** @param {unknown} file what `data/outlets.json` holds */
  constructor(file) {
    this.#file = /** @type {TableFile} */ (file);
    if (this.#file.format !== FORMAT) {
      throw new Error(`the table of outlets has format ${this.#file.format}, not ${FORMAT}: make it again`);
    }
    const keys = this.#file.keys.split('\n');
    keys.forEach((key, row) => this.#rows.set(key, row));
    this.#aliases = new Map(Object.entries(this.#file.aliases));
    const { outlets, aliases } = this.#file.below_domains;
    this.#belowDomains = new Set([...rowsOf(outlets).map((row) => keys[row]), ...aliases]);
    this.#sections = sectionsByHost([this.#file.keys, ...this.#aliases.keys()].join('\n'));
  }

  /** The day that the table was made. */
  get made() {
    return this.#file.made;
  }

  get size() {
    return this.#rows.size;
  }

  /**
   * Whether the key is an outlet's or an alias.
   *
   * @param {string} key
   * @returns {boolean}
   */
  has(key) {
    return this.#rows.has(key) || this.#aliases.has(key);
  }

  /**
   * Returns the key that an alias stands for.
   *
   * @param {string} key
   * @returns {string|undefined}
   */
  aliasTarget(key) {
    return this.#aliases.get(key);
  }

  /**
   * Whether the host, which is a key, is the registrable domain and not a host below one.
   *
   * @param {string} key
   * @returns {boolean}
   */
  isRegistrableDomain(key) {
    return !this.#belowDomains.has(key);
  }

  /**
   * Returns the path prefixes that are outlets on this host, sorted.
   *
   * @param {string} host
   * @returns {string[]}
   */
  sectionsOf(host) {
    return this.#sections.get(host) ?? [];
  }

  /**
   * Returns the record of the outlet with exactly this key.
   *
   * @param {string} key
   * @returns {Outlet|null}
   */
  find(key) {
    const row = this.#rows.get(key);
    if (row === undefined) {
      return null;
    }
    const fields = this.#fields(key, row);
    this.#raters ??= this.#file.ratings.map(ratingsByRow);
    const ratings = this.#raters.flatMap((ratingOf) => ratingOf(row) ?? []);
    const lean = leanOf(ratings, this.#file.lean_raters);
    return {
      key,
      ...fields,
      lean: lean?.side ?? null,
      lean_rater: lean?.rater ?? null,
      raters_disagree: disagreement(ratings),
      facts: this.#facts(fields, row),
      ratings,
      url: `/outlets/${key}`,
    };
  }

  /**
   * @param {string} key
   * @param {number} row
   * @returns {Fields}
   */
  #fields(key, row) {
    const cells = Object.keys(this.#file.columns).map((column) => [column, this.#cell(column, row)]);
    const fields = /** @type {Fields} */ (Object.fromEntries(cells));
    fields.name = fields.name && spelledName(fields.name, key);
    fields.owner_family = fields.owner_family === SAME_AS_OWNER ? fields.owner : fields.owner_family;
    return fields;
  }

  /**
   * @param {string} column
   * @param {number} row
   * @returns {string|null}
   */
  #cell(column, row) {
    let lines = this.#lines.get(column);
    if (lines === undefined) {
      lines = this.#file.columns[column].split('\n');
      this.#lines.set(column, lines);
    }
    return lines[row] || null;
  }

  /**
   * @param {Record<string, string|null>} fields
   * @param {number} row
   * @returns {Fact[]}
   */
  #facts(fields, row) {
    let before = 0;
    const run = this.#file.facts.find(({ outlets }) => (before += outlets) > row);
    const pairs = run?.of ? run.of.split(' ') : [];
    return pairs.map((pair) => {
      const [field, source] = pair.split(':');
      return { field, value: fields[field] ?? '', ...this.#file.sources[Number(source)] };
    });
  }
}

/**
 * @param {string} keys
 * @returns {Map<string, string[]>} of each host that has some, the paths that are keys
 */
function sectionsByHost(keys) {
  /** @type {Map<string, string[]>} */
  const sections = new Map();
  for (const [, host, path] of keys.matchAll(/^([^/\n]+)(\/.+)$/gm)) {
    sections.set(host, [...(sections.get(host) ?? []), path]);
  }
  for (const paths of sections.values()) {
    paths.sort();
  }
  return sections;
}

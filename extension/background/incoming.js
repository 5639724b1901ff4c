/**
 * What does a message have to look like to be listened to?
 *
 * One shape for each type of message (`shared/messages.js`). A text that is too long to be what it is said to be is
 * refused, or taken for unknown where the page may have written it.
 */

import { OptionsRequest, Request } from '../shared/messages.js';
import { cleanText } from '../shared/clean-text.js';
import { BadAnswer, flag, nullable, object, oneOf } from '../shared/reading.js';

/** @template T @typedef {import('../shared/reading.js').Reader<T>} Reader */

const MOST_URL = 8192;
const MOST_TEXT = 60_000;
const MOST_TITLE = 1000;
const MOST_COMMENT = 1000;
const REPORTED = /** @type {const} */ (['outlet', 'rating', 'article', 'sentence', 'story', 'match', 'page']);
const REASONS = /** @type {const} */ ([
  'wrong_match',
  'missing_match',
  'wrong_outlet',
  'wrong_fact',
  'wrong_rating',
  'wrong_text',
  'other',
]);

/**
 * Reads texts as they are.
 *
 * @param {number} most
 * @returns {Reader<string>}
 */
function verbatim(most) {
  return (value, pointer) => {
    if (typeof value !== 'string' || value.length > most) {
      throw new BadAnswer(pointer, `a text of at most ${most} characters was expected`);
    }
    return value;
  };
}

/**
 * Reads what a page says of itself, where anything else than a short text is as good as nothing.
 *
 * @param {number} most
 * @returns {Reader<string|null>}
 */
function claimed(most) {
  return (value) => (typeof value === 'string' && value.length <= most ? value : null);
}

/** @type {Reader<string|null>} */
const headline = (value) => (typeof value === 'string' ? cleanText(value, MOST_TITLE) : null);

const id = verbatim(64);

const page = object({
  url: verbatim(MOST_URL),
  canonicalUrl: claimed(MOST_URL),
  title: headline,
  publishedAt: claimed(64),
  language: claimed(64),
  isArticle: flag,
  isPaywalled: nullable(flag),
  hasPasswordField: flag,
});

const SHAPES = {
  [Request.FACTS]: object({ questionId: id, page }),
  [Request.COVERAGE]: object({
    questionId: id,
    page,
    how: oneOf('usual', 'address', 'text'),
    text: nullable(verbatim(MOST_TEXT)),
  }),
  [Request.SHOWN]: object({ questionId: id }),
  [Request.DISMISS]: object({ questionId: id, scope: oneOf('page', 'site', 'story') }),
  [Request.REPORT]: object({
    about: object({ kind: oneOf(...REPORTED), id: verbatim(2048) }),
    reason: oneOf(...REASONS),
    comment: nullable(verbatim(MOST_COMMENT)),
  }),
  [Request.OPTIONS]: object({}),
  [Request.AGAIN]: object({ questionId: id }),
  [Request.PLACE]: object({ corner: oneOf('bottom-end', 'bottom-start') }),
  [Request.OVERCOME]: object({ questionId: id }),
  [OptionsRequest.CHECK_SERVER]: object({ server: verbatim(300) }),
  [OptionsRequest.TABLE]: object({}),
  [OptionsRequest.WORDS]: object({ language: verbatim(35) }),
  [OptionsRequest.FORGET]: object({}),
};

/** @typedef {typeof SHAPES} Shapes */
/** @template {keyof Shapes} Type @typedef {ReturnType<Shapes[Type]>} MessageOf */

/**
 * Returns the type of a message that is one of ours.
 *
 * @param {unknown} message
 * @returns {keyof Shapes|null}
 */
export function typeOf(message) {
  const type = typeof message === 'object' && message !== null && 'type' in message ? message.type : null;
  return typeof type === 'string' && Object.hasOwn(SHAPES, type) ? /** @type {keyof Shapes} */ (type) : null;
}

/**
 * Returns what a message says.
 *
 * @template {keyof Shapes} Type
 * @param {Type} type
 * @param {unknown} message
 * @returns {MessageOf<Type>}
 * @throws {BadAnswer}
 */
export function readMessage(type, message) {
  return /** @type {MessageOf<Type>} */ (SHAPES[type](message, '', { base: '', cuts: [] }));
}

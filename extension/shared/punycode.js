/**
 * How does a host name look to a reader?
 *
 * `new URL()` writes names of other alphabets in ASCII (xn--…, RFC 3492) and offers no way back; this is the way back.
 */

const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const FIRST_BIAS = 72;
const FIRST_CODE_POINT = 128;
const LAST_CODE_POINT = 0x10ffff;

/**
 * Returns the host in its own alphabet; a label that is no valid punycode stays as it is.
 *
 * @param {string} host
 * @returns {string}
 */
export function unicodeHost(host) {
  return host
    .split('.')
    .map((label) => (label.startsWith('xn--') ? (decodeLabel(label.slice(4)) ?? label) : label))
    .join('.');
}

/**
 * @param {string} text what follows xn--
 * @returns {string|null}
 */
function decodeLabel(text) {
  const border = Math.max(text.lastIndexOf('-'), 0);
  const letters = [...text.slice(0, border)];
  const digits = [...text.slice(border === 0 ? 0 : border + 1)].map((digit) => parseInt(digit, BASE));
  let [codePoint, bias, place] = [FIRST_CODE_POINT, FIRST_BIAS, 0];
  for (let at = 0; at < digits.length;) {
    const before = place;
    for (let weight = 1, k = BASE; ; k += BASE) {
      const digit = digitValue(digits[at++]);
      if (digit === null) {
        return null;
      }
      place += digit * weight;
      const threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX);
      if (digit < threshold) {
        break;
      }
      weight *= BASE - threshold;
    }
    const count = letters.length + 1;
    bias = adapted(place - before, count, before === 0);
    codePoint += Math.floor(place / count);
    if (codePoint > LAST_CODE_POINT) {
      return null;
    }
    place %= count;
    letters.splice(place++, 0, String.fromCodePoint(codePoint));
  }
  return letters.join('');
}

/**
 * Returns the digit's value: punycode counts a–z before 0–9, where JavaScript's base 36 counts 0–9 before a–z.
 *
 * @param {number|undefined} digit in JavaScript's base 36
 * @returns {number|null}
 */
function digitValue(digit) {
  if (digit === undefined || Number.isNaN(digit)) {
    return null;
  }
  return digit < 10 ? digit + 26 : digit - 10;
}

/**
 * @param {number} delta
 * @param {number} count
 * @param {boolean} isFirst
 * @returns {number}
 */
function adapted(delta, count, isFirst) {
  let rest = Math.floor(delta / (isFirst ? DAMP : 2));
  rest += Math.floor(rest / count);
  let k = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) {
    rest = Math.floor(rest / (BASE - T_MIN));
  }
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}

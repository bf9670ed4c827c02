// Names and passwords as SASL compares them (SASLprep, RFC 4013): mappings, NFKC, prohibited characters. Left out are the rule
// on text of both directions, which needs tables larger than this library, and unassigned characters, which a client may send.

import { UsageError } from '../errors.ts'

const PLAIN_ASCII = /^[\x20-\x7e]*$/
// Tables of RFC 3454: C.1.2 becomes a space, B.1 nothing.
const SPACES = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]/gu
const NOTHING =
  /\u00ad|\u034f|\u1806|[\u180b-\u180d]|[\u200c\u200d]|\u2060|[\ufe00-\ufe0f]|\ufeff/gu
// C.2.1, C.2.2; C.3, C.5; C.4; C.6, C.7, C.8; C.9.
const PROHIBITED = new RegExp(
  [
    '[\\p{Cc}\\u06dd\\u070f\\u180e\\u2028\\u2029\\u2061-\\u2063\\u206a-\\u206f\\ufff9-\\ufffc]',
    '[\\u{1d173}-\\u{1d17a}]',
    '\\p{Co}|\\p{Cs}|\\p{Noncharacter_Code_Point}',
    '[\\ufffd\\u2ff0-\\u2ffb\\u0340\\u0341\\u200e\\u200f\\u202a-\\u202e]',
    '[\\u{e0001}\\u{e0020}-\\u{e007f}]',
  ].join('|'),
  'u',
)

/**
 * Prepares a name or a password.
 * @param what names it in the error: `password`
 * @throws UsageError `invalidArg` on a prohibited character, which is not shown
 */
export function saslprep(text: string, what: string): string {
  if (PLAIN_ASCII.test(text)) return text
  const mapped = text.replace(SPACES, ' ').replace(NOTHING, '').normalize('NFKC')
  if (PROHIBITED.test(mapped)) {
    throw new UsageError('invalidArg', `the ${what} contains a character that SASL does not allow`)
  }
  return mapped
}

// Text on the wire. It should be UTF-8, but daemons pass on what guests, disks and users named things. A byte 0xNN that is no
// part of valid UTF-8 becomes the lone surrogate U+DCNN and is turned back when written, so that a name returns to the daemon
// as it came. Valid UTF-8 never yields a lone surrogate, hence the two cannot be confused.

const ESCAPE = 0xdc00
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/** Whether plain UTF-8 encoding would lose something of this text. */
export function hasLoneSurrogate(text: string): boolean {
  return LONE_SURROGATE.test(text)
}

/** Text of bytes that are not all UTF-8. */
export function decodeEscaped(bytes: Buffer): string {
  const parts: string[] = []
  let valid = 0
  let at = 0
  while (at < bytes.length) {
    const size = sequenceLength(bytes, at)
    if (size > 0) {
      at += size
      continue
    }
    if (at > valid) parts.push(bytes.toString('utf8', valid, at))
    parts.push(String.fromCharCode(ESCAPE + bytes[at]!))
    at++
    valid = at
  }
  if (at > valid) parts.push(bytes.toString('utf8', valid, at))
  return parts.join('')
}

/** Bytes of the character at this offset, 0 if it is none: RFC 3629, section 4. */
function sequenceLength(bytes: Uint8Array, at: number): 0 | 1 | 2 | 3 | 4 {
  const lead = bytes[at]!
  if (lead < 0x80) return 1
  if (lead < 0xc2 || lead > 0xf4) return 0
  const second = bytes[at + 1]
  if (second === undefined) return 0
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
  if (second < low || second > high) return 0
  if (lead < 0xe0) return 2
  if (!isContinuation(bytes[at + 2])) return 0
  if (lead < 0xf0) return 3
  return isContinuation(bytes[at + 3]) ? 4 : 0
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80
}

/** Bytes of text with lone surrogates; undefined if one of them stands for no byte. */
export function encodeEscaped(text: string): Uint8Array | undefined {
  const bytes = Buffer.allocUnsafe(text.length * 3)
  let length = 0
  let plain = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0xd800 || code > 0xdfff) continue
    const next = text.charCodeAt(i + 1)
    if (code < ESCAPE && next >= ESCAPE && next <= 0xdfff) {
      i++
      continue
    }
    if (code < ESCAPE + 0x80 || code > ESCAPE + 0xff) return undefined
    length += bytes.write(text.slice(plain, i), length, 'utf8')
    bytes[length++] = code - ESCAPE
    plain = i + 1
  }
  length += bytes.write(text.slice(plain), length, 'utf8')
  return bytes.subarray(0, length)
}

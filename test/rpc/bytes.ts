// Bytes put together by hand, so that what our codecs and frames say is held against something that is not ours.

/** A big-endian 32-bit number; negative ones in two's complement. */
export function u32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  values.forEach((value, index) => {
    bytes.writeUInt32BE(value >>> 0, index * 4)
  })
  return bytes
}

export function u64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64BE(value)
  return bytes
}

/** A string or opaque of variable length: count, bytes, padding to four. */
export function text(value: string | Uint8Array): Buffer {
  const bytes = Buffer.from(value as string)
  return Buffer.concat([u32(bytes.length), bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
}

/** An optional: absent, or present with these bytes. */
export function optional(value: Uint8Array | null): Buffer {
  return value === null ? u32(0) : Buffer.concat([u32(1), value])
}

/** Hex with any white space in it. */
export function hex(digits: string): Buffer {
  return Buffer.from(digits.replaceAll(/\s/g, ''), 'hex')
}

export interface Header {
  program: number
  version: number
  procedure: number
  type: number
  serial: number
  status: number
}

export const REMOTE = 0x20008086
export const QEMU = 0x20008087
export const KEEPALIVE = 0x6b656570

/** A whole frame; what is not given is a remote reply with status ok. */
export function frame(header: Partial<Header>, ...payload: Uint8Array[]): Buffer {
  const body = Buffer.concat(payload)
  const { program = REMOTE, version = 1, procedure = 0, type = 1, serial = 0, status = 0 } = header
  return Buffer.concat([
    u32(28 + body.length, program, version, procedure, type, serial, status),
    body,
  ])
}

export const PING = hex('0000001c 6b656570 00000001 00000001 00000002 00000000 00000000')
export const PONG = hex('0000001c 6b656570 00000001 00000002 00000002 00000000 00000000')

/** The error body of a refusal. */
export function errorBody(code: number, message: string | null, domain = 10, level = 2): Buffer {
  const none = optional(null)
  return Buffer.concat([
    u32(code, domain),
    optional(message === null ? null : text(message)),
    u32(level),
    none, // dom
    optional(text('%s')),
    optional(text('detail')),
    none,
    u32(-1, -1),
    none, // net
  ])
}

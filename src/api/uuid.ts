// UUIDs between their two shapes: 16 bytes on the wire, 36 characters for people.

import { UsageError } from '../errors.ts'

const SHAPE = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i

/** Whether the text has the shape virsh takes for a UUID: exactly 36 characters. */
export function looksLikeUuid(text: string): boolean {
  return text.length === 36 && SHAPE.test(text)
}

/** `f81d4fae-7dec-11d0-a765-00a0c91e6bf6` for 16 bytes. */
export function formatUuid(bytes: Uint8Array): string {
  let hex = ''
  for (const byte of bytes) hex += (byte + 0x100).toString(16).slice(1)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The 16 bytes of a UUID, with or without dashes. @throws UsageError `invalidArg` */
export function parseUuid(text: string): Uint8Array {
  if (!SHAPE.test(text)) throw new UsageError('invalidArg', `'${text}' is not a UUID`)
  const hex = text.replaceAll('-', '')
  const bytes = new Uint8Array(16)
  for (let i = 0; i < 16; i++) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16)
  return bytes
}

// UUIDs between 16 bytes on the wire and text. The library has its own, which refuses with its own errors; a host looks things up
// by text and trusts what it made.

/** `f81d4fae-7dec-11d0-a765-00a0c91e6bf6` for 16 bytes. */
export function formatUuid(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** 16 bytes for such a text. */
export function parseUuid(text: string): Uint8Array {
  return Buffer.from(text.replaceAll('-', ''), 'hex')
}

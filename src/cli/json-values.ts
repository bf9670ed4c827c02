// Values of the protocol written in JSON, for `call`: 64-bit integers as numbers or decimal strings, bytes as hex, UUIDs as
// text, missing fields as null. The codecs of the rows do the work; what stands here is a writer that is handed JSON and a
// reader whose values print themselves.

import { formatUuid, parseUuid } from '../index.ts'
import { type Codec, XdrError, XdrReader, XdrWriter } from '../xdr.ts'
import { WrongUsage } from './command.ts'
import { nearest } from './text.ts'

const UUID_SIZE = 16

/**
 * The bytes of a value given as JSON.
 * @throws WrongUsage that names the field: missing, unknown, of the wrong type or out of range
 */
export function encodeJson(codec: Codec<unknown> | null, json: unknown): Uint8Array {
  if (codec === null) {
    const empty = json == null || (typeof json === 'object' && Object.keys(json).length === 0)
    if (!empty) throw new WrongUsage('this procedure takes no arguments')
    return new Uint8Array(0)
  }
  const trail = new Trail()
  const writer = new JsonWriter()
  try {
    codec.write(writer, trail.wrap(json, 'the arguments'))
  } catch (error) {
    // A TypeError: the codec looked for fields in something that has none.
    const known = error instanceof XdrError || error instanceof TypeError
    if (!known) throw error
    if (trail.missing) throw new WrongUsage(`${trail.at} is missing`)
    const why = error instanceof XdrError ? withoutOffset(error) : 'an object or a list is wanted'
    throw new WrongUsage(`${trail.at}: ${why}`)
  }
  trail.checkUnknown()
  return writer.bytes()
}

/** The value in these bytes, ready for `toJson`. */
export function decodeJson(codec: Codec<unknown>, bytes: Uint8Array): unknown {
  return codec.read(new JsonReader(bytes))
}

function withoutOffset(error: XdrError): string {
  return error.message.replace(/ \(at byte \d+\)$/, '')
}

/** Follows a codec through a JSON value: where it is now, and which fields it never asked for. */
class Trail {
  at = ''
  /** Whether what is there now was not in the JSON: fine for an optional, and only for that. */
  missing = false
  readonly #objects: {
    readonly path: string
    readonly value: object
    readonly asked: Set<string>
  }[] = []

  wrap(value: unknown, path: string): unknown {
    this.at = path
    this.missing = false
    if (typeof value !== 'object' || value === null) return value
    const asked = new Set<string>()
    if (!Array.isArray(value)) this.#objects.push({ path, value, asked })
    return new Proxy(value, {
      get: (target, key) => {
        if (typeof key === 'symbol') return Reflect.get(target, key)
        if (Array.isArray(target)) {
          const item: unknown = Reflect.get(target, key)
          return /^\d+$/.test(key) ? this.wrap(item, `${path}[${key}]`) : item
        }
        asked.add(key)
        const known = Object.hasOwn(target, key)
        const item = this.wrap(
          known ? Reflect.get(target, key) : null,
          path === 'the arguments' ? key : `${path}.${key}`,
        )
        this.missing = !known
        return item
      },
    })
  }

  checkUnknown(): void {
    for (const { path, value, asked } of this.#objects) {
      const unknown = Object.keys(value).find((key) => !asked.has(key))
      if (unknown === undefined) continue
      const near = nearest(unknown, asked)
      const help =
        near === undefined ? `known are ${[...asked].join(', ')}` : `did you mean '${near}'?`
      throw new WrongUsage(`${path}: unknown field '${unknown}'; ${help}`)
    }
  }
}

class JsonWriter extends XdrWriter {
  override hyper(value: bigint | number | string): void {
    super.hyper(toBigint(value))
  }

  override uhyper(value: bigint | number | string): void {
    super.uhyper(toBigint(value))
  }

  override fixedOpaque(value: Uint8Array | string, size: number): void {
    super.fixedOpaque(toBytes(value, size === UUID_SIZE), size)
  }

  override opaque(value: Uint8Array | string, max: number): void {
    super.opaque(toBytes(value, false), max)
  }

  override chars(value: Uint8Array | string, max: number): void {
    super.chars(typeof value === 'string' ? Buffer.from(value) : value, max)
  }

  override fixedChars(value: Uint8Array | string, size: number): void {
    const bytes = typeof value === 'string' ? Buffer.from(value) : value
    const padded = bytes instanceof Uint8Array && bytes.length < size ? new Uint8Array(size) : bytes
    if (padded !== bytes) padded.set(bytes)
    super.fixedChars(padded, size)
  }
}

/** What is no 64-bit integer is passed on: the writer says what is wrong with it. */
function toBigint(value: bigint | number | string): bigint {
  if (typeof value === 'string' && /^-?\d+$/.test(value)) return BigInt(value)
  if (Number.isSafeInteger(value)) return BigInt(value)
  if (typeof value === 'bigint') return value
  throw new XdrError(
    'wrongType',
    0,
    `a whole number or, beyond 2^53, its digits as a string are wanted, not ${JSON.stringify(value)}`,
  )
}

function toBytes(value: Uint8Array | string, uuid: boolean): Uint8Array {
  if (value instanceof Uint8Array) return value
  if (typeof value === 'string') {
    if (uuid && value.includes('-')) {
      try {
        return parseUuid(value)
      } catch {
        throw new XdrError('wrongType', 0, `'${value}' is not a UUID`)
      }
    }
    if (/^([0-9a-f]{2})*$/i.test(value)) return Buffer.from(value, 'hex')
  }
  const what = uuid ? 'a UUID' : 'a string of hex digits, two per byte,'
  throw new XdrError('wrongType', 0, `${what} is wanted, not ${JSON.stringify(value)}`)
}

class UuidBytes extends Uint8Array {
  toJSON(): string {
    return formatUuid(this)
  }
}

/** A C string in a char array: shown up to its NUL. */
class CharBytes extends Uint8Array {
  toJSON(): string {
    const end = this.indexOf(0)
    return new TextDecoder().decode(end < 0 ? this : this.subarray(0, end))
  }
}

class JsonReader extends XdrReader {
  override fixedOpaque(size: number): Uint8Array {
    const bytes = super.fixedOpaque(size)
    return size === UUID_SIZE ? new UuidBytes(bytes) : bytes
  }

  /** Not through `fixedOpaque`: sixteen bytes of data are no UUID. */
  override opaque(max: number): Uint8Array {
    return new Uint8Array(super.opaque(max))
  }

  override chars(max: number): Uint8Array {
    return new CharBytes(super.chars(max))
  }

  override fixedChars(size: number): Uint8Array {
    return new CharBytes(super.fixedChars(size))
  }
}

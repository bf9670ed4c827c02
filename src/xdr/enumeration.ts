// Numbers with names: an enum of libvirt's API as data, both ways. Numbers travel, names are shown.

/** The half of an enumeration that gives names; any enumeration is one. */
export interface Naming {
  nameOf(value: number): string
}

/** An enum of libvirt's API. `values` goes from name to number, `nameOf` back. */
export interface Enumeration<Values extends Readonly<Record<string, number>>> {
  /** libvirt's name of the type: `virDomainState`. */
  readonly type: string
  /** Names in camelCase without the common prefix: `{ running: 1, … }`. */
  readonly values: Values
  /** The first name with this number; `unknown` for a number newer than our facts. */
  nameOf(value: number): (keyof Values & string) | 'unknown'
}

/** The names of an enumeration: `NameOf<typeof domainState>`. */
export type NameOf<E> =
  E extends Enumeration<infer Values> ? (keyof Values & string) | 'unknown' : never

export function enumeration<const Values extends Readonly<Record<string, number>>>(
  type: string,
  values: Values,
): Enumeration<Values> {
  let names: Map<number, keyof Values & string> | undefined
  return {
    type,
    values,
    nameOf(value) {
      if (names === undefined) {
        names = new Map()
        for (const [name, number] of Object.entries(values)) {
          if (!names.has(number)) names.set(number, name)
        }
      }
      return names.get(value) ?? 'unknown'
    },
  }
}

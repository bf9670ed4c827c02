// How names of the `.x` files and of libvirt's enums become names in TypeScript. One place, so that the generator, the
// documentation and the tests cannot differ.

/** Prefix that the types of a program share; it is dropped. */
export const typePrefixes: Readonly<Record<string, string>> = {
  net: 'virNet',
  remote: 'remote_',
  qemu: 'qemu_',
  lxc: 'lxc_',
  admin: 'admin_',
  keepalive: 'keepalive_',
}

/** `need_results` to `needResults`; what is camelCase already stays. */
export function camelCase(name: string): string {
  return name.replace(/_+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

/** `remote_nonnull_domain` to `NonnullDomain`, `virNetMessageHeader` to `MessageHeader`. */
export function typeName(file: string, name: string): string {
  const prefix = typePrefixes[file] ?? ''
  const bare = camelCase(name.startsWith(prefix) ? name.slice(prefix.length) : name)
  return bare[0]!.toUpperCase() + bare.slice(1)
}

/** `DOMAIN_GET_STATE` to `domainGetState`. */
export function rowName(procedure: string): string {
  return camelCase(procedure.toLowerCase())
}

/** `virDomainState` to `domainState`, `virCPUCompareResult` to `cpuCompareResult`. */
export function enumName(type: string): string {
  const bare = type.replace(/^vir/, '')
  const acronym = /^[A-Z]+(?=[A-Z][a-z])|^[A-Z]/.exec(bare)![0]
  return acronym.toLowerCase() + bare.slice(acronym.length)
}

/** Enums of which some values have another prefix than the rest. */
const commonPrefixes: Readonly<Record<string, string>> = { virErrorNumber: 'VIR_ERR_' }

/** Names of an enum's values, `*_LAST` left out: `VIR_DOMAIN_RUNNING` to `running`. */
export function valueNames(type: string, names: readonly string[]): Map<string, string> {
  const prefix = commonPrefixes[type] ?? commonPrefix(type, names)
  const result = new Map<string, string>()
  for (const name of names) {
    if (isSentinel(name)) continue
    const bare = rowName(
      name.startsWith(prefix) ? name.slice(prefix.length) : name.replace(/^VIR_/, ''),
    )
    result.set(name, /^\d/.test(bare) ? `_${bare}` : bare)
  }
  return result
}

/** A value that only marks the end of an enum and grows with each release. */
export function isSentinel(name: string): boolean {
  return name.endsWith('_LAST')
}

/** The words that all values begin with; of an enum with one value, those that its type has too. */
function commonPrefix(type: string, names: readonly string[]): string {
  const real = names.filter((name) => !isSentinel(name))
  const lists = (real.length > 1 ? real : names).map((name) => name.split('_'))
  const first = lists[0]!
  let length = 0
  if (lists.length > 1) {
    while (lists.every((words) => words.length > length + 1 && words[length] === first[length]))
      length++
  } else {
    let rest = type.toLowerCase()
    while (length < first.length - 1 && rest.startsWith(first[length]!.toLowerCase())) {
      rest = rest.slice(first[length]!.length)
      length++
    }
  }
  return first
    .slice(0, length)
    .map((word) => `${word}_`)
    .join('')
}

// Generated from protocol/lxc.x by protocol/generate.ts. Do not edit.

import { type Codec, codec } from '../xdr/codec.ts'
import { procedure } from '../xdr/procedure.ts'
import * as remote from './remote.ts'

export const program = { name: 'lxc', program: 425984, version: 1 } as const
export const LXC_PROGRAM = 425984
export const LXC_PROTOCOL_VERSION = 1

/** lxc_domain_open_namespace_args */
export interface DomainOpenNamespaceArgs { dom: remote.NonnullDomain; flags: number }
export const DomainOpenNamespaceArgs: Codec<DomainOpenNamespaceArgs> = /* @__PURE__ */ codec<DomainOpenNamespaceArgs>(
  (w, v) => {
    remote.NonnullDomain.write(w, v.dom)
    w.uint(v.flags)
  },
  (r) => ({ dom: remote.NonnullDomain.read(r), flags: r.uint() }))

/** LXC_PROC_DOMAIN_OPEN_NAMESPACE */
export const domainOpenNamespace = /* @__PURE__ */ procedure(program, 1, 'DOMAIN_OPEN_NAMESPACE', DomainOpenNamespaceArgs, null, { since: '1.0.2', fds: 'out' })

export const procedures = {
  domainOpenNamespace,
} as const

export const types = {
  lxc_domain_open_namespace_args: DomainOpenNamespaceArgs,
} as const

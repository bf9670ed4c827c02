// Generated from protocol/net.x by protocol/generate.ts. Do not edit.

import { type Codec, codec } from '../xdr/codec.ts'
export { errorDomain, errorNumber } from './constants.ts'

export const VIR_NET_MESSAGE_INITIAL = 65536
export const VIR_NET_MESSAGE_LEGACY_PAYLOAD_MAX = 262120
export const VIR_NET_MESSAGE_MAX = 33554432
export const VIR_NET_MESSAGE_HEADER_MAX = 24
export const VIR_NET_MESSAGE_PAYLOAD_MAX = 33554408
export const VIR_NET_MESSAGE_LEN_MAX = 4
export const VIR_NET_MESSAGE_STRING_MAX = 4194304
export const VIR_NET_MESSAGE_NUM_FDS_MAX = 32
export const VIR_NET_MESSAGE_HEADER_XDR_LEN = 4

/** virNetMessageType */
export type MessageType = number
export const MessageType: Codec<number> = /* @__PURE__ */ codec<number>((w, v) => w.int(v), (r) => r.int())

/** virNetMessageStatus */
export type MessageStatus = number
export const MessageStatus: Codec<number> = /* @__PURE__ */ codec<number>((w, v) => w.int(v), (r) => r.int())

/** virNetMessageHeader */
export interface MessageHeader { prog: number; vers: number; proc: number; type: number; serial: number; status: number }
export const MessageHeader: Codec<MessageHeader> = /* @__PURE__ */ codec<MessageHeader>(
  (w, v) => {
    w.uint(v.prog)
    w.uint(v.vers)
    w.int(v.proc)
    w.int(v.type)
    w.uint(v.serial)
    w.int(v.status)
  },
  (r) => ({ prog: r.uint(), vers: r.uint(), proc: r.int(), type: r.int(), serial: r.uint(), status: r.int() }))

/** virNetMessageUUID */
export type MessageUUID = Uint8Array
export const MessageUUID: Codec<MessageUUID> = /* @__PURE__ */ codec<MessageUUID>(
  (w, v) => { w.fixedOpaque(v, 16) },
  (r) => r.fixedOpaque(16))

/** virNetMessageNonnullString */
export type MessageNonnullString = string
export const MessageNonnullString: Codec<MessageNonnullString> = /* @__PURE__ */ codec<MessageNonnullString>(
  (w, v) => { w.string(v, 4194304) },
  (r) => r.string(4194304))

/** virNetMessageString */
export type MessageString = MessageNonnullString | null
export const MessageString: Codec<MessageString> = /* @__PURE__ */ codec<MessageString>(
  (w, v) => { if (v === null) w.uint(0)
    else { w.uint(1); MessageNonnullString.write(w, v) } },
  (r) => r.flag() ? MessageNonnullString.read(r) : null)

/** virNetMessageNonnullDomain */
export interface MessageNonnullDomain { name: MessageNonnullString; uuid: MessageUUID; id: number }
export const MessageNonnullDomain: Codec<MessageNonnullDomain> = /* @__PURE__ */ codec<MessageNonnullDomain>(
  (w, v) => {
    MessageNonnullString.write(w, v.name)
    MessageUUID.write(w, v.uuid)
    w.int(v.id)
  },
  (r) => ({ name: MessageNonnullString.read(r), uuid: MessageUUID.read(r), id: r.int() }))

/** virNetMessageNonnullNetwork */
export interface MessageNonnullNetwork { name: MessageNonnullString; uuid: MessageUUID }
export const MessageNonnullNetwork: Codec<MessageNonnullNetwork> = /* @__PURE__ */ codec<MessageNonnullNetwork>(
  (w, v) => {
    MessageNonnullString.write(w, v.name)
    MessageUUID.write(w, v.uuid)
  },
  (r) => ({ name: MessageNonnullString.read(r), uuid: MessageUUID.read(r) }))

/** virNetMessageDomain */
export type MessageDomain = MessageNonnullDomain | null
export const MessageDomain: Codec<MessageDomain> = /* @__PURE__ */ codec<MessageDomain>(
  (w, v) => { if (v === null) w.uint(0)
    else { w.uint(1); MessageNonnullDomain.write(w, v) } },
  (r) => r.flag() ? MessageNonnullDomain.read(r) : null)

/** virNetMessageNetwork */
export type MessageNetwork = MessageNonnullNetwork | null
export const MessageNetwork: Codec<MessageNetwork> = /* @__PURE__ */ codec<MessageNetwork>(
  (w, v) => { if (v === null) w.uint(0)
    else { w.uint(1); MessageNonnullNetwork.write(w, v) } },
  (r) => r.flag() ? MessageNonnullNetwork.read(r) : null)

/** virNetMessageError */
export interface MessageError { code: number; domain: number; message: MessageString; level: number; dom: MessageDomain; str1: MessageString; str2: MessageString; str3: MessageString; int1: number; int2: number; net: MessageNetwork }
export const MessageError: Codec<MessageError> = /* @__PURE__ */ codec<MessageError>(
  (w, v) => {
    w.int(v.code)
    w.int(v.domain)
    MessageString.write(w, v.message)
    w.int(v.level)
    MessageDomain.write(w, v.dom)
    MessageString.write(w, v.str1)
    MessageString.write(w, v.str2)
    MessageString.write(w, v.str3)
    w.int(v.int1)
    w.int(v.int2)
    MessageNetwork.write(w, v.net)
  },
  (r) => ({ code: r.int(), domain: r.int(), message: MessageString.read(r), level: r.int(), dom: MessageDomain.read(r), str1: MessageString.read(r), str2: MessageString.read(r), str3: MessageString.read(r), int1: r.int(), int2: r.int(), net: MessageNetwork.read(r) }))

/** virNetStreamHole */
export interface StreamHole { length: bigint; flags: number }
export const StreamHole: Codec<StreamHole> = /* @__PURE__ */ codec<StreamHole>(
  (w, v) => {
    w.hyper(v.length)
    w.uint(v.flags)
  },
  (r) => ({ length: r.hyper(), flags: r.uint() }))

export const procedures = {} as const

export const types = {
  virNetMessageType: MessageType,
  virNetMessageStatus: MessageStatus,
  virNetMessageHeader: MessageHeader,
  virNetMessageUUID: MessageUUID,
  virNetMessageNonnullString: MessageNonnullString,
  virNetMessageString: MessageString,
  virNetMessageNonnullDomain: MessageNonnullDomain,
  virNetMessageNonnullNetwork: MessageNonnullNetwork,
  virNetMessageDomain: MessageDomain,
  virNetMessageNetwork: MessageNetwork,
  virNetMessageError: MessageError,
  virNetStreamHole: StreamHole,
} as const

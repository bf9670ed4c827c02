// Front door `lvrpc/xdr`: XDR (RFC 4506) without any knowledge of libvirt - writer, reader, and codecs made of the two.

export type { Codec, Value } from './xdr/codec.ts'
export { array, codec, explain, fixedList, list, optional } from './xdr/codec.ts'
export type { XdrErrorCode } from './xdr/error.ts'
export { XdrError } from './xdr/error.ts'
export type { ReaderOptions } from './xdr/reader.ts'
export { XdrReader } from './xdr/reader.ts'
export { XdrWriter } from './xdr/writer.ts'

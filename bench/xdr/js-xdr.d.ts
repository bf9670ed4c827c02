// The part of js-xdr that the benches use; the package has no types of its own.

declare module 'js-xdr' {
  /** A type, or a reference to one that is not defined yet. */
  export interface Type<T> {
    toXDR(value: T): Buffer
    fromXDR(bytes: Uint8Array): T
  }
  /** Structs and unions are classes whose values are their instances. */
  export interface StructType extends Type<object> {
    new (fields: object): object
  }
  export interface UnionType extends Type<object> {
    new (discriminant: number, value: unknown): object
  }
  export interface Builder {
    int(): unknown
    uint(): unknown
    hyper(): unknown
    uhyper(): unknown
    double(): unknown
    void(): unknown
    string(max: number): unknown
    opaque(size: number): unknown
    varArray(of: unknown, max: number): unknown
    lookup(name: string): unknown
    struct(name: string, fields: readonly (readonly [string, unknown])[]): void
    union(name: string, config: object): void
  }
  interface Hyper {
    new (value: bigint): object
  }
  const api: {
    readonly Hyper: Hyper
    readonly UnsignedHyper: Hyper
    config(define: (builder: Builder) => void): Readonly<Record<string, unknown>>
  }
  export default api
}

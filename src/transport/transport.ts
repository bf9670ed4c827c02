// The byte stream under a connection: what rpc/ needs of a socket, a TLS session, an ssh channel or a pair in memory.
// Bytes only; a transport knows no frames. Opening one is dial.ts; this file holds no code.

/** What a transport tells its one owner. Calls never overlap and never happen before `start`. */
export interface TransportHandler {
  /** Bytes arrived; the chunk is the receiver's to keep, and never empty. */
  data(chunk: Uint8Array): void
  /** After `write` returned false: the buffer has room again. */
  drain(): void
  /** The stream ended, exactly once and last: with the reason when it broke, without when the peer closed it. */
  closed(reason?: Error): void
}

/** An open byte stream in both directions. */
export interface Transport {
  /** How it was reached: `unix`, `tcp`, `tls`, `memory`; later `ssh`, `ext`. */
  readonly kind: string
  /** Whether an onlooker is kept out (unix, tls, ssh): decides which SASL mechanisms are fit. */
  readonly secure: boolean
  /** Where it leads, for error messages: a socket path or `host:port`. */
  readonly peer: string
  /** Hands the stream to its owner; bytes that came before are delivered first. */
  start(handler: TransportHandler): void
  /** Queues bytes; false asks the caller to wait for `drain`. The chunk must not change afterwards. */
  write(chunk: Uint8Array): boolean
  /** Stops and restarts delivery of `data`; what the kernel holds then brakes the peer. */
  pause(): void
  resume(): void
  /** Ends our side after what was written; `closed` follows. */
  close(): void
  /** Drops the stream now, losing what was not sent; `closed` follows with `reason` if one is given. */
  destroy(reason?: Error): void
}

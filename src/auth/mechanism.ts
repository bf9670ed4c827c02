// What a SASL mechanism is to the flow that carries its messages (sasl.ts); those there are stand in mechanisms.ts.

/** Our side of one login. */
export interface Mechanism {
  /** Nothing is left to say, and the daemon has proved all it has to. */
  readonly complete: boolean
  /**
   * What to answer: to null at first, then to the daemon's data. No data (null) is not the same as empty data.
   * @throws SaslError when the daemon's data is wrong
   */
  respond(challenge: Uint8Array | null): Promise<Uint8Array | null>
}

/** The daemon broke the rules of a mechanism, or did not prove what it must. */
export class SaslError extends Error {
  override readonly name = 'SaslError'
}

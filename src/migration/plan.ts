// What a migration would do, as plain data: options to flag words and parameters of each phase (migration.md 2.1, 3).
// Checks that need no daemon are made here; what the daemons can do is asked in migrate.ts, who runs it is phases.ts.

/** What the operator wants; every field is off or absent by default. */
export interface MigrationOptions {
  /** Copy while the guest runs; without it the guest is paused for the whole copy. */
  readonly live?: boolean
  /** Move the definition of a guest that is shut off; needs `persistent`. */
  readonly offline?: boolean
  /** Define the guest on the destination. */
  readonly persistent?: boolean
  /** Undefine it on the source after success. */
  readonly undefineSource?: boolean
  /** Leave it paused on the destination. */
  readonly suspend?: boolean
  /** Refuse unless the source can hold its job from Begin to Confirm. */
  readonly changeProtection?: boolean
  /** Skip the source's check that disks are safe to move. */
  readonly unsafe?: boolean
  /** Let an I/O error of the guest fail the migration. */
  readonly abortOnError?: boolean
  /** New name on the destination. */
  readonly destinationName?: string
  /** Description to run on the destination: same name and UUID, compatible with what the guest sees. */
  readonly destinationXml?: string
  /** Description to define on the destination; needs `persistent`. */
  readonly persistentXml?: string
  /** Upper bound of the copy in MiB/s; 0 or absent: the host's setting. */
  readonly bandwidthMiBps?: number
  /** Where the source sends the data: `tcp://host[:port]`. */
  readonly migrateUri?: string
  /** Address the destination listens on. */
  readonly listenAddress?: string
}

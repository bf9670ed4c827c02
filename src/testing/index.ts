// The front door `lvrpc/testing`: libvirt hosts that live in your test's process, speak the real protocol and can be told to fail.

export type { AnsweredCall, OwnAnswer, PlacedAnswer } from './answers.ts'
export { type LabClock, type LabTimer, VirtualClock } from './clock.ts'
export type { GuestOptions } from './domain.ts'
export type { Fault, FaultEffect, FaultPhase, PlacedFault, StruckCall } from './faults.ts'
export type { HostVersion } from './host.ts'
export { type GuestState, Lab, LabHost, type LabHostOptions, type LabOptions, lab } from './lab.ts'
export type { GuestRun, GuestRuns } from './ledger.ts'
export { Refusal, type RefusalDomain, type RefusalName } from './refusal.ts'
export type { HostAuth } from './sasl.ts'
export type { ListenAt } from './server.ts'
export type { Pool, Volume } from './storage.ts'

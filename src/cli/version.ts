// The version of the package, put in by the build (scripts/build.mjs); sources that run unbuilt do not know it.

declare const LVRPC_VERSION: string | undefined

export const version: string = typeof LVRPC_VERSION === 'string' ? LVRPC_VERSION : 'unbuilt'

// Reading what tap prints: the counts, and of a long text only what failed.

/** Counts from the line `# { total: 6, pass: 3, fail: 1 }` that ends a run; undefined without one. */
export function countsIn(text) {
  const line = [...text.matchAll(/^# \{ (total: .*) \}$/gm)].at(-1)?.[1]
  if (line === undefined) return undefined
  const count = (name) => Number(new RegExp(`\\b${name}: (\\d+)`).exec(line)?.[1] ?? 0)
  return {
    passed: count('pass'),
    failed: count('fail'),
    skipped: count('skip') + count('todo'),
  }
}

/** The names of what was skipped or left to do, with the reasons tap noted. */
export function skipsIn(text) {
  return [...text.matchAll(/^ *ok \d+ - (.*?) # (SKIP|TODO) ?(.*)$/gm)].map(
    ([, name, kind, reason]) => `${name}: ${reason || kind.toLowerCase()}`,
  )
}

/** A text without the assertions that passed. */
export function failuresIn(text) {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s+(ok \d+|1\.\.\d+|# time=)/.test(line))
    .join('\n')
}

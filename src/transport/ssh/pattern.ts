// Patterns as ssh's files write them: `*` and `?`, in lists where a matching negation vetoes. Matching takes time in
// proportion to both lengths, whatever stands in a pattern.

/** One place of a pattern: any run of signs, or one sign that is asked for. */
type Step = 'run' | ((sign: string) => boolean)

/** Whether the whole text matches a pattern of `*` and `?`. */
export function matchesPattern(text: string, pattern: string): boolean {
  const steps = [...pattern].map(
    (sign): Step => (sign === '*' ? 'run' : sign === '?' ? () => true : (one) => one === sign),
  )
  return walk([...text], steps)
}

/** Whether one of the patterns matches and no negated one (`!pattern`) does. */
export function matchesList(text: string, patterns: readonly string[]): boolean {
  let found = false
  for (const pattern of patterns) {
    const negated = pattern.startsWith('!')
    if (!matchesPattern(text, negated ? pattern.slice(1) : pattern)) continue
    if (negated) return false
    found = true
  }
  return found
}

/** Whether a pattern has signs that stand for others. */
export function hasWildcards(pattern: string): boolean {
  return /[*?[]/.test(pattern)
}

/** A file's name against a pattern as the shell has them: `[a-z]`, `[!a]` and `\` too; a leading dot is written out. */
export function matchesFileName(name: string, pattern: string): boolean {
  if (name.startsWith('.') && !pattern.startsWith('.')) return false
  const steps: Step[] = []
  const signs = [...pattern]
  for (let i = 0; i < signs.length; i++) {
    const sign = signs[i]!
    const end = sign === '[' ? signs.indexOf(']', signs[i + 1] === '!' ? i + 3 : i + 2) : -1
    if (sign === '*') steps.push('run')
    else if (sign === '?') steps.push(() => true)
    else if (end > 0) {
      steps.push(bracketed(signs.slice(i + 1, end)))
      i = end
    } else {
      const literal = sign === '\\' && i + 1 < signs.length ? signs[++i]! : sign
      steps.push((one) => one === literal)
    }
  }
  return walk([...name], steps)
}

function bracketed(inside: readonly string[]): (sign: string) => boolean {
  const negated = inside[0] === '!'
  const ranges: (readonly [string, string])[] = []
  for (let i = negated ? 1 : 0; i < inside.length; i++) {
    const from = inside[i]!
    if (inside[i + 1] === '-' && i + 2 < inside.length) {
      ranges.push([from, inside[i + 2]!])
      i += 2
    } else {
      ranges.push([from, from])
    }
  }
  return (sign) => ranges.some(([from, to]) => from <= sign && sign <= to) !== negated
}

/** Goes on from the last run when a step does not fit: earlier ones need never be tried again. */
function walk(signs: readonly string[], steps: readonly Step[]): boolean {
  let sign = 0
  let step = 0
  let run: { step: number; sign: number } | undefined
  while (sign < signs.length) {
    const here = steps[step]
    if (here === 'run') {
      run = { step: ++step, sign }
    } else if (here?.(signs[sign]!) === true) {
      sign++
      step++
    } else if (run !== undefined) {
      step = run.step
      sign = ++run.sign
    } else {
      return false
    }
  }
  while (steps[step] === 'run') step++
  return step === steps.length
}

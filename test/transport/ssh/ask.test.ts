import { mock } from 'node:test'
import t from 'tap'
import type { PromptCallback, PromptQuestion } from '../../../src/transport/prompt.ts'
import { Patience, Questions, unlessAborted } from '../../../src/transport/ssh/ask.ts'

const question: PromptQuestion = { kind: 'password', user: 'joe', host: 'h' }

function asking(prompt?: PromptCallback, answers = new Map<string, string>(), quiet?: string) {
  const over = new AbortController()
  const patience = new Patience(() => {})
  const questions = new Questions(
    { prompt, answers, patience, signal: over.signal },
    'h:22',
    quiet ?? null,
  )
  return { questions, answers, over }
}

t.test('an answer is remembered when the login was made, and used once', async (t) => {
  let asked = 0
  const first = asking(async () => `answer ${++asked}`)
  t.equal(await first.questions.ask(question), 'answer 1')
  t.equal(await first.questions.ask(question), 'answer 2', 'the first did not help')
  t.equal(first.answers.size, 0)
  first.questions.keep()
  const next = asking(async () => `answer ${++asked}`, first.answers)
  t.equal(await next.questions.ask(question), 'answer 2')
  t.equal(await next.questions.ask({ ...question, user: 'ann' }), 'answer 3')
  t.equal(await next.questions.ask(question), 'answer 4')
})

t.test('nobody is asked who may not be', async (t) => {
  const prompt = async () => 'x'
  t.equal(asking(prompt).questions.mute, null)
  t.equal(asking().questions.mute, 'there is nobody to ask')
  const quiet = asking(prompt, new Map(), 'BatchMode')
  t.equal(quiet.questions.mute, 'BatchMode forbids to ask')
  t.equal(await quiet.questions.ask(question), undefined)
})

t.test('called off by the one asked, or by the one who waits', async (t) => {
  const refusing = asking(async () => Promise.reject(new Error('hunter2')))
  await t.rejects(refusing.questions.ask(question), {
    code: 'authFailed',
    message: /h:22: the question for the password was not answered$/,
  })
  const { questions, over } = asking(() => new Promise(() => {}))
  const waiting = questions.ask(question)
  over.abort(new Error('enough'))
  await t.rejects(waiting, { message: 'enough' })
})

t.test('silence is counted, thinking is not', async (t) => {
  const { timers } = mock
  timers.enable({ apis: ['setTimeout'] })
  t.teardown(() => timers.reset())
  let expired = 0
  const patience = new Patience(() => {
    expired++
  })
  patience.restart(100)
  timers.tick(99)
  patience.restart()
  timers.tick(99)
  t.equal(expired, 0, 'a sign of life')
  let answer!: () => void
  const thinking = patience.during(
    new Promise<void>((resolve) => {
      answer = resolve
    }),
  )
  timers.tick(10_000)
  t.equal(expired, 0, 'a person')
  answer()
  await thinking
  timers.tick(99)
  t.equal(expired, 0)
  timers.tick(1)
  t.equal(expired, 1)
  patience.restart(100)
  patience.stop()
  timers.tick(1000)
  t.equal(expired, 1)
})

t.test('what is aborted before it begins is not waited for', async (t) => {
  const gone = AbortSignal.abort(new Error('enough'))
  await t.rejects(unlessAborted(Promise.reject(new Error('later')), gone), { message: 'enough' })
  await t.rejects(unlessAborted(new Promise(() => {}), gone), { message: 'enough' })
})

import t from 'tap'
import { memoryPair } from '../../src/testing/memory.ts'
import { hear } from '../transport/listener.ts'

const bytes = (text: string) => Buffer.from(text)

t.test('delivers later and in order, what came before start too', async (t) => {
  const [a, b] = memoryPair()
  a.write(bytes('one '))
  const heard = hear(b)
  a.write(bytes('two.'))
  t.equal(heard.text(), '', 'nothing inside the call that sent it')
  await heard.until('one two.')
  t.match([a.kind, a.secure, b.peer], ['memory', true, 'memory:b'])
})

t.test('holds while paused, asks to wait when full, tells of room', async (t) => {
  const [a, b] = memoryPair(4)
  const sender = hear(a)
  const heard = hear(b)
  b.pause()
  t.equal(a.write(bytes('abc')), true)
  t.equal(a.write(bytes('d.')), false)
  await new Promise((resolve) => setImmediate(resolve))
  t.equal(heard.text(), '')
  t.equal(sender.drains, 0)
  b.resume()
  await heard.until('abcd.')
  await new Promise((resolve) => setImmediate(resolve))
  t.equal(sender.drains, 1)
})

t.test('close delivers what was written, then both ends hear the end', async (t) => {
  const [a, b] = memoryPair()
  const mine = hear(a)
  const heard = hear(b)
  a.write(bytes('last.'))
  a.close()
  t.equal(await heard.closed, undefined)
  t.equal(heard.text(), 'last.')
  t.equal(await mine.closed, undefined)
  t.equal(a.write(bytes('more')), true, 'written into the void')
})

t.test('destroy tells its own side the reason', async (t) => {
  const [a, b] = memoryPair()
  const mine = hear(a)
  const heard = hear(b)
  const reason = new Error('broken')
  a.destroy(reason)
  a.destroy(new Error('second'))
  t.equal(await mine.closed, reason)
  t.equal(await heard.closed, undefined)
})

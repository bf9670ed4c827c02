// As much of XML as an embedded host minds: whether a document is well-formed, its root, texts of elements, and amounts with units.

import { Refusal, type RefusalDomain } from './refusal.ts'

const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/g

/** The name of the root element; undefined when the document is not well-formed. */
function rootOf(xml: string): string | undefined {
  const open: string[] = []
  let root: string | undefined
  let end = 0
  for (const token of xml.matchAll(TOKEN)) {
    const between = xml.slice(end, token.index)
    end = token.index + token[0].length
    if (between.includes('<') || (open.length === 0 && between.trim() !== '')) return undefined
    const [, closing, name, , empty] = token
    if (name === undefined) continue
    if (closing === '/') {
      if (open.pop() !== name) return undefined
      continue
    }
    if (open.length === 0) {
      if (root !== undefined) return undefined
      root = name
    }
    if (empty !== '/') open.push(name)
  }
  return open.length === 0 && xml.slice(end).trim() === '' ? root : undefined
}

/** @throws Refusal `xmlDetail` for what is not well-formed, `xmlError` for another root */
export function checkRoot(xml: string, root: string, from: RefusalDomain): void {
  const found = rootOf(xml)
  if (found === undefined) throw new Refusal('xmlDetail', '(document): not well-formed', from)
  if (found !== root) {
    throw new Refusal('xmlError', `unexpected root element <${found}>, expecting <${root}>`, 'xml')
  }
}

import { expect, test } from 'vitest'
import { createEventParser } from './event-parser.ts'

test('events are read wherever the network cuts them', () => {
  const stream = 'data: {"a":1}\n\n: ping\n\ndata: {"b":"สวัสดี"}\r\n\r\nid: 4\ndata:{"c":\ndata: 3}\n\n'
  for (let cut = 0; cut <= stream.length; cut += 1) {
    const parse = createEventParser()
    const events = [...parse(stream.slice(0, cut)), ...parse(stream.slice(cut))]
    expect(events).toEqual([{ a: 1 }, { b: 'สวัสดี' }, { c: 3 }])
  }
})

test('one character at a time gives the same events', () => {
  const parse = createEventParser()
  const events = Array.from('data: {"a":1}\r\n\r\n\ndata: {"a":2}\n\n').flatMap((character) => parse(character))
  expect(events).toEqual([{ a: 1 }, { a: 2 }])
})

test('what is not JSON does not stop what comes after it', () => {
  const parse = createEventParser()
  expect(parse('data: <html>\n\nevent: x\n\ndata: 7\n\n')).toEqual([7])
})

test('an event that is not finished is held back', () => {
  const parse = createEventParser()
  expect(parse('data: {"a":1}\n')).toEqual([])
  expect(parse('\n')).toEqual([{ a: 1 }])
})

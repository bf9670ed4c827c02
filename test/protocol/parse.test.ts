// The parser of `.x` files: what it reads, and that each mistake is told with its line.

import t from 'tap'
import { parse, resolve, type Specification, XSyntaxError } from '../../protocol/parse.ts'

function read(text: string, others: Readonly<Record<string, string>> = {}): Specification {
  const load = (file: string): Specification => parse(file, others[file] ?? '', load)
  return parse('some', text, load)
}

t.test('every kind of definition', async (t) => {
  const { definitions } = read(`
    /* limits */
    const MAX = 0x10;
    const LEAST = -3;
    enum colour { RED = 1, GREEN = 0x2 };
    typedef string name<MAX>;
    typedef opaque id[4];
    struct point { int x; unsigned y; unsigned hyper z; };
    struct many {
      point *maybe;   /* or not */
      point list<MAX>;
      point pair[2];
      char text<8>;
      unsigned char narrow;
      unsigned short other;
      colour c;
    };
    union value switch (colour c) {
    case RED:
    case 7:
      int i;
    case GREEN:
      void;
    };
  `)
  t.same(
    definitions.map(({ kind, name, line }) => [kind, name, line]),
    [
      ['const', 'MAX', 3],
      ['const', 'LEAST', 4],
      ['enum', 'colour', 5],
      ['typedef', 'name', 6],
      ['typedef', 'id', 7],
      ['struct', 'point', 8],
      ['struct', 'many', 9],
      ['union', 'value', 18],
    ],
  )
  const [max, least, colour, name, , point, many, value] = definitions
  t.match(max, { value: 16 })
  t.match(least, { value: -3 })
  t.match(colour, {
    values: [
      { name: 'RED', value: 1 },
      { name: 'GREEN', value: 2 },
    ],
  })
  t.match(name, {
    declaration: {
      type: { is: 'primitive', name: 'string' },
      shape: { is: 'variable', max: { value: 16, constant: 'MAX' } },
    },
  })
  t.match(point, {
    fields: [
      { type: { name: 'int' } },
      { type: { name: 'unsigned int' } },
      { type: { name: 'unsigned hyper' } },
    ],
  })
  t.match(many, {
    fields: [
      { name: 'maybe', shape: { is: 'optional' } },
      { name: 'list', shape: { is: 'variable' } },
      { name: 'pair', shape: { is: 'fixed', size: { value: 2, constant: null } } },
      { type: { name: 'char' }, shape: { is: 'variable' } },
      { type: { name: 'unsigned char' }, shape: { is: 'scalar' } },
      { type: { name: 'unsigned short' } },
      { type: { is: 'named', name: 'colour', file: 'some' } },
    ],
  })
  t.match(value, {
    discriminant: { name: 'c' },
    cases: [
      {
        labels: [
          { value: 1, constant: 'RED' },
          { value: 7, constant: null },
        ],
        arm: { name: 'i' },
      },
      { labels: [{ value: 2 }], arm: null },
    ],
  })
})

t.test('names of an imported file are in scope and keep their file', async (t) => {
  const specification = read('%import "base.x"\nstruct s { id who; int list<MAX>; };', {
    base: 'const MAX = 3; typedef opaque id[16];',
  })
  t.match(specification.definitions[0], {
    fields: [
      { type: { name: 'id', file: 'base' } },
      { shape: { max: { value: 3, constant: 'MAX' } } },
    ],
  })
  t.equal(resolve(specification, 'id').kind, 'typedef')
  t.throws(() => resolve(specification, 'other'), /some\.x defines no type 'other'/)
})

const mistakes: [string, string, RegExp, number][] = [
  ['an unknown type', 'struct a {\n  thing x;\n};', /no type 'thing' above/, 2],
  [
    'a type used before its definition',
    'struct a { b x; };\nstruct b { int y; };',
    /no type 'b' above/,
    1,
  ],
  ['an unknown constant', '\nstruct a { int x<MAX>; };', /no constant 'MAX'/, 2],
  ['a list without maximum', 'struct a { int x<>; };', /needs a maximum/, 1],
  ['a string without length', 'struct a {\n\n  string x; };', /needs a length/, 3],
  ['a string of fixed length', 'struct a { string x[4]; };', /no fixed length/, 1],
  ['an optional opaque', 'struct a { opaque *x; };', /needs a length/, 1],
  ['a field twice', 'struct a { int x;\n int x; };', /'x' stands here twice/, 2],
  ['an enum value twice', 'enum a { X = 1,\n X = 2 };', /'X' stands here twice/, 2],
  [
    'a case twice',
    'union u switch (int t) {\ncase 1: int a;\ncase 1: int b; };',
    /1 has an arm/,
    3,
  ],
  [
    'a default arm',
    'union u switch (int t) {\ncase 1: int a;\ndefault: void; };',
    /lists its arms/,
    3,
  ],
  [
    'an arm without case',
    'union u switch (int t) {\n  int a; };',
    /'case' is expected, not 'int'/,
    2,
  ],
  [
    'a discriminant that is none',
    'union u switch (hyper t) { case 1: int a; };',
    /a discriminant is/,
    1,
  ],
  ['a definition twice', 'const A = 1;\n\nconst A = 2;', /'A' is already defined/, 3],
  ['an enum value that exists', 'const A = 1;\nenum e { A = 2 };', /'A' is already defined/, 2],
  ['a missing semicolon', 'const A = 1\nconst B = 2;', /';' is expected, not 'const'/, 2],
  ['a comment that is not closed', 'const A = 1;\n/* and so on', /not closed/, 2],
  ['a character out of place', 'const A = 1;\nconst B = $;', /unexpected '\$'/, 2],
  ['the end too early', 'struct a { int x;', /a type is expected, not 'end of file'/, 1],
  ['a keyword for a name', 'struct int { int x; };', /'int' is a keyword/, 1],
  ['a number for a name', 'const 5 = 5;', /expected, not '5'/, 1],
  ['bool', 'struct a { bool x; };', /no bool/, 1],
  ['a program block', 'program A { };', /programs are given by constants/, 1],
  ['a size of nothing', 'struct a { int x[0]; };', /at least 1/, 1],
  ['a negative maximum', 'struct a { int x<-1>; };', /not negative/, 1],
  ['a value of no kind', 'const A = {;', /a number or a constant is expected/, 1],
]
for (const [what, text, message, line] of mistakes) {
  t.test(`${what} is told with its line`, async (t) => {
    try {
      read(text)
      t.fail('nothing was thrown')
    } catch (error) {
      if (!(error instanceof XSyntaxError)) throw error
      t.match(error.message, message)
      t.equal(error.line, line)
      t.ok(error.message.startsWith(`some.x:${line}: `))
    }
  })
}

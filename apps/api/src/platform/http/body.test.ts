import { expect, it } from 'vitest';
import { readJson } from './body.ts';

it.each(['{"a":{"__proto__":{"admin":true},"b":1}}', '{"a":{"\\u005f_proto__":{"admin":true},"b":1}}'])(
  '%s names no prototype',
  (text) => {
    const { a } = readJson(text) as { a: object };
    expect(Object.keys(a)).toEqual(['b']);
    expect(Object.getPrototypeOf(a)).toBe(Object.prototype);
  },
);

it('keeps a text that only mentions it', () =>
  expect(readJson('{"note":"__proto__"}')).toEqual({ note: '__proto__' }));

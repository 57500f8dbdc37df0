import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fieldErrors } from './field-errors.ts';
import { strictly } from './strict-schema.ts';

const line = z.object({
  sku: z.string(),
  tags: z.record(z.string(), z.object({ on: z.boolean() })).optional(),
});
const request = z
  .object({
    phone: z.string().optional(),
    lines: z
      .array(line)
      .min(1)
      .default([{ sku: 'A' }]),
    effect: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('a'), a: z.int() }),
      z.object({ kind: z.literal('b') }),
    ]),
    owner: z.object({ id: z.string() }).nullable().optional(),
  })
  .refine(({ phone }) => phone !== 'none', { path: ['phone'], message: 'no phone' });

const pointersOf = (value: unknown): string[] => {
  const read = strictly(request).safeParse(value);
  return read.success ? [] : fieldErrors(read.error, '').map(({ pointer }) => pointer);
};
const effect = { kind: 'b' };

describe('a strict schema', () => {
  test.each([
    [{ effect, telephone: '1' }, ['/telephone']],
    [
      { effect, lines: [{ sku: 'A' }, { sku: 'B', colour: 'red', 'a/b': 1 }] },
      ['/lines/1/colour', '/lines/1/a~1b'],
    ],
    [{ effect, lines: [{ sku: 'A', tags: { x: { on: true, off: 1 } } }] }, ['/lines/0/tags/x/off']],
    [{ effect: { kind: 'a', a: 1, b: 2 } }, ['/effect/b']],
    [{ effect, owner: { id: 'x', name: 'y' } }, ['/owner/name']],
  ])('reports each unknown field: %j', (value, pointers) => {
    expect(pointersOf(value)).toEqual(pointers);
  });

  test('keeps the defaults and checks of the schema', () => {
    expect(strictly(request).parse({ effect, owner: null })).toEqual({
      effect,
      owner: null,
      lines: [{ sku: 'A' }],
    });
    expect(pointersOf({ effect, phone: 'none' })).toEqual(['/phone']);
    expect(pointersOf({ effect, lines: [] })).toEqual(['/lines']);
  });

  test('does not change the schema that it is made from', () => {
    strictly(request);
    expect(request.safeParse({ effect, telephone: '1' }).success).toBe(true);
  });
});

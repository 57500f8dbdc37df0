import { createMember, operationOf, updateMember } from '@regulars/contracts';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { m } from '#lib/paraglide/messages.js';
import { asNumber, field, oneOf, readBy, someOf, someText, ticked } from './fields.ts';

const errorOf = (schema: z.ZodType, typed: unknown): string | undefined =>
  schema.safeParse(typed).error?.issues[0]?.message;
const created = operationOf(createMember).body.shape;
const changed = operationOf(updateMember).body.shape;

describe('fields of a form', () => {
  it('take the meaning of an empty field from the contract', () => {
    expect(field(created.email).parse('')).toBeUndefined();
    expect(field(changed.email).parse('')).toBeNull();
    expect(errorOf(field(created.language), '')).toBe(m.common_field_required());
  });

  it('are checked by the contract, with our own messages', () => {
    expect(field(changed.email).parse('Anna@Example.com')).toBe('anna@example.com');
    expect(errorOf(field(changed.email, m.common_field_email), 'anna')).toBe(m.common_field_email());
    expect(errorOf(field(changed.firstName), 'x'.repeat(101))).toBe(m.common_field_wrong());
  });

  it('can have their own rules', () => {
    const even = readBy((typed) => (Number(typed) % 2 === 0 ? Number(typed) : null), m.common_field_date);
    expect(even.parse('4')).toBe(4);
    expect(errorOf(even, '3')).toBe(m.common_field_date());
    expect(errorOf(even, '')).toBe(m.common_field_required());
    expect(errorOf(someText, '')).toBe(m.common_field_required());
  });

  it('accept only offered choices', () => {
    expect(oneOf(['csv', 'xlsx'], 'csv').parse('pdf')).toBe('csv');
    expect(someOf(['de', 'cs'], m.common_field_wrong).parse(['cs', 'xx'])).toEqual(['cs']);
    expect(errorOf(someOf(['de', 'cs'], m.common_field_wrong), ['xx'])).toBe(m.common_field_wrong());
    expect([ticked.parse('on'), ticked.parse('')]).toEqual([true, false]);
    expect(asNumber.parse('7')).toBe(7);
  });
});

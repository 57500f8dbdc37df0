import { expect, it } from 'vitest';
import { doneAt, refusedAt, replyAt, type Outcome } from './outcome.ts';

const refused: Outcome<never> = {
  form: {
    id: 'change',
    valid: false,
    posted: true,
    data: { email: 'anna' },
    errors: { email: ['first', 'second'] },
    message: { text: 'Look again', code: 'invalid-request' },
  },
};
const done: Outcome<number> = {
  form: { id: 'change', valid: true, posted: true, data: {}, errors: {} },
  reply: 7,
};

it('shows a refusal only at its own form, with the first error of each field', () => {
  expect(refusedAt(refused, 'change')).toEqual({
    values: { email: 'anna' },
    fields: { email: 'first' },
    message: 'Look again',
    code: 'invalid-request',
  });
  expect(refusedAt(refused, 'send')).toBeNull();
  expect(refusedAt(done, 'change')).toBeNull();
  expect(refusedAt(null, 'change')).toBeNull();
});

it('passes a reply only to its own form', () => {
  expect([replyAt(done, 'change'), replyAt(done, 'send'), replyAt(refused, 'change')]).toEqual([
    7,
    null,
    null,
  ]);
  expect([doneAt(done, 'change'), doneAt(done, 'send'), doneAt(refused, 'change')]).toEqual([
    true,
    false,
    false,
  ]);
});

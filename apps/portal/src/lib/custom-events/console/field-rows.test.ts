import { expect, it } from 'vitest';
import { rowsSent } from './field-rows.ts';

const row = { name: 'level', kind: 'choice', required: true, label: { en: 'Level' }, choices: 'low\nhigh' };

it('reads the rows that the editor sent, and nothing else', () => {
  expect(rowsSent(JSON.stringify([row]))).toEqual([row]);
  const nonsense = [
    '',
    'x',
    '-1',
    '{}',
    'null',
    '[null, 1, {}]',
    JSON.stringify([{ ...row, kind: 'toString' }]),
    JSON.stringify([{ ...row, label: 'Level' }]),
    JSON.stringify([{ ...row, label: { en: 1 } }]),
  ];
  expect(nonsense.map(rowsSent)).toEqual(nonsense.map(() => []));
});

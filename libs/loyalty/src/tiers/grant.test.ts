import { expect, test } from 'vitest';
import { at } from '../../test/passbook.ts';
import { heldTier } from './grant.ts';

const ladder = [
  { id: '1', code: 'bronze', threshold: 0 },
  { id: '2', code: 'silver', threshold: 500 },
  { id: '3', code: 'gold', threshold: 1000 },
];
const until = at('2026-12-01T00:00');
const grant = (tierId: string) => ({ tierId, until });

test.each([
  ['1', grant('3'), '2026-11-30T23:59:59', 'gold'],
  ['1', grant('3'), '2026-12-01T00:00', 'bronze'],
  ['3', grant('2'), '2026-11-01T00:00', 'gold'],
  ['2', grant('2'), '2026-11-01T00:00', 'silver'],
  [null, grant('2'), '2026-11-01T00:00', 'silver'],
  [null, null, '2026-11-01T00:00', 'bronze'],
  ['2', grant('gone'), '2026-11-01T00:00', 'silver'],
])('who earned %s and was granted %j stands at %s on %s', (earnedId, granted, moment, code) => {
  expect(heldTier(ladder, { earnedId, grant: granted }, at(moment))?.code).toBe(code);
});

test('a granted tier counts where no tier was earned', () => {
  const steep = ladder.slice(1);
  expect(heldTier(steep, { earnedId: null, grant: grant('3') }, at('2026-11-01T00:00'))?.code).toBe('gold');
  expect(heldTier(steep, { earnedId: null, grant: grant('3') }, until)).toBeNull();
});

import { expect, it } from 'vitest';
import { allLines } from '#lib/facts/shared/conditions/chosen-lines.ts';
import { newRate, pointsPerMoney, readExtra } from './points-per-money.ts';

const effect = {
  kind: 'points-per-money' as const,
  rates: [
    { currency: 'EUR', points: 1, per: 150 },
    { currency: 'CZK', points: 2, per: 2500 },
  ],
};

it('survives a round trip through the editor', () => {
  expect(pointsPerMoney.effect(pointsPerMoney.read(effect, 'EUR'))).toEqual(effect);
  const also = { ...effect, alsoKinds: ['gift-card' as const] };
  expect(pointsPerMoney.effect(pointsPerMoney.read(also, 'EUR'))).toEqual(also);
  const some = { ...effect, except: { fact: 'line.category', op: 'is', value: 'Tobacco' } as const };
  expect(pointsPerMoney.effect(pointsPerMoney.read(some, 'EUR'))).toEqual(some);
});

it('lists the rates that cannot be saved, and leaves them out', () => {
  const [good, free, unnamed] = [newRate('EUR'), { ...newRate('CZK'), per: '0' }, newRate('')];
  const draft = { rates: [good, free, unnamed], also: readExtra(), lines: allLines('EUR') };
  expect(pointsPerMoney.faults(draft)).toEqual([`rate-${free.key}`, `rate-${unnamed.key}`]);
  expect(pointsPerMoney.effect(draft)?.rates).toEqual([{ currency: 'EUR', points: 1, per: 100 }]);
  expect(pointsPerMoney.effect({ rates: [free], also: readExtra(), lines: allLines('EUR') })).toBeNull();
});

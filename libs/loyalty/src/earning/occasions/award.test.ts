import { describe, expect, it } from 'vitest';
import { instantOf } from '../../clock.ts';
import { defaultPointsPolicy } from '../../points/policy.ts';
import { reasonSentence } from '../reasons.ts';
import { awardFor, type OccasionTerms } from './award.ts';
import type { Occasion, OccasionRule } from './occasion.ts';

const occasion: Occasion = {
  kind: 'custom-event',
  type: 'run',
  occurredAt: instantOf('2026-11-26T10:00:00Z'),
  locationId: 'vienna',
  payload: { kilometres: 12.5, rain: true },
};
const ruleOf = (more: Partial<OccasionRule> = {}, perField: string | null = null): OccasionRule => ({
  id: 'rule',
  version: 1,
  validity: { from: null, until: null },
  countsTowardsStatus: true,
  caps: [],
  effect: { kind: 'custom-event', type: 'run', points: 10, perField },
  ...more,
});
const terms: OccasionTerms = {
  policy: defaultPointsPolicy,
  zone: 'Europe/Berlin',
  usage: [],
  member: { tierIds: ['gold'], points: 0, person: null, figures: null },
};
const pointsOf = (rule: OccasionRule, about: Partial<Occasion> = {}): number =>
  awardFor([rule], { ...occasion, ...about }, terms).points;

describe('an award for an event', () => {
  it('is fixed or per unit, rounded down once', () => {
    expect(pointsOf(ruleOf())).toBe(10);
    expect(pointsOf(ruleOf({}, 'kilometres'))).toBe(125);
    expect(pointsOf(ruleOf({}, 'kilometres'), { payload: { kilometres: 0.199 } })).toBe(1);
    expect(pointsOf(ruleOf({}, 'kilometres'), { payload: { kilometres: -3 } })).toBe(0);
  });

  it('is explained with the label of what was counted, else with its name', () => {
    const said = (labels?: Occasion['labels']) => {
      const [grant] = awardFor([ruleOf({}, 'kilometres')], { ...occasion, labels }, terms).grants;
      return grant && (['en', 'de', 'cs'] as const).map((language) => reasonSentence(grant.reason, language));
    };
    expect(said({ kilometres: { en: 'distance', de: 'Strecke' } })).toEqual([
      '10 points × 12.5 (distance)',
      '10 Punkte × 12,5 (Strecke)',
      '10 bodů × 12,5 (distance)',
    ]);
    expect(said({ rain: { en: 'wet' } })?.[0]).toBe('10 points × 12.5 (kilometres)');
    expect(said()?.[0]).toBe('10 points × 12.5 (kilometres)');
  });

  it('says why a rule gave nothing, and does not mention rules about other events', () => {
    const why = (rule: OccasionRule, about: Partial<Occasion> = {}) =>
      awardFor([rule], { ...occasion, ...about }, terms).nothing.map((each) => each.why);
    expect(why(ruleOf({ locationIds: ['berlin'] }))).toEqual(['elsewhere']);
    expect(why(ruleOf({ locationIds: ['vienna'] }), { locationId: null })).toEqual(['elsewhere']);
    expect(why(ruleOf({}, 'metres'))).toEqual(['no-number']);
    expect(why(ruleOf({ when: { fact: 'event.flag', key: 'rain', op: 'is', value: false } }))).toEqual([
      'not-met',
    ]);
    expect(awardFor([ruleOf()], { ...occasion, type: 'swim' }, terms)).toMatchObject({
      grants: [],
      nothing: [],
    });
  });

  it('asks facts of the event and the member', () => {
    const tier = { fact: 'member.tier', op: 'is', value: 'gold' } as const;
    const rain = { fact: 'event.flag', key: 'rain', op: 'is', value: true } as const;
    expect(pointsOf(ruleOf({ when: { all: [tier, rain] } }))).toBe(10);
    expect(pointsOf(ruleOf({ when: { not: tier } }))).toBe(0);
  });

  it('is trimmed by what is left of a limit', () => {
    const usage = [{ ruleId: 'rule', per: 'day', points: 7 }] as const;
    const award = awardFor([ruleOf({ caps: [{ per: 'day', points: 10 }] })], occasion, { ...terms, usage });
    expect(award.grants[0]).toMatchObject({ points: 3, cappedFrom: 10, cappedBy: 'day' });
  });
});

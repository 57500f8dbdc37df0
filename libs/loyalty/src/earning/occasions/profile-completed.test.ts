import { describe, expect, it } from 'vitest';
import { instantOf } from '../../clock.ts';
import type { PersonFacts } from '../../facts/member-facts.ts';
import { checkOccasionEffect, lacksOf } from './kinds.ts';
import type { HeldProfile } from './kind.ts';
import type { ProfilePoints } from './profile-completed.ts';
import { occasionOfferOf } from './offer.ts';
import type { OccasionRule } from './occasion.ts';

const effect = {
  kind: 'profile-completed',
  points: 5,
  fields: ['birthday', 'phone'],
  attributes: ['shoe_size'],
} as const;
const nothing: HeldProfile = { filled: [], attributes: [] };
const all: HeldProfile = { filled: ['phone', 'birthday', 'lastName'], attributes: ['shoe_size', 'pet'] };

describe('what a rule does not find in a profile', () => {
  it('is in the order of the rule', () => {
    expect(lacksOf(effect, { ...nothing, attributes: ['shoe_size'] })).toEqual(['birthday', 'phone']);
    expect(lacksOf(effect, { ...all, filled: ['phone'] })).toEqual(['birthday']);
    expect(lacksOf(effect, all)).toEqual([]);
  });

  it('is nothing to tell if the member cannot fill it in, or no rule of the club asks the member', () => {
    expect(lacksOf(effect, { ...all, attributes: [] })).toBeNull();
    expect(lacksOf({ kind: 'custom-event', type: 'run', points: 1, perField: null }, all)).toBeNull();
  });

  it('is the birthday for points on it, and nothing for an anniversary', () => {
    expect(lacksOf({ kind: 'birthday', points: 5 }, nothing)).toEqual(['birthday']);
    expect(lacksOf({ kind: 'anniversary', points: 5 }, nothing)).toEqual([]);
  });
});

it('a rule that asks for nothing, or twice for the same, is refused', () => {
  const faultsOf = (asked: Partial<ProfilePoints>): string[] =>
    checkOccasionEffect({ ...effect, ...asked }).map(({ pointer }) => pointer);
  expect(faultsOf({})).toEqual([]);
  expect(faultsOf({ fields: [], attributes: [] })).toEqual(['/fields']);
  expect(faultsOf({ fields: ['phone', 'phone'], attributes: ['a', 'a'] })).toEqual([
    '/fields/1',
    '/attributes/1',
  ]);
});

describe('what a rule about an occasion offers', () => {
  const person: PersonFacts = {
    joinedAt: 0,
    birthday: null,
    language: 'de',
    kind: 'customer',
    scored: null,
    emailConfirmed: true,
    consents: [],
    tags: [],
    badges: [],
    segments: [],
    interests: [],
    attributes: {},
  };
  const member = { tierIds: ['gold'], points: 0, person, figures: null };
  const offered = (when: OccasionRule['when'], held: HeldProfile) => {
    const rule: OccasionRule = {
      id: 'rule',
      version: 1,
      validity: { from: null, until: null },
      countsTowardsStatus: true,
      caps: [],
      effect: { kind: 'birthday', points: 5 },
      ...(when ? { when } : {}),
    };
    return occasionOfferOf(rule, member, held, instantOf('2026-11-27T12:00:00Z'), 'Europe/Berlin');
  };
  const ofTier = (value: string) => ({ fact: 'member.tier', op: 'is', value }) as const;

  it('comes later, or misses an answer or a condition', () => {
    expect(offered(undefined, all)).toEqual({ state: 'later', missing: null, lacks: [] });
    expect(offered(ofTier('gold'), nothing)).toMatchObject({ state: 'missing', lacks: ['birthday'] });
    expect(offered(ofTier('silver'), all)).toMatchObject({ state: 'missing', missing: ofTier('silver') });
  });

  it('is nothing to tell if the condition is about the person, or unknown to this version', () => {
    expect(offered({ fact: 'member.tags', op: 'contains', value: 'press' }, all)).toBeNull();
    expect(offered({ fact: 'event.flag', key: 'rain', op: 'is', value: true }, all)).toBeNull();
  });
});

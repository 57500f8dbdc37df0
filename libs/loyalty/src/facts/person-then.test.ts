import { expect, test } from 'vitest';
import { factsOfToday, personAt, type PersonHistory } from '../index.ts';

const history: PersonHistory = {
  joinedAt: 0,
  birthday: '2000-02-29',
  language: 'de',
  kind: 'customer',
  scored: null,
  emailConfirmed: true,
  emailConfirmedAt: 20,
  consents: ['surveys'],
  consentChanges: [
    { name: 'newsletter', channel: 'email', granted: true, at: 10 },
    { name: 'newsletter', channel: 'email', granted: false, at: 30 },
    { name: 'surveys', channel: 'portal', granted: true, at: 30 },
    { name: 'surveys', channel: 'email', granted: true, at: 30 },
    { name: 'surveys', channel: 'email', granted: false, at: 40 },
  ],
  tags: ['today'],
  badges: ['first', 'second'],
  segments: [],
  interests: [],
  badgesGiven: [
    { badge: 'first', at: 10 },
    { badge: 'first', at: 15 },
    { badge: 'second', at: 40 },
  ],
  attributes: {},
};

test.each([
  [9, false, [], []],
  [10, false, ['newsletter'], ['first']],
  [20, true, ['newsletter'], ['first']],
  [30, true, ['surveys'], ['first']],
  [40, true, ['surveys'], ['first', 'second']],
])('at %i: address confirmed %s, consents %j, badges %j', (at, emailConfirmed, consents, badges) => {
  expect(personAt(history, at)).toEqual({
    joinedAt: 0,
    birthday: '2000-02-29',
    language: 'de',
    kind: 'customer',
    scored: null,
    tags: ['today'],
    attributes: {},
    emailConfirmed,
    consents,
    badges,
    segments: [],
    interests: [],
  });
});

test('a condition knows which of its facts nobody keeps', () => {
  const tags = { fact: 'member.tags', op: 'contains', value: 'vip' } as const;
  const consent = { fact: 'member.consents', op: 'contains', value: 'newsletter' } as const;
  expect(factsOfToday({ all: [consent, { any: [tags, { not: tags }] }] })).toEqual(['member.tags']);
});

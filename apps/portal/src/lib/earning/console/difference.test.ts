import type { Condition } from '@regulars/conditions';
import { describe, expect, it } from 'vitest';
import { comparedPair } from './compared-pair.ts';
import { compareConditions, type ComparedCondition } from './compare-conditions.ts';
import { compareVersions, type ToldVersion } from './difference.ts';

const thursday: Condition = { fact: 'moment.weekday', op: 'is', value: 'thursday' };
const friday: Condition = { fact: 'moment.weekday', op: 'is', value: 'friday' };
const evening: Condition = { fact: 'moment.time', op: 'between', value: { from: '17:00', to: '20:00' } };
const adult: Condition = { fact: 'member.age', op: 'at-least', value: 18 };
const books: Condition = { fact: 'line.category', op: 'is', value: 'Books' };

const short = (compared: readonly ComparedCondition[]): string[] =>
  compared.map((one) => `${'·'.repeat(one.depth)}${'join' in one ? 'join' : 'condition'} ${one.change}`);

describe('two conditions', () => {
  it('keep what is equal, whatever the order of the parts and of the fields in them', () => {
    const sameThursday: Condition = { value: 'thursday', op: 'is', fact: 'moment.weekday' };
    expect(short(compareConditions({ all: [thursday, adult] }, { all: [adult, sameThursday] }))).toEqual([
      'condition same',
      'condition same',
    ]);
  });

  it('pair what is about the same, and tell what came and what went', () => {
    const compared = compareConditions({ all: [thursday, adult] }, { all: [friday, evening] });
    expect(compared).toEqual([
      { depth: 0, change: 'changed', before: thursday, after: friday },
      { depth: 0, change: 'added', before: null, after: evening },
      { depth: 0, change: 'removed', before: adult, after: null },
    ]);
  });

  it('an equal part stays with its equal, also if another one is about the same', () => {
    expect(compareConditions(thursday, { all: [friday, thursday] })).toEqual([
      { depth: 0, change: 'added', before: null, after: friday },
      { depth: 0, change: 'same', before: thursday, after: thursday },
    ]);
  });

  it('a negation is about what it negates', () => {
    expect(short(compareConditions(thursday, { not: thursday }))).toEqual(['condition changed']);
  });

  it('without one side, everything came or went', () => {
    expect(short(compareConditions(null, { all: [thursday, adult] }))).toEqual([
      'condition added',
      'condition added',
    ]);
    expect(short(compareConditions(thursday, null))).toEqual(['condition removed']);
    expect(compareConditions(null, null)).toEqual([]);
  });

  it('look into groups, and say what joins their parts', () => {
    const before: Condition = { all: [adult, { any: [thursday, evening] }] };
    const after: Condition = { all: [adult, { any: [friday, evening] }] };
    expect(short(compareConditions(before, after))).toEqual([
      'condition same',
      'join same',
      '·condition changed',
      '·condition same',
    ]);
    expect(short(compareConditions({ all: [thursday, adult] }, { any: [thursday, adult] }))).toEqual([
      'join changed',
      '·condition same',
      '·condition same',
    ]);
  });

  it('stand what a newer version of the software stored', () => {
    const unknown = [{ nearly: 7 }, 5] as unknown as Condition[];
    expect(short(compareConditions({ all: unknown }, { all: [...unknown, adult] }))).toEqual([
      'condition same',
      'condition same',
      'condition added',
    ]);
  });
});

const version: ToldVersion = {
  name: { de: 'Bücher', en: 'Books' },
  effect: { kind: 'multiplier', times: 2, where: books },
  when: thursday,
  caps: [{ per: 'day', points: 50 }],
  countsTowardsStatus: true,
  from: null,
  until: '31 December',
  places: ['Vienna'],
};
const changed = (after: Partial<ToldVersion>) =>
  compareVersions(version, { ...version, ...after })
    .filter((field) => field.changed)
    .map(({ label, parts }) => [label, ...parts.map((part) => [part.change, part.before, part.after])]);

describe('two versions of a rule', () => {
  it('say the same in every field if nothing changed', () => {
    expect(changed({})).toEqual([]);
    const fields = compareVersions(version, version);
    expect(fields.find(({ label }) => label === 'When')?.parts).toEqual([
      { change: 'same', depth: 0, before: 'Weekday is Thursday', after: 'Weekday is Thursday' },
    ]);
  });

  it('a condition that came takes the place of always', () => {
    expect(changed({ when: null })).toEqual([['When', ['changed', 'Weekday is Thursday', 'Always']]]);
  });

  it('limits are compared by their period, locations and names by themselves', () => {
    expect(
      changed({
        caps: [
          { per: 'day', points: 80 },
          { per: 'week', points: 200 },
        ],
        places: ['Berlin', 'Vienna'],
        name: { de: 'Bücher', cs: 'Knihy' },
      }),
    ).toEqual([
      [
        'Name',
        ['same', 'Deutsch: Bücher', 'Deutsch: Bücher'],
        ['removed', 'English: Books', null],
        ['added', null, 'Čeština: Knihy'],
      ],
      [
        'Maximum points',
        ['changed', '50 points per member and day', '80 points per member and day'],
        ['added', null, '200 points per member and week'],
      ],
      ['Locations', ['added', null, 'Berlin'], ['same', 'Vienna', 'Vienna']],
    ]);
    expect(changed({ places: [] })).toEqual([['Locations', ['changed', 'Vienna', 'everywhere']]]);
  });

  it('what a rule gives and on which goods are two fields', () => {
    expect(changed({ effect: { kind: 'multiplier', times: 3, where: books } })).toEqual([
      ['Effect', ['changed', 'Members get double points on goods.', 'Members get triple points on goods.']],
    ]);
    const music: Condition = { fact: 'line.category', op: 'is', value: 'Music' };
    expect(changed({ effect: { kind: 'multiplier', times: 2, where: music } })).toEqual([
      [
        'Which goods',
        ['same', 'Only some goods', 'Only some goods'],
        ['changed', 'Category is Books', 'Category is Music'],
      ],
    ]);
  });
});

describe('which versions are compared', () => {
  const asked = (query = '') => new URLSearchParams(query);
  it('the draft with the live one, else the last two', () => {
    expect(comparedPair([5, 4, 3, 2, 1], 2, asked())).toEqual({ before: 2, after: 5 });
    expect(comparedPair([5, 4, 3, 2, 1], 5, asked())).toEqual({ before: 4, after: 5 });
    expect(comparedPair([2, 1], null, asked())).toEqual({ before: 1, after: 2 });
    expect(comparedPair([1], 1, asked())).toBeNull();
  });
  it('those of the address, unless there are none like that', () => {
    expect(comparedPair([3, 2, 1], 3, asked('before=1&after=2'))).toEqual({ before: 1, after: 2 });
    expect(comparedPair([3, 2, 1], 3, asked('before=9&after=x'))).toEqual({ before: 2, after: 3 });
  });
});

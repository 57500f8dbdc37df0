import { describe, expect, it } from 'vitest';
import type { Person } from '../../platform/privacy/personal-data.ts';
import { needlesOf, personalPlaces } from './named-lines.ts';

const person = (known: Partial<Person>): Person => ({
  memberId: 'm',
  accountId: null,
  emails: [],
  phones: [],
  numbers: [],
  name: null,
  things: [],
  ...known,
});
const textsOf = (known: Partial<Person>, part = 'whole'): string[] =>
  needlesOf([person(known)]).flatMap((needle) => (needle.part === part ? [needle.text] : []));

describe('the identifiers of a member in a line', () => {
  it('are address and phone, with and without the country code', () => {
    expect(textsOf({ emails: ['anna@member.example'] })).toEqual(['anna@member.example']);
    const phones = textsOf({ phones: ['+43 660 1239876'] });
    expect(phones).toEqual(expect.arrayContaining(['436601239876', '6601239876', '1239876', '239876']));
    // An ending begins with no zero, as a cell does once its zeros are gone; less than six digits say nobody.
    expect(phones).not.toContain('01239876');
    expect(phones).not.toContain('39876');
  });

  it('are both names, in one cell in either order, or in two cells', () => {
    const name = { first: ' Anna ', last: 'van der  Berg' };
    expect(textsOf({ name })).toEqual(['anna van der berg', 'van der berg anna', 'van der berg, anna']);
    expect([textsOf({ name }, 'first'), textsOf({ name }, 'last')]).toEqual([['anna'], ['van der berg']]);
  });

  it('do not include a single name, because many members share it', () => {
    expect(needlesOf([person({ name: null, emails: [] })])).toEqual([]);
  });

  it('include a short number only if it can be that of a person', () => {
    const needles = needlesOf([person({ numbers: ['471199', '4021000012345678'] })]);
    expect(needles.find(({ text }) => text === '471199')?.anywhere).toBe(false);
    expect(needles.find(({ text }) => text === '4021000012345678')?.anywhere).toBe(true);
    const columns = { receipt: 'Bon', card: 'Karte', amount: ['Summe', 'Betrag'] };
    expect(personalPlaces(['Bon', 'Karte', 'Notiz', 'Betrag'], { columns })).toEqual([2, 3]);
  });
});

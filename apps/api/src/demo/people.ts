import type { Language } from '@regulars/contracts';
import { dayMs } from '@regulars/loyalty';
import type { NewMember } from '../features/members/index.ts';
import type { Random } from './random.ts';

const given: Record<Language, readonly string[]> = {
  de: [
    'Anna',
    'Lena',
    'Mira',
    'Sophie',
    'Jonas',
    'Felix',
    'Paul',
    'Clara',
    'Emil',
    'Ida',
    'Lukas',
    'Marie',
    'Greta',
    'Theo',
    'Johanna',
    'David',
    'Elias',
    'Nora',
    'Moritz',
    'Helena',
    'Karl',
    'Frieda',
    'Anton',
    'Ruth',
    'Valentin',
    'Maja',
    'Oskar',
    'Lotte',
    'Simon',
    'Katharina',
  ],
  en: [
    'Alice',
    'Tom',
    'Grace',
    'Oliver',
    'Ruby',
    'Harry',
    'Zoe',
    'Sam',
    'Maya',
    'Leo',
    'Ella',
    'Noah',
    'Amara',
    'Finn',
    'Isla',
    'Kofi',
  ],
  cs: [
    'Petra',
    'Tomáš',
    'Jana',
    'Jiří',
    'Kateřina',
    'Ondřej',
    'Tereza',
    'Lukáš',
    'Markéta',
    'Vojtěch',
    'Barbora',
    'Matěj',
    'Zuzana',
    'Štěpán',
    'Eliška',
    'Radek',
    'Lucie',
    'Václav',
    'Anežka',
    'Dušan',
  ],
};
const family: Record<Language, readonly string[]> = {
  de: [
    'Gruber',
    'Huber',
    'Wagner',
    'Bauer',
    'Steiner',
    'Mayer',
    'Winter',
    'Sommer',
    'Lang',
    'Berger',
    'Fuchs',
    'Eder',
    'Fischer',
    'Schmid',
    'Koch',
    'Richter',
    'Klein',
    'Wolf',
    'Schröder',
    'Neumann',
    'Schwarz',
    'Zimmermann',
    'Krüger',
    'Hofmann',
    'Lehmann',
    'Köhler',
    'Pichler',
    'Moser',
    'Hofer',
    'Leitner',
  ],
  en: [
    'Carter',
    'Hughes',
    'Bennett',
    'Mensah',
    'Walsh',
    'Reid',
    'Foster',
    'Okafor',
    'Murray',
    'Shah',
    'Ellis',
    'Novak',
  ],
  cs: [
    'Novotný',
    'Dvořák',
    'Černý',
    'Procházka',
    'Kučera',
    'Veselý',
    'Horák',
    'Němec',
    'Pokorný',
    'Marek',
    'Pospíšil',
    'Hájek',
    'Jelínek',
    'Král',
    'Růžička',
    'Beneš',
    'Fiala',
    'Sedláček',
    'Doležal',
    'Zeman',
  ],
};

export type Temper = 'devoted' | 'regular' | 'occasional' | 'one-timer' | 'lapsed';

/** A member of the demo: the record and the shopping habits. */
export interface Person {
  readonly member: NewMember & { readonly id: string; readonly joinedAt: Date };
  readonly temper: Temper;
  readonly home: string;
  readonly taste: 'coffee' | 'books' | 'both';
}

const languageAt: Record<string, readonly (readonly [Language, number])[]> = {
  'vienna-1': [
    ['de', 88],
    ['en', 9],
    ['cs', 3],
  ],
  'berlin-1': [
    ['de', 76],
    ['en', 22],
    ['cs', 2],
  ],
  'prague-1': [
    ['cs', 84],
    ['en', 12],
    ['de', 4],
  ],
  online: [
    ['de', 80],
    ['en', 12],
    ['cs', 8],
  ],
};

/** `count` people who joined within `days` before `now`, more of them recently. */
export const makePeople = (
  random: Random,
  count: number,
  days: number,
  now: number,
  newId: () => string,
): Person[] => Array.from({ length: count }, (_, index) => makePerson(random, index, days, now, newId));

const makePerson = (
  random: Random,
  index: number,
  days: number,
  now: number,
  newId: () => string,
): Person => {
  const home = random.weighted<string>([
    ['vienna-1', 40],
    ['berlin-1', 27],
    ['prague-1', 20],
    ['online', 13],
  ] as const);
  const language = random.weighted<Language>(languageAt[home] ?? [['en', 1]]);
  const firstName = random.pick(given[language]);
  const lastName = surname(language, firstName, random.pick(family[language]));
  const joinedAt = new Date(
    now - Math.floor((1 - Math.sqrt(1 - random.next() * 0.97)) * days * dayMs) - dayMs,
  );
  return {
    home,
    temper: random.weighted<Temper>([
      ['regular', 22],
      ['occasional', 40],
      ['one-timer', 20],
      ['lapsed', 18],
    ] as const),
    taste: random.weighted<Person['taste']>([
      ['coffee', 50],
      ['books', 15],
      ['both', 35],
    ] as const),
    member: {
      id: newId(),
      joinedAt,
      joinedLocation: home,
      firstName,
      lastName,
      language,
      ...(random.chance(0.86)
        ? { email: `${plain(firstName)}.${plain(lastName)}.${index}@example.org` }
        : {}),
      ...(random.chance(0.4) ? { phone: `+43660${String(1_000_000 + index)}` } : {}),
      ...(random.chance(0.55) ? { birthday: birthday(random) } : {}),
      consents: [
        { purpose: 'terms', granted: true, version: 1 },
        { purpose: 'newsletter', granted: random.chance(0.62) },
        { purpose: 'personalisation', granted: random.chance(0.48) },
        // Without chance: it would change all people after this one.
        { purpose: 'tracking', granted: index % 4 > 0 },
        { purpose: 'surveys', granted: index % 9 < 5 },
      ],
    },
  };
};

const surname = (language: Language, firstName: string, name: string): string => {
  if (language !== 'cs' || !/[ae]$/.test(firstName)) return name;
  if (name.endsWith('ý')) return `${name.slice(0, -1)}á`;
  return `${name
    .replace(/([kc])$/, '$1')
    .replace(/ek$/, 'k')
    .replace(/ec$/, 'c')
    .replace(/a$/, '')}ová`;
};

const plain = (name: string): string =>
  name.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('ß', 'ss').toLowerCase();

/** Some do not tell the year. */
const birthday = (random: Random): string => {
  const year = random.between(1948, 2007);
  const [month, day] = [random.between(1, 12), random.between(1, 28)];
  const named = [month, day].map((part) => String(part).padStart(2, '0')).join('-');
  return `${year % 6 === 0 ? '-' : year}-${named}`;
};

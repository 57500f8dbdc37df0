import type { INestApplicationContext } from '@nestjs/common';
import type { Community } from '@regulars/contracts';
import { dayMs } from '@regulars/loyalty';
import { PastCommunities, type PastCommunityMember } from '../features/communities/index.ts';
import { Tiers } from '../features/tiers/index.ts';
import { toInstant } from '../platform/clock.ts';
import { nicknameOf } from './nicknames.ts';
import type { Person } from './people.ts';

/** A community of the demo with its members, so that others can let them write and meet. */
export interface DemoCommunity {
  readonly key: keyof typeof contents;
  readonly community: Community;
  readonly members: readonly PastCommunityMember[];
}

const texts = (de: string, en: string, cs: string) => ({ de, en, cs });
const open = { state: 'open', rules: null, audience: null } as const;

const contents = {
  mornings: {
    ...open,
    name: texts('Langsame Morgen', 'Slow Mornings', 'Pomalá rána'),
    description: texts('Filterkaffee zu Hause', 'Filter at home', 'Filtrovaná káva doma'),
    picture: 'cup',
    colour: 'ember',
    entry: 'open',
    interests: ['filter-coffee'],
  },
  books: {
    ...open,
    name: { cs: 'Čtenářský kruh Praha', de: 'Lesekreis Prag', en: 'Prague book circle' },
    description: {
      cs: 'Jednou za měsíc jedna kniha. Píšeme a mluvíme česky.',
      de: 'Einmal im Monat ein Buch. Wir schreiben und sprechen Tschechisch.',
      en: 'One book a month. We write and talk in Czech.',
    },
    rules: {
      cs: '## Jak se potkáváme\n\n- Knihu vybíráme hlasováním.\n- Kdo nedočetl, je vítán také.\n- **Pozor na prozrazení konce**: do pátku po setkání jen s upozorněním.\n\nBuďte laskaví, i když se vám kniha nelíbila.',
    },
    picture: 'book',
    colour: 'ocean',
    entry: 'request',
    interests: ['reading'],
  },
  barista: {
    ...open,
    name: texts('Barista-Runde', 'Barista talk', 'Řeči baristů'),
    description: texts(
      'Mahlgrad, Wasser, Druck: für alle, die es genau wissen wollen.',
      'Grind, water, pressure: for those who want to know exactly.',
      'Hrubost, voda, tlak: pro ty, kdo to chtějí vědět přesně.',
    ),
    picture: 'sparkles',
    colour: 'forest',
    entry: 'request',
    interests: ['espresso', 'filter-coffee'],
  },
} as const;

/** Messages of members who wait to be let in. */
const requests = [
  'Ich habe seit drei Jahren einen Siebträger und lerne jeden Tag dazu.',
  'I run the tiny bar at our office and would love to talk about water.',
  'Chci se naučit latte art, zatím umím jen mrak.',
];

/** Numbers nicknames, so that each of a language is given once. */
class Names {
  readonly #given = new Map<string, string>();
  readonly #counts = { de: 0, en: 0, cs: 0 };

  of({ member: { id, language } }: Person): string {
    const known = this.#given.get(id);
    if (known !== undefined) return known;
    const name = nicknameOf(language, this.#counts[language]++);
    this.#given.set(id, name);
    return name;
  }
}

/** Opens the three communities of Morgenrot. The member of the demo's sign-in is in two of them, and moderates one. */
export const openCommunities = async (
  app: INestApplicationContext,
  people: readonly Person[],
  now: number,
): Promise<DemoCommunity[]> => {
  const [anna, ...others] = people;
  const names = new Names();
  const enter = (person: Person, index: number, more: Partial<PastCommunityMember> = {}) => ({
    memberId: person.member.id,
    nickname: person === anna ? 'Anna K.' : names.of(person),
    // Members choose by themselves whether they are listed: here each third one did.
    listed: person === anna || index % 3 === 0,
    state: 'member' as const,
    role: index === 0 ? ('owner' as const) : index === 1 ? ('moderator' as const) : ('member' as const),
    hears: index % 5 === 0 ? ('watching' as const) : ('following' as const),
    message: null,
    since: toInstant(
      new Date(Math.max(person.member.joinedAt.getTime() + dayMs, now - (300 - index / 2) * dayMs)),
    ),
    ...more,
  });
  const loyal = others.filter(({ temper }) => temper === 'regular');
  const drinkers = loyal.filter(({ taste }) => taste !== 'books');
  const readers = loyal.filter(
    ({ taste, home, member }) => taste !== 'coffee' && home === 'prague-1' && member.language === 'cs',
  );
  const [, second] = await app.get(Tiers).catalogue();
  const past = app.get(PastCommunities);
  const own = anna ? [anna] : [];
  const mornings = [...drinkers.slice(0, 2), ...own, ...others.filter(inMornings)].filter(once).slice(0, 412);
  const barista = drinkers.slice(2, 45);
  const asking = drinkers.slice(45, 45 + requests.length);
  const made = {
    mornings: mornings.map((person, index) => enter(person, index)),
    books: readers.map((person, index) => enter(person, index)),
    barista: [
      ...barista.slice(0, 1).map((person) => enter(person, 0)),
      ...own.map((person) => enter(person, 1)),
      ...barista.slice(1).map((person, index) => enter(person, index + 2)),
      ...asking.map((person, index) =>
        enter(person, index + 2, {
          state: 'asked',
          message: requests[index] ?? null,
          since: toInstant(new Date(now - (index + 1) * dayMs)),
        }),
      ),
    ],
  };
  const forSome = second ? { fact: 'member.tier' as const, op: 'at-least' as const, value: second.id } : null;
  const opened: DemoCommunity[] = [];
  for (const key of ['mornings', 'books', 'barista'] as const) {
    const audience = key === 'barista' ? forSome : null;
    const community = await past.add(
      { ...contents[key], interests: [...contents[key].interests], audience },
      made[key],
    );
    opened.push({ key, community, members: made[key] });
  }
  return opened;
};

const inMornings = ({ taste, home }: Person, index: number): boolean =>
  taste !== 'books' && home !== 'online' && index % 2 === 0;

const once = <Item>(item: Item, index: number, all: readonly Item[]): boolean => all.indexOf(item) === index;

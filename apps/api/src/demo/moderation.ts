import type { INestApplicationContext } from '@nestjs/common';
import type { ReportReason } from '@regulars/contracts';
import { PastCases } from '../features/moderation/index.ts';
import { PastPosts, type PastPost } from '../features/posts/index.ts';
import type { DemoCommunity } from './communities.ts';

const minute = 60_000;
const hour = 60 * minute;

/** What members wrote that someone has to look at, by the club. */
const texts = {
  mornings: {
    cards:
      'Vergesst die Mühle. Gutscheinkarten von Morgenrot **−50 %**, nur heute! Schreibt mir oder geht auf https://morgenrot-cards.example, nur noch 20 Stück.',
    again: 'Noch einmal: Karten zum halben Preis auf https://morgenrot-cards.example',
    number: 'Sie verkauft ihre Mühle, ruft sie einfach an: ihre Nummer ist 0664 000 00 00.',
    first: 'Hallo in die Runde! Ich habe die Moka meiner Großmutter geerbt. Womit fange ich an?',
    unkind: 'Du hast offensichtlich nie in einer Bar gearbeitet.',
    link: 'Meinen Röstkalender findet ihr auf https://roestkalender.example',
  },
  books: {
    words: 'Ten konec byl podvod na čtenáře. Tolik stran a pak tohle.',
    date: 'Sejdeme se už v úterý, ne ve středu, jak píše oznámení.',
  },
} as const;

/** A queue as on a busy day: hidden by reports, personal data, a first post, a word, reports, an appeal. */
export const fillModeration = async (
  app: INestApplicationContext,
  communities: readonly DemoCommunity[],
  now: number,
): Promise<void> => {
  const ago = (ms: number): Date => new Date(now - ms);
  const past = app.get(PastCases);
  /** From the end: the first ones lead, and write in other parts of the demo. */
  const placeOf = (key: DemoCommunity['key']) => {
    const found = communities.find((each) => each.key === key);
    const ids = (found?.members ?? [])
      .filter(({ state, nickname }) => state === 'member' && nickname !== 'Anna K.')
      .map(({ memberId }) => memberId)
      .reverse();
    return {
      communityId: found?.community.id ?? '',
      member: (at: number): string => ids[at % ids.length] ?? '',
    };
  };
  const mornings = placeOf('mornings');
  const books = placeOf('books');
  const post = (
    { communityId }: Pick<PastPost, 'communityId'>,
    authorId: string,
    source: string,
    before: number,
  ): PastPost => ({
    ...{ communityId, authorId, source, createdAt: ago(before), kind: 'post', title: null },
    ...{ isPinned: false, comments: [], answer: null, hearts: [], pictures: [], poll: null, interests: [] },
  });
  const said = (memberId: string, reason: ReportReason, text: string, before: number, trusted = false) => ({
    ...{ memberId, reason, text, trusted, at: ago(before) },
  });
  const of = (at: number): string => mornings.member(at);
  const reader = (at: number): string => books.member(at);

  const written = texts.mornings;
  await app
    .get(PastPosts)
    .add([
      post(mornings, of(0), written.again, 31 * minute),
      post(mornings, of(0), written.cards, 12 * minute),
      post(mornings, of(1), written.number, 50 * minute),
      post(mornings, of(2), written.first, hour),
      post(books, reader(0), texts.books.words, 2 * hour),
      post(mornings, of(3), written.unkind, 4 * hour),
      post(mornings, of(4), written.link, 60 * hour),
      post(books, reader(1), texts.books.date, 22 * hour),
    ]);
  await past.add({
    ...{ authorId: of(0), cause: 'reported', words: [], state: 'hidden', at: ago(11 * minute) },
    reports: [
      said(of(10), 'spam', '', 11 * minute, true),
      said(of(11), 'fraud', 'Verlangt Geld für unsere Karten', 9 * minute, true),
      said(of(12), 'spam', '', 8 * minute, true),
    ],
  });
  await past.add({
    ...{ authorId: of(1), cause: 'reported', words: [], state: 'shown', at: ago(38 * minute) },
    reports: [said(of(13), 'personal-data', 'Das ist ihre private Nummer', 38 * minute)],
  });
  const held = { state: 'held', reports: [] } as const;
  await past.add({ ...held, authorId: of(2), cause: 'first-posts', words: [], at: ago(hour) });
  await past.add({ ...held, authorId: reader(0), cause: 'word-list', words: ['podvod*'], at: ago(2 * hour) });
  await past.add({
    ...{ authorId: of(3), cause: 'reported', words: [], state: 'shown', at: ago(3 * hour) },
    reports: [said(of(14), 'insult', 'Das ist unfreundlich', 3 * hour)],
  });
  await past.add({
    ...{ authorId: reader(1), cause: 'reported', words: [], state: 'shown', at: ago(20 * hour) },
    reports: [said(reader(2), 'other', 'Datum je špatně', 20 * hour)],
  });
  await past.addAppeal({
    ...{ authorId: of(4), reason: 'In Clubs werben wir nicht für andere Seiten.', decidedAt: ago(50 * hour) },
    appeal: 'Das ist keine Werbung. Der Kalender ist kostenlos, und ihr habt selbst danach gefragt.',
    at: ago(19 * hour),
  });
};

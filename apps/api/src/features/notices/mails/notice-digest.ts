import type { Language, NoticeKind } from '@regulars/contracts';
import { button, text, type MailPart, type Template } from '../../../platform/mail/index.ts';
import type { DigestItem } from '../digest-parts.ts';

export interface NoticeDigestData {
  readonly name: string;
  readonly every: 'day' | 'week';
  /** How many notices of each kind are unread. */
  readonly unread: readonly { readonly kind: NoticeKind; readonly notices: number }[];
  readonly items: readonly DigestItem[];
  /** The page with the notices, and the one to choose them and this mail. */
  readonly link: string;
  readonly settings: string;
}

const kinds: Readonly<Record<Language, Readonly<Record<NoticeKind, string>>>> = {
  de: {
    mention: 'Erwähnungen',
    reply: 'Antworten',
    announcement: 'Ankündigungen',
    'new-post': 'Neue Beiträge',
    membership: 'Mitgliedschaft in Clubs',
    moderation: 'Entscheidungen der Moderation',
    gathering: 'Treffen',
    'product-test': 'Produkttests',
    points: 'Punkte und Status',
    offer: 'Angebote',
  },
  en: {
    mention: 'Mentions',
    reply: 'Replies',
    announcement: 'Announcements',
    'new-post': 'New posts',
    membership: 'Membership of clubs',
    moderation: 'Decisions of moderators',
    gathering: 'Gatherings',
    'product-test': 'Product tests',
    points: 'Points and tiers',
    offer: 'Offers',
  },
  cs: {
    mention: 'Zmínky',
    reply: 'Odpovědi',
    announcement: 'Novinky týmu',
    'new-post': 'Nové příspěvky',
    membership: 'Členství v klubech',
    moderation: 'Rozhodnutí moderátorů',
    gathering: 'Setkání',
    'product-test': 'Testování produktů',
    points: 'Body a úrovně',
    offer: 'Nabídky',
  },
};

const some = (rows: readonly (readonly [string, string])[], intro: string): MailPart[] =>
  rows.length === 0 ? [] : [text(intro), { kind: 'rows', rows }];

/** To a member who chose it. What others wrote stays in the portal, but for the titles of posts. */
export const noticeDigest: Template<NoticeDigestData> = (data, { language, brand }) => {
  const { name, every, unread, items, link, settings } = data;
  const daily = every === 'day';
  const counts = unread.map(({ kind, notices }) => [kinds[language][kind], String(notices)] as const);
  const posts = items.map(({ title, from }) => [title, from] as const);
  return {
    de: {
      subject: daily ? `Dein Tag bei ${brand.name}` : `Deine Woche bei ${brand.name}`,
      preview: 'Was es Neues für dich gibt.',
      title: `Hallo ${name}`,
      parts: [
        ...some(counts, 'Das hast du noch nicht gelesen:'),
        ...some(posts, 'Darüber wird in deinen Clubs gesprochen:'),
        button('Mitteilungen lesen', link),
        text(`Wie oft diese E-Mail kommt, wählst du hier: ${settings}`),
      ],
      reason: `Du bekommst diese E-Mail, weil du bei ${brand.name} eine Zusammenfassung deiner Mitteilungen gewählt hast.`,
    },
    en: {
      subject: daily ? `Your day at ${brand.name}` : `Your week at ${brand.name}`,
      preview: 'What is new for you.',
      title: `Hello ${name}`,
      parts: [
        ...some(counts, 'You have not read these yet:'),
        ...some(posts, 'What your clubs talk about:'),
        button('Read my notifications', link),
        text(`Choose here how often this e-mail comes: ${settings}`),
      ],
      reason: `You get this e-mail because you chose a summary of your notifications at ${brand.name}.`,
    },
    cs: {
      subject: daily ? `Váš den v klubu ${brand.name}` : `Váš týden v klubu ${brand.name}`,
      preview: 'Co je pro vás nového.',
      title: `Zpráva pro: ${name}`,
      parts: [
        ...some(counts, 'Tohle jste ještě nečetli:'),
        ...some(posts, 'O čem se ve vašich klubech mluví:'),
        button('Přečíst oznámení', link),
        text(`Jak často tento e-mail chodí, si vyberete zde: ${settings}`),
      ],
      reason: `Tento e-mail dostáváte, protože jste si v klubu ${brand.name} vybrali souhrn oznámení.`,
    },
  }[language];
};

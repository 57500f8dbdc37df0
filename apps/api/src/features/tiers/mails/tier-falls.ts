import type { TierMeasure } from '@regulars/loyalty';
import { button, calendarDay, text, type Reading, type Template } from '../../../platform/mail/index.ts';

export interface TierFallsData {
  readonly name: string;
  /** The page with the member's tier. */
  readonly link: string;
  /** In the reader's language. */
  readonly tier: string;
  /** The tier below; null without one. */
  readonly below: string | null;
  /** What keeps the tier. */
  readonly missing: number;
  /** What that is; status credit if absent. */
  readonly measure?: TierMeasure;
  /** The last day with the tier, `YYYY-MM-DD` in the club's calendar. */
  readonly lastDay: string;
}

/** To a member whose tier falls unless more is earned. */
export const tierFalls: Template<TierFallsData> = (
  { name, link, tier, below, missing, measure = 'credit', lastDay },
  reading,
) => {
  const { language, brand } = reading;
  const day = calendarDay(lastDay, reading);
  const points = countOf(missing, measure, reading);
  return {
    de: {
      subject: `So behältst du ${tier}`,
      preview: `Sammle bis ${day} noch ${points}.`,
      title: `Hallo ${name}`,
      parts: [
        text(`Deine Stufe ${tier} bei ${brand.name} gilt noch bis ${day}.`),
        text(`Sammle bis dahin noch ${points}, dann behältst du sie.`),
        text(
          below === null
            ? 'Sonst hast du danach keine Stufe mehr.'
            : `Sonst ist deine Stufe danach ${below}.`,
        ),
        button('Meine Stufe ansehen', link),
      ],
      reason: `Du bekommst diese E-Mail, weil du Mitglied bei ${brand.name} bist. Sie betrifft deine Stufe und ist keine Werbung.`,
    },
    en: {
      subject: `How to keep ${tier}`,
      preview: `Collect another ${points} by ${day}.`,
      title: `Hello ${name}`,
      parts: [
        text(`You have the tier ${tier} at ${brand.name} until ${day}.`),
        text(`Collect another ${points} by then to keep it.`),
        text(
          below === null
            ? 'Otherwise you will have no tier after that.'
            : `Otherwise your tier will then be ${below}.`,
        ),
        button('View my tier', link),
      ],
      reason: `You get this e-mail because you are a member of ${brand.name}. It is about your tier and is not advertising.`,
    },
    cs: {
      subject: `Jak si udržet úroveň ${tier}`,
      preview: `Nasbírejte do ${day} ještě ${points}.`,
      title: `Zpráva pro: ${name}`,
      parts: [
        text(`Vaše úroveň ${tier} v klubu ${brand.name} platí do ${day}.`),
        text(`Nasbírejte do té doby ještě ${points} a úroveň vám zůstane.`),
        text(
          below === null
            ? 'Jinak potom nebudete mít žádnou úroveň.'
            : `Jinak bude vaše úroveň potom ${below}.`,
        ),
        button('Zobrazit moji úroveň', link),
      ],
      reason: `Tento e-mail dostáváte, protože jste členem klubu ${brand.name}. Týká se vaší úrovně a není to reklama.`,
    },
  }[language];
};

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

const countedWords: Readonly<Record<TierMeasure, Readonly<Record<Reading['language'], Forms>>>> = {
  credit: {
    de: { one: 'Statuspunkt', other: 'Statuspunkte' },
    en: { one: 'status point', other: 'status points' },
    cs: { one: 'statusový bod', few: 'statusové body', many: 'statusového bodu', other: 'statusových bodů' },
  },
  visits: {
    de: { one: 'Besuch', other: 'Besuche' },
    en: { one: 'visit', other: 'visits' },
    cs: { one: 'návštěvu', few: 'návštěvy', many: 'návštěvy', other: 'návštěv' },
  },
  balance: {
    de: { one: 'Punkt', other: 'Punkte' },
    en: { one: 'point', other: 'points' },
    cs: { one: 'bod', few: 'body', many: 'bodu', other: 'bodů' },
  },
};

const countOf = (count: number, measure: TierMeasure, { language }: Reading): string => {
  const words = countedWords[measure][language];
  const word = words[new Intl.PluralRules(language).select(count)] ?? words.other;
  return `${new Intl.NumberFormat(language).format(count)} ${word}`;
};

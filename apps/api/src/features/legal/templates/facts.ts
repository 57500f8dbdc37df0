import type { Language, LegalFacts, PointsPolicy } from '@regulars/contracts';
import type { RetentionCountry } from '@regulars/loyalty';

/** What a template knows of the club. */
export interface ClubFacts extends LegalFacts {
  readonly club: string;
  readonly country: RetentionCountry;
  readonly expiry: PointsPolicy['expiry'];
  /** Days from the end of a membership to the erasure. */
  readonly profileDays: number;
  readonly noticeDays: number;
}

/** A template in one language. */
export type Writing = (facts: ClubFacts) => string;
export type Template = Readonly<Record<Language, Writing>>;

/** The fact, or a mark where a manager must write it. */
export const orMark = (fact: string, mark: string): string =>
  fact.replaceAll(/\s*\n\s*/g, ', ') || `[… ${mark}]`;

/** A line of a list, only if the fact is known. */
export const lineOf = (label: string, fact: string): string => (fact ? `- ${label}: ${fact}\n` : '');

const czechMonths: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> = { one: 'měsíc', few: 'měsíce' };

const czechDays: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> = { one: 'den', few: 'dny' };

const months = (count: number): Record<Language, string> => ({
  de: count === 1 ? 'einen Monat' : `${count} Monate`,
  en: count === 1 ? 'one month' : `${count} months`,
  cs: `${count} ${czechMonths[new Intl.PluralRules('cs').select(count)] ?? 'měsíců'}`,
});

const days = (count: number): Record<Language, string> => ({
  de: count === 1 ? 'einen Tag' : `${count} Tage`,
  en: count === 1 ? 'one day' : `${count} days`,
  cs: `${count} ${czechDays[new Intl.PluralRules('cs').select(count)] ?? 'dní'}`,
});

/** When points expire, by the club's settings. */
export const expiryWords = ({ expiry }: ClubFacts, language: Language): string => {
  const words: Record<ClubFacts['expiry']['kind'], Record<Language, string>> = {
    none: {
      de: 'Deine Punkte verfallen nicht, solange du Mitglied bist.',
      en: 'Your points do not expire while you are a member.',
      cs: 'Dokud jste členem, platnost bodů nekončí.',
    },
    'rolling-months': {
      de: `Punkte verfallen ${'months' in expiry ? months(expiry.months).de : ''} nach dem Einkauf, für den du sie bekommen hast.`,
      en: `Points expire ${'months' in expiry ? months(expiry.months).en : ''} after the purchase that you got them for.`,
      cs: `Platnost bodů končí ${'months' in expiry ? months(expiry.months).cs : ''} po nákupu, za který jste je získali.`,
    },
    'rolling-days': {
      de: `Punkte verfallen ${'days' in expiry ? days(expiry.days).de : ''} nach dem Einkauf, für den du sie bekommen hast.`,
      en: `Points expire ${'days' in expiry ? days(expiry.days).en : ''} after the purchase that you got them for.`,
      cs: `Platnost bodů končí ${'days' in expiry ? days(expiry.days).cs : ''} po nákupu, za který jste je získali.`,
    },
    inactivity: {
      de: `Punkte verfallen, wenn du ${'months' in expiry ? months(expiry.months).de : ''} lang nichts bei uns kaufst.`,
      en: `Points expire if you buy nothing from us for ${'months' in expiry ? months(expiry.months).en : ''}.`,
      cs: `Platnost bodů skončí, pokud u nás ${'months' in expiry ? months(expiry.months).cs : ''} nic nekoupíte.`,
    },
    'fixed-date': {
      de: `Punkte verfallen jedes Jahr am ${'day' in expiry ? `${expiry.day}.\u00a0${expiry.month}.` : ''}`,
      en: `Points expire every year on ${'day' in expiry ? `${expiry.day}/${expiry.month}` : ''} (day/month).`,
      cs: `Platnost bodů končí každý rok ${'day' in expiry ? `${expiry.day}.\u00a0${expiry.month}.` : ''}`,
    },
  };
  return words[expiry.kind][language];
};

import type { Language, Sentence } from '../words.ts';
import type { NotCounted } from './kinds/index.ts';

const reasons: Readonly<Record<NotCounted, Sentence<void>>> = {
  'condition-not-met': {
    en: () => 'The condition was not met',
    de: () => 'Die Bedingung war nicht erfüllt',
    cs: () => 'Podmínka nebyla splněna',
  },
  'no-such-goods': {
    en: () => 'Nothing in it counts here',
    de: () => 'Nichts davon zählt hier',
    cs: () => 'Nic z nákupu se sem nepočítá',
  },
  'same-day': {
    en: () => 'Only one stamp a day',
    de: () => 'Nur ein Stempel pro Tag',
    cs: () => 'Jen jedno razítko denně',
  },
  'already-filled': {
    en: () => 'Already completed',
    de: () => 'Schon geschafft',
    cs: () => 'Už splněno',
  },
  'other-currency': {
    en: () => 'Another currency',
    de: () => 'Andere Währung',
    cs: () => 'Jiná měna',
  },
};

const returned: Sentence<void> = {
  en: () => 'What counted was returned',
  de: () => 'Was gezählt hatte, wurde zurückgegeben',
  cs: () => 'Co se počítalo, bylo vráceno',
};

/** Why a purchase does not count; null if it does. */
export const notCountedSentence = (
  { reason, counted }: { readonly reason: NotCounted | null; readonly counted: number },
  language: Language,
): string | null => {
  if (reason !== null) return reasons[reason][language]();
  return counted === 0 ? returned[language]() : null;
};

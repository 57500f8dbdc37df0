import type { Language, LegalKind } from '@regulars/contracts';

/** What each legal text is called at the foot of mails. */
export const legalNames: Readonly<Record<LegalKind, Readonly<Record<Language, string>>>> = {
  terms: { de: 'Teilnahmebedingungen', en: 'Terms', cs: 'Podmínky členství' },
  privacy: { de: 'Datenschutz', en: 'Privacy', cs: 'Ochrana údajů' },
  imprint: { de: 'Impressum', en: 'Imprint', cs: 'Provozovatel' },
  contact: { de: 'Kontakt', en: 'Contact', cs: 'Kontakt' },
  accessibility: { de: 'Barrierefreiheit', en: 'Accessibility', cs: 'Přístupnost' },
};

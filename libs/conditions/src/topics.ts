import type { Texts } from './values.ts';

/** A part of the facts of a member. */
export type Topic = 'habits' | 'benefits' | 'together';

export const topicTexts: Readonly<Record<Topic, Texts>> = {
  habits: { de: 'Gewohnheiten des Mitglieds', en: 'Habits of the member', cs: 'Zvyky člena' },
  benefits: { de: 'Vorteile des Mitglieds', en: 'Benefits of the member', cs: 'Výhody člena' },
  together: { de: 'Mitmachen im Club', en: 'Taking part in the club', cs: 'Zapojení v\u00a0klubu' },
};

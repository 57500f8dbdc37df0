import { numberIn, type Language, type Sentence } from '../words.ts';
import type { NotPayable } from './points-paid.ts';

type Kind = NotPayable['kind'];
type OfKind<K extends Kind> = Extract<NotPayable, { kind: K }>;
type Told<K extends Kind> = OfKind<K> & { readonly language: Language };

const points = (language: Language, count: number): string => numberIn(language, count);

const sentences: { readonly [K in Kind]: Sentence<Told<K>> } = {
  'needs-member': {
    en: () => 'Only members can pay with points.',
    de: () => 'Nur Mitglieder können mit Punkten bezahlen.',
    cs: () => 'Body mohou platit jen členové.',
  },
  'not-offered': {
    en: () => 'Points do not pay anything here.',
    de: () => 'Hier kann man nicht mit Punkten bezahlen.',
    cs: () => 'Tady se body platit nedá.',
  },
  'other-currency': {
    en: () => 'Points do not pay in this currency.',
    de: () => 'In dieser Währung kann man nicht mit Punkten bezahlen.',
    cs: () => 'V\u00a0této měně se body platit nedá.',
  },
  balance: {
    en: ({ language, available }) => `The member has only ${points(language, available)} points.`,
    de: ({ language, available }) => `Das Mitglied hat nur ${points(language, available)} Punkte.`,
    cs: ({ language, available }) => `Na\u00a0účtu člena je jen tolik bodů: ${points(language, available)}.`,
  },
  'too-few': {
    en: ({ language, least }) => `From ${points(language, least)} points on, members can pay with points.`,
    de: ({ language, least }) => `Bezahlen kann man erst ab ${points(language, least)} Punkten.`,
    cs: ({ language, least }) => `Body lze platit až od\u00a0tohoto počtu: ${points(language, least)}.`,
  },
  'too-many': {
    en: ({ language, most }) =>
      most === 0
        ? 'Nothing of this purchase can be paid with points.'
        : `For this purchase, ${points(language, most)} points are the most.`,
    de: ({ language, most }) =>
      most === 0
        ? 'Von diesem Einkauf lässt sich nichts mit Punkten bezahlen.'
        : `Für diesen Einkauf sind höchstens ${points(language, most)} Punkte möglich.`,
    cs: ({ language, most }) =>
      most === 0
        ? 'Z\u00a0tohoto nákupu nejde body zaplatit nic.'
        : `Na\u00a0tento nákup lze použít nejvýše tolik bodů: ${points(language, most)}.`,
  },
  step: {
    en: ({ language, step }) => `Points are paid in steps of ${points(language, step)}.`,
    de: ({ language, step }) => `Punkte zahlt man in Schritten von ${points(language, step)}.`,
    cs: ({ language, step }) => `Body se platí po\u00a0násobcích čísla ${points(language, step)}.`,
  },
};

/** Why so many points cannot be paid, to read aloud. */
export const notPayableSentence = <K extends Kind>(because: OfKind<K>, language: Language): string =>
  sentences[because.kind][language]({ ...because, language });

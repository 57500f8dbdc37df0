import type { ScoreGroup, Texts } from '@regulars/contracts';
import { usualGroups } from '@regulars/loyalty';

const names = {
  champions: { de: 'Champions', en: 'Champions', cs: 'Šampioni' },
  loyal: { de: 'Treue', en: 'Loyal', cs: 'Věrní' },
  'cannot-lose': { de: 'Nicht verlieren', en: "Can't lose", cs: 'Nesmíme ztratit' },
  'at-risk': { de: 'Gefährdet', en: 'At risk', cs: 'V ohrožení' },
  'big-baskets': { de: 'Große Einkäufe', en: 'Big baskets', cs: 'Velké nákupy' },
  promising: { de: 'Vielversprechend', en: 'Promising', cs: 'Nadějní' },
  new: { de: 'Neu', en: 'New', cs: 'Noví' },
  'needs-attention': { de: 'Brauchen Aufmerksamkeit', en: 'Need attention', cs: 'Potřebují pozornost' },
  hibernating: { de: 'Im Winterschlaf', en: 'Hibernating', cs: 'Spící' },
  lost: { de: 'Verloren', en: 'Lost', cs: 'Ztracení' },
} as const satisfies Record<(typeof usualGroups)[number]['key'], Texts>;

/** The groups of a club that has not changed them, with their names. */
export const namedUsualGroups: readonly ScoreGroup[] = usualGroups.map(({ key, ...ranges }) => ({
  key,
  name: names[key],
  recency: [...ranges.recency],
  frequency: [...ranges.frequency],
  monetary: [...ranges.monetary],
}));

import { appealUntil, isUndoable } from '@regulars/loyalty';
import type { DecisionRow } from './decisions.repository.ts';

/** A stored decision as the rules about undoing and appealing take it. */
export const decisionThen = (row: DecisionRow): Parameters<typeof isUndoable>[0] => ({
  at: row.at.getTime(),
  isUndone: row.undone_at !== null,
  restricts: row.text_decision !== 'leave' || row.author_decision !== 'none',
  isAppealed: row.appealed_at !== null,
});

/** Until when its author can appeal; null if not. */
export const appealableUntil = (row: DecisionRow, days: number, now: number): Date | null => {
  const until = appealUntil(decisionThen(row), days, now);
  return until === null ? null : new Date(until);
};

import type { ScoreRun } from '@regulars/contracts';
import type { Cut, RfmCuts } from '@regulars/loyalty';
import { toInstant } from '../../platform/clock.ts';
import { keptSettings } from './kept-run.ts';
import type { StoredRun } from './score-runs.repository.ts';

const shownCut = ({ whole, fifths }: Cut): number => whole + fifths / 5;

export const shownCuts = ({ recency, frequency, monetary }: RfmCuts): Record<keyof RfmCuts, number[]> => ({
  recency: recency.map(shownCut),
  frequency: frequency.map(shownCut),
  monetary: monetary.map(shownCut),
});

/** Members are looked at three times: for their values, for their scores, and to tell conditions. */
const progressOf = ({ state, staged, scored, told, buyers }: StoredRun): ScoreRun['progress'] => {
  const total = buyers === null ? null : staged + buyers + staged;
  return { done: state === 'done' && total !== null ? total : staged + scored + told, total };
};

export const shownRun = (row: StoredRun): ScoreRun => ({
  id: row.id,
  state: row.state,
  outcome: row.outcome,
  current: row.is_current,
  asOf: toInstant(row.as_of),
  startedAt: toInstant(row.as_of),
  finishedAt: row.finished_at && toInstant(row.finished_at),
  progress: progressOf(row),
  settings: keptSettings(row.settings),
  currency: row.currency,
  buyers: row.buyers,
  value: row.value,
  unconverted: row.unconverted,
});

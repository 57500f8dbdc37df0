import type { ScoreRun } from '@regulars/contracts';
import type { RfmCuts, Score, ValueClass } from '@regulars/loyalty';
import type { KeptSettings, Tenth } from './kept-run.ts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, scores from 1 to 5. */
export type Columns = {
  'score_runs.state': ScoreRun['state'];
  'score_runs.phase': 'staging' | 'cutting' | 'scoring';
  'score_runs.outcome': NonNullable<ScoreRun['outcome']>;
  'score_runs.settings': KeptSettings;
  'score_runs.cuts': RfmCuts;
  'score_runs.tenths': readonly Tenth[];
  'member_scores.recency': Score;
  'member_scores.frequency': Score;
  'member_scores.monetary': Score;
  'member_scores.class': ValueClass;
  'score_counts.recency': Score;
  'score_counts.frequency': Score;
  'score_counts.monetary': Score;
  'score_counts.class': ValueClass;
  'member-scores-list:name': string;
  'score-tenths:value': number;
  'score-tenths:members': number;
  'score-values-page:id': string;
};

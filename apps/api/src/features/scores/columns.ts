import type { ScoreRun } from '@regulars/contracts';
import type { RfmCuts, Score, ValueClass } from '@regulars/loyalty';
import type { StoredSettings, Tenth, ToldOwn } from './kept-run.ts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, scores from 1 to 5. */
export type Columns = {
  'score_runs.state': ScoreRun['state'];
  'score_runs.phase': 'staging' | 'cutting' | 'scoring' | 'telling';
  'score_runs.outcome': NonNullable<ScoreRun['outcome']>;
  'score_runs.settings': StoredSettings;
  'score_settings_versions.settings': StoredSettings;
  'member_scored.own': ToldOwn;
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
  'member-scores-list:own': ToldOwn | null;
  'own-score-best:name': string;
  'own-score-examples:name': string;
  'score-tenths:value': number;
  'score-tenths:members': number;
  'score-values-page:id': string;
};

import type { BackTest, RuleContent } from '@regulars/contracts';
import type { PersonHistory, ReplayFigures } from '@regulars/loyalty';

/** A member with a large change. */
export type ChangedMember = ReplayFigures['winners']['top'][number];
type WithoutNames<T extends { readonly top: unknown }> = Omit<T, 'top'>;

/** The result without members, and what a point was worth. */
export interface StoredFigures extends Omit<ReplayFigures, 'winners' | 'losers' | 'conditions'> {
  readonly winners: WithoutNames<ReplayFigures['winners']>;
  readonly losers: WithoutNames<ReplayFigures['losers']>;
  /** Absent in back-tests of earlier versions. */
  readonly conditions?: ReplayFigures['conditions'];
  readonly currency: string;
  /** Thousandths of a minor unit. */
  readonly pointValue: number;
}

export interface BackTestRow {
  id: string;
  rule_id: string | null;
  against_version: number | null;
  content: RuleContent;
  days: number;
  covers_from: Date;
  covers_until: Date;
  state: BackTest['state'];
  done: number;
  total: number | null;
  figures: StoredFigures | null;
  asked_by: string;
  created_at: Date;
  finished_at: Date | null;
}

export type NewBackTest = Omit<BackTestRow, 'state' | 'done' | 'total' | 'figures' | 'finished_at'>;

/** A member with a large change, by the name of today. */
export interface ChangedMemberRow {
  back_test_id: string;
  member_id: string;
  name: string;
  live_points: number;
  draft_points: number;
}

/** The result of `member_person_history`. */
export type PersonRow = PersonHistory & { readonly memberId: string };

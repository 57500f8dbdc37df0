import {
  isOccasionEffect,
  openTrial,
  publishTrial,
  publishVersion,
  type Instant,
  type Publishing,
} from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';
import type { RuleRecord } from './earning-rules.service.ts';
import type { StoredPublication } from './publications.repository.ts';

interface Wanted {
  readonly version: number;
  readonly now: Instant;
  readonly from?: Instant;
}
type Publications = readonly StoredPublication[];

/** Throws `rule-in-trial`: the trial must end first, for all or for nobody. */
export const publishForAll = (
  publications: Publications,
  wanted: Wanted,
): Publishing<StoredPublication> | null => {
  if (openTrial(publications, wanted.now)) throw new ClubError('rule-in-trial');
  return publishVersion(publications, wanted);
};

/** Throws `rule-not-publishable` with a pointer, and `rule-in-trial` if another version is in one. */
export const publishToShare = (
  rule: RuleRecord,
  publications: Publications,
  wanted: Wanted & { readonly share: number },
): Publishing<StoredPublication> | null => {
  const { version, from, now } = wanted;
  const open = openTrial(publications, now);
  if (open && open.version !== version) throw new ClubError('rule-in-trial');
  const refusal = noTrialOf(rule);
  if (refusal) throw ClubError.field('rule-not-publishable', '/share', refusal);
  if (from !== undefined && from < now)
    throw ClubError.field('rule-not-publishable', '/from', 'a trial cannot start in the past');
  if (from !== undefined && open && (open.from ?? now) <= now)
    throw ClubError.field('rule-not-publishable', '/from', 'a running trial changes its share now');
  return publishTrial(publications, wanted);
};

/** Why a rule cannot be in a trial; null if it can. */
const noTrialOf = (rule: RuleRecord): string | null => {
  if (isOccasionEffect(rule.effect)) return 'only rules about purchases can be in a trial';
  // The use counts for the live version, which may have a budget that the newest no longer has.
  if (rule.budget !== null || rule.budgetUsed !== null) return 'a rule with a budget cannot be in a trial';
  if (rule.liveVersion === rule.version) return 'this version applies to all members already';
  return rule.scheduled ? 'the scheduled version must be withdrawn first' : null;
};

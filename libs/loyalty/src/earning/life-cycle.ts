import type { Instant } from '../clock.ts';
import type { EarningRule } from './rule.ts';
import {
  openTrial,
  spansOf,
  standingOf,
  trialsOf,
  type Publication,
  type PublicationState,
  type Standing,
  type Trial,
} from './timeline.ts';

export type RuleState = PublicationState | 'ended';

/** A publication with the validity of its version. */
export interface ValidPublication extends Publication {
  readonly validity: EarningRule['validity'];
}

export interface LifeCycle extends Omit<Standing, 'state'> {
  readonly state: RuleState;
  /** The trial that runs or comes next. */
  readonly trial: Trial<ValidPublication> | null;
}

type Time = EarningRule['validity'];

/**
 * The state of a rule, within the validity of its published versions. A published rule is scheduled until its
 * validity begins, and ended when it is over, paused or not. A rule that was never published stays a draft.
 */
export function lifeCycleOf(publications: readonly ValidPublication[], now: Instant): LifeCycle {
  const standing = standingOf(publications, now);
  return {
    ...standing,
    state: standing.state === 'draft' ? 'draft' : stateOf(publications, now),
    trial: openTrial(publications, now),
  };
}

/** When a version of a rule applies, or would if the rule was not paused. */
export interface RuleTime extends Time {
  readonly state: 'applies' | 'paused';
  readonly version: number;
}

/**
 * The times of a rule in order, without overlaps and within the validity of its versions. After its last time no version
 * is published, or none is valid.
 */
export function timesOf(publications: readonly ValidPublication[]): RuleTime[] {
  const spans = spansOf(publications);
  return spans.flatMap((span, index) => {
    const { version, validity } = span.publication;
    const gap = span.until === null ? null : { from: span.until, until: spans[index + 1]?.from ?? null };
    const parts: RuleTime[] = [
      { state: 'applies', version, ...bounded(overlap(span, validity)) },
      ...(gap ? [{ state: 'paused', version, ...bounded(overlap(gap, validity)) } as const] : []),
    ];
    return parts.filter(isSome);
  });
}

/** When a version applies to a share of the members. */
export interface TrialTime extends Time {
  readonly version: number;
  readonly share: number;
}

/** The trials of a rule in order, within the validity of their versions. */
export const trialTimesOf = (publications: readonly ValidPublication[]): TrialTime[] =>
  trialsOf(publications)
    .map((trial) => ({
      version: trial.version,
      share: trial.share,
      ...bounded(overlap(trial, trial.validity)),
    }))
    .filter(isSome);

const bounded = ({ from, until }: Time): Time => ({
  from: from === -Infinity ? null : from,
  until: until === Infinity ? null : until,
});

function stateOf(publications: readonly ValidPublication[], now: Instant): RuleState {
  const spans = spansOf(publications);
  const applying = [
    ...spans.map((span) => overlap(span, span.publication.validity)),
    ...trialsOf(publications).map((trial) => overlap(trial, trial.validity)),
  ].filter(isSome);
  if (applying.some((time) => startOf(time) <= now && now < endOf(time))) return 'live';
  if (applying.some((time) => startOf(time) > now)) return 'scheduled';
  const latest = spans.findLast((span) => startOf(span) <= now) ?? spans.at(-1);
  return latest && endOf(latest.publication.validity) <= now ? 'ended' : 'paused';
}

const startOf = ({ from }: Time): Instant => from ?? -Infinity;
const endOf = ({ until }: Time): Instant => until ?? Infinity;
const isSome = (time: Time): boolean => startOf(time) < endOf(time);

const overlap = (one: Time, other: Time): Time => ({
  from: Math.max(startOf(one), startOf(other)),
  until: Math.min(endOf(one), endOf(other)),
});

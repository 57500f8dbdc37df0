import type { Instant } from '../clock.ts';
import type { OwnExpiry } from '../points/policy.ts';
import { isOccasionRule, type OccasionRule } from './occasions/occasion.ts';
import type { Audience, EarningRule } from './rule.ts';

/**
 * A rule version was published for this time; null is open-ended, `until` is exclusive. A publication that ends
 * when it begins was withdrawn and never applies. Lists are always in the order of creation.
 */
export interface Publication {
  readonly version: number;
  readonly from: Instant | null;
  readonly until: Instant | null;
  /** Percent of the members that are in the trial; the others keep what else applies. Absent or null: it applies to all. */
  readonly share?: number | null;
}

/** A time span in which one publication applies. */
export interface Span<P extends Publication> {
  readonly publication: P;
  readonly from: Instant | null;
  readonly until: Instant | null;
}

/** The publication that applies at a moment to all who are in no trial: the latest of those that cover it. */
export function holdsAt<P extends Publication>(publications: readonly P[], at: Instant): P | null {
  return publications.findLast((publication) => !isTrial(publication) && covers(publication, at)) ?? null;
}

/** The trial that runs at a moment. */
function trialAt<P extends Publication>(publications: readonly P[], at: Instant): Trial<P> | null {
  return trialsOf(publications).find((trial) => covers(trial, at)) ?? null;
}

/** The trial that runs at a moment, or else the next one. A rule has one at a time. */
export function openTrial<P extends Publication>(publications: readonly P[], now: Instant): Trial<P> | null {
  return trialsOf(publications).findLast(({ until }) => until === null || until > now) ?? null;
}

/** When each publication for all applies, in time order without overlaps. Gaps are pauses. */
export function spansOf<P extends Publication>(publications: readonly P[]): Span<P>[] {
  const bounds = boundsOf(publications);
  const spans = [null, ...bounds].flatMap((from, index): Span<P>[] => {
    const publication = holdsAt(publications, from ?? -Infinity);
    return publication ? [{ publication, from, until: bounds[index] ?? null }] : [];
  });
  return joined(spans, (one, next) => one.publication === next.publication);
}

export type PublicationState = 'draft' | 'scheduled' | 'live' | 'paused';

/** A publication to a share of the members. */
export type Trial<P extends Publication> = P & { readonly share: number };

export interface Standing {
  readonly state: PublicationState;
  readonly liveVersion: number | null;
  /** The next version that takes over. */
  readonly scheduled: { readonly version: number; readonly from: Instant } | null;
}

/** What the publications alone say. `lifeCycleOf` asks the validity of the versions too. */
export function standingOf(publications: readonly Publication[], now: Instant): Standing {
  const liveVersion = holdsAt(publications, now)?.version ?? null;
  const next = versionSpansOf(publications).find((span) => isAhead(span, now));
  const scheduled =
    next && next.from !== null ? { version: next.publication.version, from: next.from } : null;
  if (liveVersion !== null || trialAt(publications, now)) return { state: 'live', liveVersion, scheduled };
  if (scheduled) return { state: 'scheduled', liveVersion, scheduled };
  if (openTrial(publications, now)) return { state: 'scheduled', liveVersion, scheduled };
  return { state: publications.every(isWithdrawn) ? 'draft' : 'paused', liveVersion, scheduled };
}

/** A publication that ends or is withdrawn. */
export interface Closing<P extends Publication> {
  readonly publication: P;
  readonly until: Instant;
}

export interface Publishing<P extends Publication> {
  /** Null: from the start of the version's validity. */
  readonly from: Instant | null;
  /** Earlier schedules of the same version that this one replaces. */
  readonly closed: readonly Closing<P>[];
}

/**
 * How a version is published. Without `from` it applies from now on. The first version of a rule also applies
 * to the past in which it is valid. A version is scheduled once: publishing it again moves it. Null if nothing
 * would change.
 */
export function publishVersion<P extends Publication>(
  publications: readonly P[],
  { version, from: wanted, now }: { version: number; from?: Instant; now: Instant },
): Publishing<P> | null {
  const begun = publications.some((made) => !isWithdrawn(made) && !isAhead(made, now));
  const from = wanted ?? (begun ? now : null);
  const moved = publications.filter((made) => made.version === version);
  const closed = withdrawScheduled(moved, now);
  const kept = publications.filter((made) => !closed.some(({ publication }) => publication === made));
  const after = [...kept, { version, from, until: null }];
  return sameVersions(publications, after) ? null : { from, closed };
}

/** Pauses a rule at a moment: publications that began earlier end there, later ones are withdrawn. */
export function pausePublications<P extends Publication>(
  publications: readonly P[],
  at: Instant,
): Closing<P>[] {
  return publications
    .filter((publication) => !isWithdrawn(publication) && (publication.until ?? Infinity) > at)
    .map((publication) => ({ publication, until: Math.max(at, publication.from ?? at) }));
}

/**
 * Publishes a version to a share of the members, from now on or from a later moment. Another share of the same version
 * takes the place of the one before. Null if nothing would change.
 */
export function publishTrial<P extends Publication>(
  publications: readonly P[],
  { version, share, from: wanted, now }: { version: number; share: number; from?: Instant; now: Instant },
): Publishing<P> | null {
  const open = openTrial(publications, now);
  const from = wanted ?? now;
  if (open?.version === version && open.share === share && (wanted === undefined || open.from === wanted))
    return null;
  return { from, closed: open ? [endOfTrial(open, from, now)] : [] };
}

/** Ends a trial now; one that has not begun is withdrawn. */
export function endTrial<P extends Publication>(trial: P, now: Instant): Closing<P> {
  return endOfTrial(trial, now, now);
}

const endOfTrial = <P extends Publication>(publication: P, at: Instant, now: Instant): Closing<P> => ({
  publication,
  until: isAhead(publication, now) ? (publication.from ?? at) : at,
});

/** Withdraws everything scheduled that has not begun. Live versions stay live. */
export function withdrawScheduled<P extends Publication>(
  publications: readonly P[],
  now: Instant,
): Closing<P>[] {
  return publications.flatMap((publication) => {
    const { from } = publication;
    return from !== null && from > now && !isWithdrawn(publication) ? [{ publication, until: from }] : [];
  });
}

/** The publications of one rule, each with its version. */
export type PublishedRule = readonly (Publication & { readonly rule: EarningRule })[];

/**
 * Which versions apply when, for all rules. Queries are cheap: the moments of change divide time into pieces,
 * and each piece is computed once.
 */
export class RuleTimeline {
  readonly #rules: readonly PublishedRule[];
  readonly #bounds: readonly Instant[];
  readonly #pieces: (PieceOfTime | undefined)[] = [];
  /** Of all its rules, each once: how long points live that do not live as the club's. */
  readonly ownExpiries: readonly OwnExpiry[];

  /** @param rules in evaluation order */
  constructor(rules: readonly PublishedRule[]) {
    this.#rules = rules;
    this.ownExpiries = distinctExpiries(rules.flat().flatMap(({ rule }) => rule.expiresAfter ?? []));
    this.#bounds = boundsOf(rules.flatMap((made) => made.flatMap((one) => [one, one.rule.validity])));
  }

  /**
   * The versions that a purchase at this moment earns by: published for it and valid at it. Those of a trial with their
   * audience: `rulesOfMember` decides between them.
   */
  at(moment: Instant): readonly EarningRule[] {
    return this.#piece(moment).purchases;
  }

  /** This moment and the later ones at which the rules change. */
  changesFrom(moment: Instant): readonly Instant[] {
    return [moment, ...this.#bounds.filter((bound) => bound > moment)];
  }

  /** Every version that was ever published, once for each publication. */
  versions(): readonly EarningRule[] {
    return this.#rules.flatMap((made) => made.map(({ rule }) => rule));
  }

  /** Those that give points for something else than a purchase. */
  occasionsAt(moment: Instant): readonly OccasionRule[] {
    return this.#piece(moment).occasions;
  }

  #piece(moment: Instant): PieceOfTime {
    const place = this.#pieceOf(moment);
    return (this.#pieces[place] ??= this.#applyingAt(moment));
  }

  #applyingAt(moment: Instant): PieceOfTime {
    const rules = this.#rules.flatMap((made) => {
      const trial = trialAt(made, moment);
      const rule = holdsAt(made, moment)?.rule;
      const versions = trial
        ? [...forPart(rule, trial.share, 'out'), ...forPart(trial.rule, trial.share, 'in')]
        : (rule ?? []);
      return [versions].flat().filter(({ validity }) => covers(validity, moment));
    });
    return {
      purchases: rules.filter((rule) => !isOccasionRule(rule)),
      occasions: rules.filter(isOccasionRule),
    };
  }

  /** Number of bounds at or before the moment. */
  #pieceOf(moment: Instant): number {
    let [low, high] = [0, this.#bounds.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#bounds[middle] ?? Infinity) <= moment) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const forPart = (rule: EarningRule | undefined, share: number, of: Audience['of']): EarningRule[] =>
  rule ? [{ ...rule, audience: { share, of } }] : [];

/** The rules between two changes: a purchase looks at its own only. */
interface PieceOfTime {
  readonly purchases: readonly EarningRule[];
  readonly occasions: readonly OccasionRule[];
}

const distinctExpiries = (expiries: readonly OwnExpiry[]): OwnExpiry[] => [
  ...new Map(expiries.map((expiry) => [`${expiry.count} ${expiry.unit}`, expiry])).values(),
];

interface Time {
  readonly from: Instant | null;
  readonly until: Instant | null;
}

const covers = ({ from, until }: Time, at: Instant): boolean =>
  (from === null || from <= at) && (until === null || at < until);

const isTrial = <P extends Publication>(publication: P): publication is Trial<P> =>
  (publication.share ?? null) !== null;

/** Trials that were not withdrawn, in the order of creation. */
export const trialsOf = <P extends Publication>(publications: readonly P[]): Trial<P>[] =>
  publications.filter((publication) => isTrial(publication)).filter((trial) => !isWithdrawn(trial));

const isWithdrawn = ({ from, until }: Time): boolean => from !== null && until !== null && until <= from;

const isAhead = ({ from }: Time, now: Instant): boolean => from !== null && from > now;

/** Each moment at which one of these spans begins or ends, once, in order. */
const boundsOf = (times: readonly Time[]): Instant[] => {
  const moments = times.flatMap(({ from, until }) => [from, until].filter((moment) => moment !== null));
  return [...new Set(moments)].sort((one, other) => one - other);
};

/** Joins adjacent spans of the same version. */
function joined<P extends Publication>(
  spans: readonly Span<P>[],
  belong: (one: Span<P>, next: Span<P>) => boolean,
): Span<P>[] {
  const result: Span<P>[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (last && last.until === span.from && belong(last, span))
      result[result.length - 1] = { ...last, until: span.until };
    else result.push(span);
  }
  return result;
}

/** The spans of versions, whatever publication they come from. */
const versionSpansOf = (publications: readonly Publication[]): Span<Publication>[] =>
  joined(spansOf(publications), (one, next) => one.publication.version === next.publication.version);

function sameVersions(before: readonly Publication[], after: readonly Publication[]): boolean {
  const written = (publications: readonly Publication[]): string =>
    versionSpansOf(publications)
      .map(({ publication: { version }, from, until }) => `${version} ${from} ${until}`)
      .join();
  return written(before) === written(after);
}

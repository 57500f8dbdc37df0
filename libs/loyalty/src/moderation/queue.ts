/** Why a post or comment is in the queue. */
export type CaseCause =
  'reported' | 'first-posts' | 'links' | 'pictures' | 'word-list' | 'moderator' | 'appeal';
export type ReportReason = 'spam' | 'fraud' | 'insult' | 'hate' | 'personal-data' | 'illegal' | 'other';

/** Someone is harmed as long as nobody looks. */
const grave: ReadonlySet<ReportReason> = new Set(['personal-data', 'illegal', 'hate', 'fraud']);

/**
 * Lower is more urgent. What readers cannot see because of reports comes first: it may be wrong. Then what harms someone,
 * then authors who wait.
 */
export const urgencyOf = ({
  cause,
  isHidden,
  reasons,
}: {
  readonly cause: CaseCause;
  readonly isHidden: boolean;
  readonly reasons: readonly ReportReason[];
}): number => {
  if (isHidden) return 0;
  if (reasons.some((reason) => grave.has(reason))) return 1;
  return usualUrgency[cause];
};

const usualUrgency: Readonly<Record<CaseCause, number>> = {
  ...{ 'first-posts': 2, links: 2, pictures: 2, 'word-list': 3, moderator: 4, reported: 4, appeal: 4 },
};

/** Whether so many reports of trusted members hide a post until someone has looked. */
export const reportsHide = (trusted: number, { hideAfter }: { readonly hideAfter: number }): boolean =>
  hideAfter > 0 && trusted >= hideAfter;

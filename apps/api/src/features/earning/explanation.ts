import type { ExplanationLine } from '@regulars/contracts';
import type { Grant } from '@regulars/loyalty';

/** What each rule gave and why, as receipts and the member's activity show it. */
export const explain = (grants: readonly Grant[]): ExplanationLine[] =>
  grants.map(({ ruleId, version, name, points, cappedFrom, cappedBy, reason, sentence }) => ({
    rule: ruleId === null ? null : { id: ruleId, version: version ?? 0, name },
    points,
    reason: sentence,
    details: { ...reason, ...(cappedBy === null ? {} : { cappedFrom, cappedBy }) },
  }));

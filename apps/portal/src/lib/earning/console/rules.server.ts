import {
  listEarningRules,
  type Club,
  type listRuleVersions,
  type ReplyOf,
  type RuleContent,
  type Texts,
} from '@regulars/contracts';
import type { Api } from '#lib/server/api.ts';
import { everyRow } from '#lib/server/every-row.ts';
import { endInstantOf, instantOf, localEndOf, localOf } from '#lib/server/local-time.server.ts';
import type { LocalContent } from './rule-draft.svelte.ts';
import type { ShownVersion } from './rule-summary.ts';

/** A rule or a version of one, as the API shows it. */
type Shown = Omit<RuleContent, 'name'> & { nameTexts: Texts };

/** With its times as texts in the club's time zone, as the editor takes them. */
export const localContent = (content: Shown, zone: string): LocalContent => ({
  name: content.nameTexts,
  effect: content.effect,
  when: content.when,
  validFrom: localOf(content.validFrom, zone) || null,
  validUntil: localEndOf(content.validUntil, zone) || null,
  locations: content.locations,
  caps: content.caps,
  countsTowardsStatus: content.countsTowardsStatus,
  expiresAfter: content.expiresAfter,
  stacking: content.stacking,
  budget: content.budget,
});

export const shownVersions = ({ data }: ReplyOf<typeof listRuleVersions>, zone: string): ShownVersion[] =>
  data.map((version) => ({
    version: version.version,
    createdAt: version.createdAt,
    createdBy: version.createdBy,
    content: localContent(version, zone),
  }));

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The editor's input for the API; null if it is not a JSON object. The API checks the rest. */
export function sentContent(typed: string | undefined, zone: string): RuleContent | null {
  try {
    const content: unknown = JSON.parse(typed ?? '');
    if (!isRecord(content)) return null;
    const local = content as unknown as LocalContent;
    return {
      ...local,
      validFrom: instantOf(local.validFrom ?? undefined, zone),
      validUntil: endInstantOf(local.validUntil ?? undefined, zone),
    };
  } catch {
    return null;
  }
}

/** The groups that rules are in, to choose one of them. */
export async function ruleGroups(api: Api): Promise<string[]> {
  const rules = await everyRow((page) => api.call(listEarningRules, { query: page }));
  const groups = rules.flatMap(({ stacking }) => stacking?.group ?? []);
  return [...new Set(groups)].sort((one, other) => one.localeCompare(other));
}

/** Whether status credit from points decides about the tiers of the club. */
export const statusByPoints = (club: Club | null): boolean =>
  (club?.points.statusBase ?? 'points') === 'points';

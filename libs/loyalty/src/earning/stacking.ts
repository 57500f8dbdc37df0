import { baseAtMost, type BaseRate } from './base-rate.ts';
import type { Grant } from './grant.ts';
import type { Stacking, StackingMode } from './group.ts';

/** A rule that may belong to a group. */
export interface Stackable {
  readonly id: string;
  readonly version: number;
  readonly stacking?: Stacking;
}

/** What a rule of a group would give. */
interface Contender<Rule> {
  readonly rule: Rule;
  readonly priority: number;
  readonly grant: Grant;
}

export interface Groups<Rule> {
  /** Whether it gives on top of what others give for money. It is decided after them. */
  readonly multiplies: (rule: Rule) => boolean;
  /** What it would give if these rules counted; null if it does not apply. */
  readonly give: (rule: Rule, counting: readonly Rule[]) => Grant | null;
}

/** The group of a rule as text; null if its points are added. */
const groupOf = ({ stacking }: Stackable): string | null =>
  stacking ? `${stacking.mode} ${stacking.group.toLowerCase()}` : null;

/**
 * What the rules that do not count would have given, by rule; null for one that has nothing to multiply. Rules on
 * money and goods are compared first, then multipliers. Each multiplies what counts besides its group, because it
 * takes the place of the others.
 * @param rules those that apply, the oldest first
 */
export function outdoneIn<Rule extends Stackable>(
  rules: readonly Rule[],
  { multiplies, give }: Groups<Rule>,
): ReadonlyMap<string, Grant | null> {
  const out = new Map<string, Grant | null>();
  const groups = [...Map.groupBy(rules, groupOf)].filter(([key]) => key !== null);
  groups.sort(([one], [other]) => ((one ?? '') < (other ?? '') ? -1 : 1));
  const firsts = new Map<string | null, Contender<Rule>[]>();
  const decide = (key: string | null, counting: readonly Rule[], some: readonly Rule[]): void => {
    const contenders = [...(firsts.get(key) ?? []), ...contendersOf(some, (rule) => give(rule, counting))];
    const [first, ...others] = contenders.sort(orderOf);
    for (const { id } of some) if (!contenders.some(({ rule }) => rule.id === id)) out.set(id, null);
    if (!first) return;
    firsts.set(key, [first]);
    for (const { rule, grant } of others) out.set(rule.id, grant);
  };
  for (const [key, group] of groups)
    decide(
      key,
      [],
      group.filter((rule) => !multiplies(rule)),
    );
  for (const [key, group] of groups) {
    const counting = rules.filter((rule) => !out.has(rule.id) && groupOf(rule) !== key);
    decide(key, counting, group.filter(multiplies));
  }
  return new Map(
    [...out].map(([id, grant]) => {
      const rule = rules.find((each) => each.id === id);
      const first = rule && firsts.get(groupOf(rule))?.[0]?.rule;
      return [id, grant && first && rule.stacking ? without(grant, rule.stacking.mode, first) : grant];
    }),
  );
}

const contendersOf = <Rule extends Stackable>(
  rules: readonly Rule[],
  give: (rule: Rule) => Grant | null,
): Contender<Rule>[] =>
  rules.flatMap((rule) => {
    const grant = rule.stacking && give(rule);
    return grant && rule.stacking ? { rule, priority: rule.stacking.priority, grant } : [];
  });

type Order = <Rule extends Stackable>(one: Contender<Rule>, other: Contender<Rule>) => number;

const byPriority: Order = (one, other) =>
  other.priority - one.priority || (one.rule.id < other.rule.id ? -1 : 1);

/** Its limits left nothing of it. It does not keep others of its group from giving. */
const isSpent = ({ points, cappedFrom }: Grant): boolean => points === 0 && cappedFrom !== null;

const orders: { readonly [M in StackingMode]: Order } = {
  'best-of': (one, other) => other.grant.points - one.grant.points || byPriority(one, other),
  exclusive: (one, other) =>
    Number(isSpent(one.grant)) - Number(isSpent(other.grant)) || byPriority(one, other),
};

const orderOf: Order = (one, other) => orders[one.rule.stacking?.mode ?? 'exclusive'](one, other);

const without = (grant: Grant, mode: StackingMode, { id, version }: Stackable): Grant =>
  isSpent(grant)
    ? grant
    : {
        ...grant,
        points: 0,
        status: 0,
        cappedFrom: null,
        cappedBy: null,
        outdone: { mode, by: { id, version }, points: grant.points },
      };

/** What the rules that count gave for money, by group. */
export type GroupBases = ReadonlyMap<string, BaseRate>;

/** @param counting of each group, the rule that counts, with what it gives for money */
export const basesOfGroups = (
  counting: readonly { readonly rule: Stackable; readonly base: BaseRate | null }[],
): GroupBases =>
  new Map(
    counting.flatMap(({ rule, base }) => {
      const key = groupOf(rule);
      return key === null || !base ? [] : [[key, base] as const];
    }),
  );

/** What multipliers multiply of a rule: of each line, no more than its group gave before. */
export function withinBases(rule: Stackable, base: BaseRate, before: GroupBases): BaseRate | null {
  const key = groupOf(rule);
  if (key === null) return base;
  const most = before.get(key);
  return most ? baseAtMost(base, most) : null;
}

/**
 * Grants for the goods that remain after a return, where no group gives more than it gave for the purchase.
 * @param before what the same rules gave for the whole purchase
 */
export function withinGroups(
  rules: readonly Stackable[],
  grants: readonly Grant[],
  before: readonly Grant[],
): Grant[] {
  const groups = new Map(rules.map((rule) => [rule.id, groupOf(rule)]));
  const keyOf = ({ ruleId }: Grant): string | null => (ruleId === null ? null : (groups.get(ruleId) ?? null));
  return grants.map((grant) => {
    const key = keyOf(grant);
    if (key === null) return grant;
    const gave = before.filter((each) => keyOf(each) === key);
    const most = (of: (each: Grant) => number): number => gave.reduce((sum, each) => sum + of(each), 0);
    return {
      ...grant,
      points: Math.min(
        grant.points,
        most(({ points }) => points),
      ),
      status: Math.min(
        grant.status,
        most(({ status }) => status),
      ),
    };
  });
}

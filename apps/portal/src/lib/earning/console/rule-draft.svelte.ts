import type { RuleContent, RuleKindName, Texts } from '@regulars/contracts';
import { newLeaf } from '#lib/facts/shared/conditions/leaf.ts';
import {
  conditionOf,
  faultyRows,
  newGroup,
  treeOf,
  type GroupRow,
  type Row,
} from '#lib/facts/shared/conditions/tree.ts';
import type { BudgetPeriod } from './budget-names.ts';
import { capPeriods, type CapPeriod } from './cap-names.ts';
import {
  contextOfKind,
  draftedEffect,
  effectFaults,
  emptyDrafts,
  readEffect,
  type Drafts,
} from './kinds/index.ts';
import { newKey, wholeOf, type RuleContext } from './kinds/kind.ts';

interface CapRow {
  key: number;
  per: CapPeriod;
  points: string;
}

/**
 * Content of a rule with local times: `validFrom` is a `datetime-local` text, `validUntil` the last day, with a time if
 * it ends within that day.
 */
export type LocalContent = RuleContent;

interface Life {
  unit: 'club' | 'days' | 'months';
  count: string;
}

/** `add`: its points are added to those of all other rules. */
export const stackingWays = ['add', 'best-of', 'exclusive'] as const;

interface StackingDraft {
  way: (typeof stackingWays)[number];
  group: string;
  priority: string;
}

/** Null if it is not a whole number from 0 to 1000. */
const priorityOf = ({ priority }: StackingDraft): number | null =>
  /^0+$/u.test(priority.trim()) ? 0 : wholeOf(priority, 1000);

const stackingOf = (draft: StackingDraft): RuleContent['stacking'] => {
  const priority = priorityOf(draft);
  const group = draft.group.trim();
  return draft.way === 'add' || priority === null || !group ? null : { mode: draft.way, group, priority };
};

interface BudgetDraft {
  per: BudgetPeriod | 'none';
  points: string;
}

/** The editor takes at most ten digits. */
const largestBudget = 9_999_999_999;

const budgetOf = ({ per, points }: BudgetDraft): RuleContent['budget'] => {
  const whole = wholeOf(points, largestBudget);
  return per === 'none' || whole === null ? null : { per, points: whole };
};

const expiryOf = ({ unit, count }: Life): RuleContent['expiresAfter'] => {
  const whole = wholeOf(count, 1200);
  return unit === 'club' || whole === null ? null : { unit, count: whole };
};

const filled = (texts: Texts): Texts =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([language, text]) => (text.trim() ? [[language, text.trim()]] : [])),
  );

/** Both local: does the last day, or the time in it, come after the start? */
const endsAfter = (until: string, from: string): boolean =>
  until.includes('T') ? until > from : until >= from.slice(0, 10);

/** What the first row of a condition asks. */
const firstFacts = {
  sale: 'moment.weekday',
  event: 'event.location',
  occasion: 'member.tier',
} as const;

/** A rule being edited: all input as typed, and its errors. */
export class RuleDraft {
  /** By language. */
  name = $state<Texts>({});
  kind = $state<RuleKindName>('points-per-money');
  drafts: Drafts;
  caps = $state<CapRow[]>([]);
  from = $state('');
  until = $state('');
  locations = $state<string[]>([]);
  counts = $state(true);
  /** How long its points live; `club` as all points of the club. */
  life = $state<Life>({ unit: 'club', count: '' });
  budget = $state<BudgetDraft>({ per: 'none', points: '' });
  stacking = $state<StackingDraft>({ way: 'add', group: '', priority: '0' });
  /** About the sale; null: always. */
  when = $state<GroupRow | null>(null);
  readonly currency: string;

  constructor(content: LocalContent | null, currency: string) {
    const drafts = $state(emptyDrafts(currency));
    this.drafts = drafts;
    this.currency = currency;
    if (content) this.#take(content, currency);
  }

  #take(content: LocalContent, currency: string): void {
    const { name, effect, when, validFrom, validUntil, locations, caps } = content;
    const { countsTowardsStatus, expiresAfter, stacking, budget } = content;
    this.name = { ...name };
    this.kind = effect.kind;
    readEffect(this.drafts, effect, currency);
    this.from = validFrom ?? '';
    this.until = validUntil ?? '';
    this.locations = [...locations];
    this.caps = caps.map(({ per, points }) => ({ key: newKey(), per, points: String(points) }));
    this.counts = countsTowardsStatus;
    if (expiresAfter) this.life = { unit: expiresAfter.unit, count: String(expiresAfter.count) };
    if (budget) this.budget = { per: budget.per, points: String(budget.points) };
    if (stacking)
      this.stacking = { way: stacking.mode, group: stacking.group, priority: String(stacking.priority) };
    this.when = when && treeOf(when, this.context, currency);
  }

  /** What its condition is about. */
  get context(): RuleContext {
    return contextOfKind(this.kind);
  }

  /** A condition, a limit per purchase and a group do not fit a rule about something else. */
  choose(kind: RuleKindName): void {
    if (contextOfKind(kind) !== this.context) {
      this.when = null;
      this.caps = this.caps.filter(({ per }) => per !== 'purchase');
      this.stacking.way = 'add';
    }
    if (contextOfKind(kind) === 'occasion') this.locations = [];
    this.kind = kind;
  }

  addWhen(rows: Row[] = [this.#firstRow()]): void {
    this.when = newGroup('all', rows);
  }

  #firstRow(): Row {
    return newLeaf(this.context, this.currency, firstFacts[this.context]);
  }

  removeWhen(): void {
    this.when = null;
  }

  addCap(): void {
    const per = this.freePeriods[0];
    if (per) this.caps.push({ key: newKey(), per, points: '' });
  }

  removeCap(key: number): void {
    this.caps = this.caps.filter((cap) => cap.key !== key);
  }

  readonly freePeriods = $derived(
    capPeriods.filter(
      (per) => (per !== 'purchase' || this.context === 'sale') && !this.caps.some((cap) => cap.per === per),
    ),
  );

  /** Courts have voided rules that let points expire within 36 months. */
  readonly livesShort = $derived.by((): boolean => {
    const own = expiryOf(this.life);
    return own !== null && own.count < (own.unit === 'months' ? 36 : 1096);
  });

  /** Invalid fields: `name`, `row-<key>` of the condition, `cap-<key>`, `life`, `budget`, `stacking-…`, `until`, and those of the kind. */
  readonly faults = $derived.by((): readonly string[] => {
    const faults: string[] = [];
    if (!Object.values(this.name).some((text) => text.trim())) faults.push('name');
    faults.push(...effectFaults(this.kind, this.drafts));
    if (this.when) faults.push(...faultyRows(this.when, this.context).map((key) => `row-${key}`));
    for (const { key, points } of this.caps)
      if (wholeOf(points, 1_000_000_000) === null) faults.push(`cap-${key}`);
    if (this.life.unit !== 'club' && !expiryOf(this.life)) faults.push('life');
    if (this.budget.per !== 'none' && !budgetOf(this.budget)) faults.push('budget');
    if (this.stacking.way !== 'add') {
      if (!this.stacking.group.trim()) faults.push('stacking-group');
      if (priorityOf(this.stacking) === null) faults.push('stacking-priority');
    }
    if (this.from && this.until && !endsAfter(this.until, this.from)) faults.push('until');
    return faults;
  });

  /** The part that is filled in; null if there is no effect yet. */
  readonly content = $derived.by((): LocalContent | null => {
    const effect = draftedEffect(this.kind, this.drafts);
    if (!effect) return null;
    return {
      name: filled(this.name),
      effect,
      when: this.when && conditionOf(this.when, this.context),
      validFrom: this.from || null,
      validUntil: this.until || null,
      locations: this.locations,
      caps: this.caps.flatMap(({ per, points }) => {
        const whole = wholeOf(points, 1_000_000_000);
        return whole === null ? [] : [{ per, points: whole }];
      }),
      countsTowardsStatus: this.counts,
      expiresAfter: expiryOf(this.life),
      stacking: stackingOf(this.stacking),
      budget: budgetOf(this.budget),
    };
  });
}

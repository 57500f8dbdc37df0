import type { Condition } from '@regulars/conditions';
import { newLeaf } from '../conditions/leaf.ts';
import { conditionOf, faultyRows, newGroup, treeOf, type GroupRow } from '../conditions/tree.ts';
import type { AudienceCount } from './audience-count.ts';

/** Which members something is for, as typed. */
export class AudienceDraft {
  /** Null for all. */
  tree = $state<GroupRow | null>(null);
  readonly currency: string;

  /** The latest count, and of what; null in it if nobody could count. */
  #known = $state.raw<{ sent: string; count: AudienceCount | null }>();

  /** @param count of this audience; undefined if it is not counted yet */
  constructor(audience: Condition | null, currency: string, count?: AudienceCount | null) {
    this.currency = currency;
    this.tree = audience && treeOf(audience, 'member', currency);
    if (count !== undefined) this.#known = { sent: this.sent, count };
  }

  /** Of the audience as it stands: undefined while it is not counted. */
  get count(): AudienceCount | null | undefined {
    return this.#known?.sent === this.sent ? this.#known.count : undefined;
  }

  counted(sent: string, count: AudienceCount | null): void {
    this.#known = { sent, count };
  }

  add(): void {
    this.tree = newGroup('all', [newLeaf('member', this.currency, 'member.tier')]);
  }

  remove(): void {
    this.tree = null;
  }

  /** Rows that prevent saving, as `row-<key>`. */
  readonly faults = $derived.by((): readonly string[] =>
    (this.tree ? faultyRows(this.tree, 'member') : []).map((key) => `row-${key}`),
  );

  /** The part that is filled in, for the form: '' for all members. */
  readonly sent = $derived.by((): string => {
    const condition = this.tree && conditionOf(this.tree, 'member');
    return condition ? JSON.stringify(condition) : '';
  });
}

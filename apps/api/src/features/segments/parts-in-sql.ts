import { toSql, type Condition, type Schema } from '@regulars/conditions';
import type { AudienceMoment } from '../facts/index.ts';

/**
 * Parts of a condition on the member `m` as tests over columns, one for each leaf: `p0`, `p1`. However many parts ask a
 * leaf, it is decided once.
 */
export class PartsInSql {
  readonly values: unknown[];
  readonly #joins = new Set<string>();
  readonly #columns: string[] = [];
  readonly #known = new Map<Condition, string>();

  constructor(
    private readonly schema: Schema,
    private readonly moment: AudienceMoment,
    before: readonly unknown[],
    /** Whether nearly all members are decided. */
    private readonly everyone: boolean,
  ) {
    this.values = [...before];
  }

  of(condition: Condition): string {
    if ('all' in condition) return this.#joined(condition.all, ' and ');
    if ('any' in condition) return this.#joined(condition.any, ' or ');
    if ('not' in condition) return `(not ${this.of(condition.not)})`;
    const known = this.#known.get(condition) ?? this.#leaf(condition);
    this.#known.set(condition, known);
    return known;
  }

  get joins(): string {
    return [...this.#joins].join(' ');
  }

  get columns(): string {
    return this.#columns.map((text, index) => `${text} as p${index}`).join(', ');
  }

  #joined(conditions: readonly Condition[], word: string): string {
    return `(${conditions.map((condition) => this.of(condition)).join(word)})`;
  }

  #leaf(condition: Condition): string {
    const first = this.values.length + 1;
    const { eachJoin, text, values } = toSql(
      condition,
      { context: 'member', row: 'm', first, everyone: this.everyone },
      this.schema,
      this.moment,
    );
    this.values.push(...values);
    for (const join of eachJoin) this.#joins.add(join);
    this.#columns.push(text);
    return `p${this.#columns.length - 1}`;
  }
}

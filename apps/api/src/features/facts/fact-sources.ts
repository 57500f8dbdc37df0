import { Injectable } from '@nestjs/common';
import type { EventName } from '@regulars/contracts';
import { factColumns, type FactColumn, type FactSource } from './fact-source.ts';

const merges = ['member.merged', 'member.unmerged'] as const satisfies readonly EventName[];

/** Where features register their facts about members. Facts names none of these features. */
@Injectable()
export class FactSources {
  readonly #sources: FactSource[] = [];

  register(source: FactSource): void {
    const taken = source.columns.find((column) => this.#sourceOf(column));
    if (taken) throw new Error(`Two sources tell ${taken}`);
    this.#sources.push(source);
  }

  /**
   * In the order of their columns. Throws if a column has no source, because it would be empty for everyone.
   */
  all(): readonly FactSource[] {
    const columns = Object.keys(factColumns) as FactColumn[];
    const sources = columns.map((column) => this.#sourceOf(column) ?? withoutSource(column));
    return [...new Set(sources)];
  }

  /** Those that one of these events can change, in the order of their columns. */
  after(names: ReadonlySet<EventName>): readonly FactSource[] {
    // Everything of a member moves in a merge.
    if (merges.some((name) => names.has(name))) return this.all();
    return this.all().filter(({ events }) => events?.some((name) => names.has(name)) ?? true);
  }

  named(name: string): FactSource | undefined {
    return this.#sources.find((source) => source.name === name);
  }

  #sourceOf(column: FactColumn): FactSource | undefined {
    return this.#sources.find(({ columns }) => columns.includes(column));
  }
}

const withoutSource = (column: FactColumn): never => {
  throw new Error(`No source tells ${column}`);
};

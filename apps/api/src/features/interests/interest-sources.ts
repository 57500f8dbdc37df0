import { Injectable } from '@nestjs/common';
import type { ObservedSource } from '@regulars/loyalty';

/**
 * What a feature can tell of what members are interested in. Registered in its constructor:
 * `constructor(sources: InterestSources) { sources.register({ name: 'gatherings', … }) }`.
 */
export interface InterestSourceOf {
  readonly name: ObservedSource;
  /**
   * A select for `member_id = any(members)` of `member_id`, `ref` (what was observed, as a uuid), `at`, and either
   * `interests` or, of goods, `sku` and `category`. It has all five of them; what it does not know is null.
   */
  select(members: string): string;
}

/** Where features register what they can tell. Interests name none of these features. */
@Injectable()
export class InterestSources {
  readonly #sources: InterestSourceOf[] = [];

  register(source: InterestSourceOf): void {
    if (this.#sources.some(({ name }) => name === source.name))
      throw new Error(`Two sources tell ${source.name}`);
    this.#sources.push(source);
  }

  all(): readonly InterestSourceOf[] {
    return this.#sources;
  }
}

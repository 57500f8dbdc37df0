import { Injectable } from '@nestjs/common';
import type { EarningRule } from '@regulars/loyalty';
import { EarningRulesRepository } from './earning-rules.repository.ts';
import { termsOf, type RuleReference } from './rule-terms.ts';

const mostRemembered = 2000;
const keyOf = ({ id, version }: RuleReference): string => `${id}:${version}`;

/** Versions of rules, live or not. They never change, so that those asked for once stay in memory. */
@Injectable()
export class RuleVersions {
  readonly #known = new Map<string, EarningRule>();

  constructor(private readonly rules: EarningRulesRepository) {}

  /** In the order of the references. */
  async terms(references: readonly RuleReference[]): Promise<EarningRule[]> {
    if (this.#known.size > mostRemembered) this.#known.clear();
    if (references.some((reference) => !this.#known.has(keyOf(reference)))) await this.#learn(references);
    return references.map((reference) => {
      const rule = this.#known.get(keyOf(reference));
      if (!rule) throw new Error(`There is no version ${reference.version} of the rule ${reference.id}`);
      return rule;
    });
  }

  async #learn(references: readonly RuleReference[]): Promise<void> {
    for (const version of await this.rules.byReferences(references))
      this.#known.set(keyOf(version), termsOf(version));
  }
}

import { Injectable } from '@nestjs/common';
import type { RuleContent, Texts } from '@regulars/contracts';
import type { EarningRule, FailedRule } from '@regulars/loyalty';
import { EarningRulesRepository } from './earning-rules.repository.ts';
import { RuleFailures } from './rule-failures.ts';
import { termsOf, unknownPartOf, type RuleReference, type RuleVersion } from './rule-terms.ts';

const mostRemembered = 2000;
const keyOf = ({ id, version }: RuleReference): string => `${id}:${version}`;

interface Known {
  readonly terms: EarningRule;
  readonly content: RuleContent;
}

/** Rule versions, live or not. They never change, so they stay in memory once loaded. */
@Injectable()
export class RuleVersions {
  readonly #known = new Map<string, Known>();

  constructor(
    private readonly rules: EarningRulesRepository,
    private readonly failures: RuleFailures,
  ) {}

  /** In the order of the references. */
  async terms(references: readonly RuleReference[]): Promise<EarningRule[]> {
    await this.#learn(references);
    return references.map((reference) => {
      const known = this.#known.get(keyOf(reference));
      if (!known) throw new Error(`There is no version ${reference.version} of the rule ${reference.id}`);
      return known.terms;
    });
  }

  /** Names of these versions; from memory if they applied recently. */
  async names(
    references: readonly RuleReference[],
  ): Promise<(reference: RuleReference) => Texts | undefined> {
    const contentOf = await this.contents(references);
    return (reference) => contentOf(reference)?.name;
  }

  /** What these versions say; from memory if they applied recently. */
  async contents(
    references: readonly RuleReference[],
  ): Promise<(reference: RuleReference) => RuleContent | undefined> {
    await this.#learn(references);
    return (reference) => this.#known.get(keyOf(reference))?.content;
  }

  /** Says once of each version that it does not work. */
  report(failed: readonly FailedRule[]): void {
    this.failures.report(failed);
  }

  /** Keeps a version that was read elsewhere. */
  remember(version: RuleVersion): EarningRule {
    const terms = termsOf(version);
    const pointer = unknownPartOf(version.content);
    if (pointer !== null) this.failures.reportUnreadable(version, pointer);
    this.#known.set(keyOf(version), { terms, content: version.content });
    return terms;
  }

  async #learn(references: readonly RuleReference[]): Promise<void> {
    const unknown = references.filter((reference) => !this.#known.has(keyOf(reference)));
    if (unknown.length === 0) return;
    if (this.#known.size > mostRemembered) this.#known.clear();
    for (const version of await this.rules.byReferences(references)) this.remember(version);
  }
}

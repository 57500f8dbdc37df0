import { Injectable } from '@nestjs/common';
import { Explanations } from '../points/index.ts';
import { Tiers } from '../tiers/index.ts';
import { RuleVersions } from './rule-versions.ts';

/** Gives explanations the names of rules and tiers: a rule's as of its version, a tier's current one. */
@Injectable()
export class ExplainedNames {
  constructor(explanations: Explanations, versions: RuleVersions, tiers: Tiers) {
    explanations.learnFrom(async (rules) => {
      const [ruleName, ladder] = [await versions.names(rules), await tiers.ladder()];
      return {
        rule: (id, version) => ruleName({ id, version }),
        tier: (id) => ladder.tiers.find((tier) => tier.id === id)?.name,
      };
    });
  }
}

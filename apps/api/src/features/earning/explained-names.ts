import { Injectable } from '@nestjs/common';
import { Explanations } from '../points/index.ts';
import { Tiers } from '../tiers/index.ts';
import { RuleVersions } from './rule-versions.ts';

/** Tells explanations what rules and tiers are called: a rule as its version was, a tier as it is now. */
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

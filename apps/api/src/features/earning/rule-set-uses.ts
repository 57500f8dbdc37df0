import { Injectable } from '@nestjs/common';
import { ConditionUses } from '../club/index.ts';
import { EarningRulesRepository } from './earning-rules.repository.ts';
import { PublicationsRepository } from './publications.repository.ts';

/** What rules ask: in their newest version, and in published ones. */
@Injectable()
export class RuleSetUses {
  constructor(uses: ConditionUses, rules: EarningRulesRepository, publications: PublicationsRepository) {
    uses.register(async () => {
      const published = Map.groupBy((await publications.all()).flat(), ({ terms }) => terms.id);
      return (await rules.all()).map((rule) => {
        const versions = published.get(rule.id)?.map(({ terms }) => terms.content) ?? [];
        return { type: 'earning-rule' as const, id: rule.id, name: rule.name, asks: [rule, ...versions] };
      });
    });
  }
}

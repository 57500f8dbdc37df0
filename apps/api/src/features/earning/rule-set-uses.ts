import { Injectable } from '@nestjs/common';
import { namedSets, ProductSetUses } from '../club/index.ts';
import { EarningRulesRepository } from './earning-rules.repository.ts';
import { PublicationsRepository } from './publications.repository.ts';

/** The rules that name a product set: in their newest version, or in a published one. */
@Injectable()
export class RuleSetUses {
  constructor(uses: ProductSetUses, rules: EarningRulesRepository, publications: PublicationsRepository) {
    uses.register(async (setId) => {
      const names = (content: object): boolean => namedSets(content).some(({ id }) => id === setId);
      const published = (await publications.all()).flat().filter(({ terms }) => names(terms.content));
      const ids = new Set(published.map(({ terms }) => terms.id));
      return (await rules.all())
        .filter((rule) => ids.has(rule.id) || names(rule))
        .map(({ id, name }) => ({ type: 'earning-rule' as const, id, name }));
    });
  }
}

import { Injectable } from '@nestjs/common';
import { tableOf } from '@regulars/loyalty';
import { RateTableUses } from '../rate-tables/index.ts';
import { EarningRulesRepository } from './earning-rules.repository.ts';
import { PublicationsRepository } from './publications.repository.ts';

/** The rules that name a rate table: in their newest version, or in a published one. */
@Injectable()
export class RuleTableUses {
  constructor(uses: RateTableUses, rules: EarningRulesRepository, publications: PublicationsRepository) {
    uses.register(async (tableId) => {
      const published = (await publications.all())
        .flat()
        .filter(({ terms }) => tableOf(terms.content.effect) === tableId);
      const ids = new Set(published.map(({ terms }) => terms.id));
      return (await rules.all())
        .filter((rule) => ids.has(rule.id) || tableOf(rule.effect) === tableId)
        .map(({ id, name }) => ({ id, name }));
    });
  }
}

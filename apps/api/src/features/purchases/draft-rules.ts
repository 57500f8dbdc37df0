import { Injectable } from '@nestjs/common';
import type { RuleContent } from '@regulars/contracts';
import { tableOf, type EarningPurchase, type EarningRule } from '@regulars/loyalty';
import { newId } from '../../platform/ids.ts';
import { ProductSetMembers } from '../club/index.ts';
import { EarningRulesService } from '../earning/index.ts';
import { RatesOfLines } from '../rate-tables/index.ts';

/** Unsaved rules that are tried on a receipt. */
@Injectable()
export class DraftRules {
  constructor(
    private readonly rules: EarningRulesService,
    private readonly sets: ProductSetMembers,
    private readonly rates: RatesOfLines,
  ) {}

  /**
   * Its times do not matter: the question is what it would have given. Throws the refusals of a rule below `/rule`.
   * @param id of the rule that it changes; null for a new one
   */
  async termsOf(id: string | null, content: RuleContent): Promise<EarningRule> {
    const terms = await this.rules.termsOfDraft({ id: id ?? newId(), content });
    return { ...terms, validity: { from: null, until: null } };
  }

  /** A past purchase as the draft sees it. */
  async seenBy(draft: EarningRule, purchase: EarningPurchase): Promise<EarningPurchase> {
    const setsNow = await this.sets.asNow(draft);
    const ratesNow = await this.rates.asNow(tableOf(draft.effect));
    return ratesNow(setsNow(purchase));
  }
}

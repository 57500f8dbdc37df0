import { Injectable } from '@nestjs/common';
import { BudgetSources } from '../discounts/index.ts';
import { LiveOffers } from './live-offers.ts';

/** The offers whose budgets are watched. */
@Injectable()
export class OfferBudgets {
  constructor(sources: BudgetSources, offers: LiveOffers) {
    sources.register('offer', (now) => offers.at(now));
  }
}

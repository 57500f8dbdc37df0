import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClubModule } from '../club/index.ts';
import { DiscountsModule } from '../discounts/index.ts';
import { FactSources, FactsModule } from '../facts/index.ts';
import { PermissionsModule } from '../permissions/index.ts';
import { offerFacts } from './fact-source.ts';
import { AssignmentsRepository } from './assignments.repository.ts';
import { CartOffers } from './cart-offers.ts';
import { OfferEntity } from './entities/offer.entity.ts';
import { ExportedOffers } from './exported-offers.ts';
import { LiveOffers } from './live-offers.ts';
import { MetOffers } from './met-offers.ts';
import { OfferActivations } from './offer-activations.ts';
import { OfferBudgets } from './offer-budgets.ts';
import { OfferPrices } from './offer-prices.ts';
import { OfferReferences } from './offer-references.ts';
import { OfferSetsAndCategories } from './offer-sets-and-categories.ts';
import { OffersController } from './offers.controller.ts';
import { OffersRepository } from './offers.repository.ts';
import { Offers } from './offers.ts';
import { OwnOffers } from './own-offers.ts';
import { PastMeetings } from './past-meetings.ts';
import { PersonalOffers } from './personal-offers.repository.ts';
import { ToldOffers } from './told-offers.ts';
import { SweepOffersJob } from './sweep-offers.job.ts';

@Module({
  imports: [
    TypeOrmModule.forFeature([OfferEntity]),
    ClubModule,
    DiscountsModule,
    FactsModule,
    PermissionsModule,
  ],
  controllers: [OffersController],
  providers: [
    AssignmentsRepository,
    CartOffers,
    ExportedOffers,
    LiveOffers,
    MetOffers,
    OfferActivations,
    OfferBudgets,
    OfferPrices,
    OfferReferences,
    OfferSetsAndCategories,
    Offers,
    OffersRepository,
    OwnOffers,
    PastMeetings,
    PersonalOffers,
    SweepOffersJob,
    ToldOffers,
  ],
  exports: [CartOffers, Offers, PastMeetings, ToldOffers],
})
export class OffersModule {
  constructor(sources: FactSources) {
    sources.register(offerFacts);
  }
}

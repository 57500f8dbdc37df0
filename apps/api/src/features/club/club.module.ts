import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BarcodesOfProducts } from './barcodes.ts';
import { ClubChanges } from './club-changes.ts';
import { DaySumsRepository } from './day-sums.repository.ts';
import { DaySums } from './day-sums.ts';
import { ClubLogoController } from './club-logo.controller.ts';
import { ClubLogoRepository } from './club-logo.repository.ts';
import { ClubLogo } from './club-logo.ts';
import { ClubController } from './club.controller.ts';
import { ClubRepository } from './club.repository.ts';
import { ClubSettings } from './club-settings.ts';
import { ClubLogoEntity } from './entities/club-logo.entity.ts';
import { ClubEntity } from './entities/club.entity.ts';
import { ExchangeRateEntity } from './entities/exchange-rate.entity.ts';
import { LocationEntity } from './entities/location.entity.ts';
import { ProductEntity } from './entities/product.entity.ts';
import { ProductSetEntity } from './entities/product-set.entity.ts';
import { ExchangeRatesController } from './exchange-rates.controller.ts';
import { ExchangeRatesRepository } from './exchange-rates.repository.ts';
import { ExchangeRates } from './exchange-rates.ts';
import { KnownArticles } from './known-articles.ts';
import { LocationsRepository } from './locations.repository.ts';
import { Locations } from './locations.ts';
import { GoodsAtTills } from './goods-at-tills.ts';
import { InterestsController } from './interests.controller.ts';
import { Interests } from './interests.ts';
import { KeptPrices } from './kept-prices.ts';
import { LocalPrices } from './local-prices.ts';
import { ProductPricesController } from './product-prices.controller.ts';
import { ProductPricesRepository } from './product-prices.repository.ts';
import { ProductsRepository } from './products.repository.ts';
import { ProductSetMembers } from './product-set-members.ts';
import { ConditionReferences } from './condition-references.ts';
import { ConditionUses } from './condition-uses.ts';
import { ProductSetsController } from './product-sets.controller.ts';
import { ProductSetsRepository } from './product-sets.repository.ts';
import { ProductSets } from './product-sets.ts';
import { SentSkuFile } from './sent-sku-file.ts';
import { SetTrail } from './set-trail.ts';
import { ProductRange } from './product-range.ts';
import { Products } from './products.ts';
import { Reader } from './reader.ts';
import { ExportedClub } from './exported-club.ts';

@Module({
  imports: [
    TypeOrmModule.forFeature([
      ClubEntity,
      ClubLogoEntity,
      ExchangeRateEntity,
      LocationEntity,
      ProductEntity,
      ProductSetEntity,
    ]),
  ],
  controllers: [
    ClubController,
    ClubLogoController,
    ExchangeRatesController,
    InterestsController,
    ProductPricesController,
    ProductSetsController,
  ],
  providers: [
    ExportedClub,
    BarcodesOfProducts,
    ClubChanges,
    ClubLogo,
    ClubLogoRepository,
    ClubRepository,
    ClubSettings,
    DaySums,
    DaySumsRepository,
    ExchangeRates,
    ExchangeRatesRepository,
    GoodsAtTills,
    Interests,
    KeptPrices,
    KnownArticles,
    LocalPrices,
    Locations,
    LocationsRepository,
    ProductPricesRepository,
    ProductRange,
    ProductSetMembers,
    ConditionReferences,
    ConditionUses,
    ProductSets,
    ProductSetsRepository,
    Products,
    ProductsRepository,
    Reader,
    SentSkuFile,
    SetTrail,
  ],
  exports: [
    ClubChanges,
    ClubLogo,
    ClubSettings,
    DaySums,
    ExchangeRates,
    GoodsAtTills,
    Interests,
    KeptPrices,
    KnownArticles,
    Locations,
    ProductRange,
    ProductSetMembers,
    ConditionReferences,
    ConditionUses,
    ProductSets,
    Products,
    Reader,
  ],
})
export class ClubModule {}

import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BarcodesOfProducts } from './barcodes.ts';
import { ClubChanges } from './club-changes.ts';
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
import { ExchangeRatesController } from './exchange-rates.controller.ts';
import { ExchangeRatesRepository } from './exchange-rates.repository.ts';
import { ExchangeRates } from './exchange-rates.ts';
import { LocationsRepository } from './locations.repository.ts';
import { Locations } from './locations.ts';
import { ProductsRepository } from './products.repository.ts';
import { ProductRange } from './product-range.ts';
import { Products } from './products.ts';
import { Reader } from './reader.ts';
import { ExportedClub } from './exported-club.ts';

@Module({
  imports: [
    TypeOrmModule.forFeature([ClubEntity, ClubLogoEntity, ExchangeRateEntity, LocationEntity, ProductEntity]),
  ],
  controllers: [ClubController, ClubLogoController, ExchangeRatesController],
  providers: [
    ExportedClub,
    BarcodesOfProducts,
    ClubChanges,
    ClubLogo,
    ClubLogoRepository,
    ClubRepository,
    ClubSettings,
    ExchangeRates,
    ExchangeRatesRepository,
    Locations,
    LocationsRepository,
    ProductRange,
    Products,
    ProductsRepository,
    Reader,
  ],
  exports: [ClubLogo, ClubSettings, ExchangeRates, Locations, ProductRange, Products, Reader],
})
export class ClubModule {}

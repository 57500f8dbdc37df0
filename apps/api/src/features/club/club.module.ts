import { Module } from '@nestjs/common';
import { ClubChanges } from './club-changes.ts';
import { ClubController } from './club.controller.ts';
import { ClubRepository } from './club.repository.ts';
import { ClubSettings } from './club-settings.ts';
import { LocationsRepository } from './locations.repository.ts';
import { Locations } from './locations.ts';
import { ProductsRepository } from './products.repository.ts';
import { Products } from './products.ts';

@Module({
  controllers: [ClubController],
  providers: [
    ClubChanges,
    ClubRepository,
    ClubSettings,
    Locations,
    LocationsRepository,
    Products,
    ProductsRepository,
  ],
  exports: [ClubSettings, Locations, Products],
})
export class ClubModule {}

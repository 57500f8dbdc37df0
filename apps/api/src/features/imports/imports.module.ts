import { Module } from '@nestjs/common';
import { CardsModule } from '../cards/index.ts';
import { ClubModule } from '../club/index.ts';
import { MembersModule } from '../members/index.ts';
import { PurchasesModule } from '../purchases/index.ts';
import { ImportLocks } from './import-locks.repository.ts';
import { ImportRuns } from './import-runs.ts';
import { ImportsController } from './imports.controller.ts';
import { ImportsRepository } from './imports.repository.ts';
import { ImportsService } from './imports.service.ts';
import { ItemsRepository } from './items.repository.ts';
import { LinesRepository } from './lines.repository.ts';
import { MembersImporter } from './members-importer.ts';
import { ProductsImporter } from './products-importer.ts';
import { PurchasesImporter } from './purchases-importer.ts';
import { RefusedLines } from './refused-lines.ts';
import { Staging } from './staging.ts';

@Module({
  imports: [CardsModule, ClubModule, MembersModule, PurchasesModule],
  controllers: [ImportsController],
  providers: [
    ImportLocks,
    ImportRuns,
    ImportsRepository,
    ImportsService,
    ItemsRepository,
    LinesRepository,
    MembersImporter,
    ProductsImporter,
    PurchasesImporter,
    RefusedLines,
    Staging,
  ],
})
export class ImportsModule {}

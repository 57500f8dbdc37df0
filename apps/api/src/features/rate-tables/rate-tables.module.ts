import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClubModule } from '../club/index.ts';
import { ArticlesOfRates } from './articles-of-rates.ts';
import { RateTableEntity } from './entities/rate-table.entity.ts';
import { RateSheets } from './rate-sheets.ts';
import { RateTableUses } from './rate-table-uses.ts';
import { RateTablesController } from './rate-tables.controller.ts';
import { RateTablesRepository } from './rate-tables.repository.ts';
import { RateTables } from './rate-tables.ts';
import { RateVersions } from './rate-versions.ts';
import { RateVersionsRepository } from './rate-versions.repository.ts';
import { RatesOfLines } from './rates-of-lines.ts';
import { SentRateFile } from './sent-rate-file.ts';
import { TableTrail } from './table-trail.ts';

@Module({
  imports: [TypeOrmModule.forFeature([RateTableEntity]), ClubModule],
  controllers: [RateTablesController],
  providers: [
    ArticlesOfRates,
    RateSheets,
    RateTableUses,
    RateTables,
    RateTablesRepository,
    RateVersions,
    RateVersionsRepository,
    RatesOfLines,
    SentRateFile,
    TableTrail,
  ],
  exports: [RateSheets, RateTableUses, RateTables, RatesOfLines],
})
export class RateTablesModule {}

import { Module } from '@nestjs/common';
import { ClubModule } from '../club/index.ts';
import { FactsModule } from '../facts/index.ts';
import { MembersModule } from '../members/index.ts';
import { PointsModule } from '../points/index.ts';
import { PurchasesModule } from '../purchases/index.ts';
import { CoverageFigures } from './coverage.ts';
import { OverviewController } from './overview.controller.ts';
import { OverviewFigures } from './overview.ts';
import { ExportedOverview } from './exported-overview.ts';

@Module({
  imports: [ClubModule, FactsModule, MembersModule, PointsModule, PurchasesModule],
  controllers: [OverviewController],
  providers: [CoverageFigures, ExportedOverview, OverviewFigures],
})
export class OverviewModule {}

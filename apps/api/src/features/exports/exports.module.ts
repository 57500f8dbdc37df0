import { Module } from '@nestjs/common';
import { MembersModule } from '../members/index.ts';
import { PointsModule } from '../points/index.ts';
import { PurchasesModule } from '../purchases/index.ts';
import { ExportDownloads } from './export-downloads.service.ts';
import { ExportFiles } from './export-files.ts';
import { ExportSources } from './export-sources.ts';
import { ExportsController } from './exports.controller.ts';
import { ExportsRepository } from './exports.repository.ts';
import { ExportsService } from './exports.service.ts';
import { RunExportJob } from './run-export.job.ts';
import { SweepExportsJob } from './sweep-exports.job.ts';
import { PersonalExports } from './personal-exports.repository.ts';

@Module({
  imports: [MembersModule, PointsModule, PurchasesModule],
  controllers: [ExportsController],
  providers: [
    PersonalExports,
    ExportDownloads,
    ExportFiles,
    ExportSources,
    ExportsRepository,
    ExportsService,
    RunExportJob,
    SweepExportsJob,
  ],
})
export class ExportsModule {}

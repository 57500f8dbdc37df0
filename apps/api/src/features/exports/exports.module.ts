import { Module } from '@nestjs/common';
import { ClubModule } from '../club/index.ts';
import { ExportDownloads } from './export-downloads.service.ts';
import { ExportFiles } from './export-files.ts';
import { ExportReading } from './export-reading.ts';
import { ExportsController } from './exports.controller.ts';
import { ExportsRepository } from './exports.repository.ts';
import { ExportsService } from './exports.service.ts';
import { RunExportJob } from './run-export.job.ts';
import { SweepExportsJob } from './sweep-exports.job.ts';
import { PersonalExports } from './personal-exports.repository.ts';

@Module({
  imports: [ClubModule],
  controllers: [ExportsController],
  providers: [
    PersonalExports,
    ExportDownloads,
    ExportFiles,
    ExportReading,
    ExportsRepository,
    ExportsService,
    RunExportJob,
    SweepExportsJob,
  ],
})
export class ExportsModule {}

import { Module } from '@nestjs/common';
import { MailTemplates } from '../../platform/mail/index.ts';
import { ClubModule } from '../club/index.ts';
import { IdentityModule } from '../identity/index.ts';
import { SegmentsModule } from '../segments/index.ts';
import { ExportDownloads } from './export-downloads.service.ts';
import { ExportFiles } from './export-files.ts';
import { ExportReading } from './export-reading.ts';
import { ExportSchedulesController } from './export-schedules.controller.ts';
import { ExportSchedules } from './export-schedules.ts';
import { ExportSchedulesRepository } from './export-schedules.repository.ts';
import { ExportsController } from './exports.controller.ts';
import { ExportsRepository } from './exports.repository.ts';
import { ExportsService } from './exports.service.ts';
import { exportsMails } from './mails/index.ts';
import { RunExportJob } from './run-export.job.ts';
import { RunExportSchedulesJob } from './run-export-schedules.job.ts';
import { ScheduleMails } from './schedule-mails.ts';
import { ScheduleSurroundings } from './schedule-surroundings.ts';
import { SweepExportsJob } from './sweep-exports.job.ts';
import { PersonalExports } from './personal-exports.repository.ts';

@Module({
  imports: [ClubModule, IdentityModule, SegmentsModule],
  controllers: [ExportSchedulesController, ExportsController],
  providers: [
    PersonalExports,
    ExportDownloads,
    ExportFiles,
    ExportReading,
    ExportSchedules,
    ExportSchedulesRepository,
    ExportsRepository,
    ExportsService,
    RunExportJob,
    RunExportSchedulesJob,
    ScheduleMails,
    ScheduleSurroundings,
    SweepExportsJob,
  ],
})
export class ExportsModule {
  constructor(templates: MailTemplates) {
    templates.register(exportsMails);
  }
}

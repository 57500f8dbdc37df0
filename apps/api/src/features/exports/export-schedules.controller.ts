import { Controller } from '@nestjs/common';
import {
  createExportSchedule,
  listExportSchedules,
  removeExportSchedule,
  updateExportSchedule,
  type ExportSchedule,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { ExportSchedules } from './export-schedules.ts';

@Controller()
export class ExportSchedulesController {
  constructor(private readonly schedules: ExportSchedules) {}

  @Contract(listExportSchedules)
  async list(
    @Input() { query }: InputOf<typeof listExportSchedules>,
  ): Promise<ReplyOf<typeof listExportSchedules>> {
    return this.schedules.list(query);
  }

  @Contract(createExportSchedule)
  async create(
    @Input() { body }: InputOf<typeof createExportSchedule>,
    @CurrentActor() actor: Actor,
  ): Promise<ExportSchedule> {
    return this.schedules.create(actor, body);
  }

  @Contract(updateExportSchedule)
  async change(
    @Input() { params, body }: InputOf<typeof updateExportSchedule>,
    @CurrentActor() actor: Actor,
  ): Promise<ExportSchedule> {
    return this.schedules.change(actor, params.id, body);
  }

  @Contract(removeExportSchedule)
  async remove(
    @Input() { params }: InputOf<typeof removeExportSchedule>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.schedules.remove(actor, params.id);
  }
}

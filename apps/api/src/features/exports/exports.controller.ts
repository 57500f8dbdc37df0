import { pipeline } from 'node:stream/promises';
import { Controller, Res } from '@nestjs/common';
import {
  downloadExport,
  getExport,
  listExports,
  startExport,
  type Export,
  type ReplyOf,
} from '@regulars/contracts';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { takeOver } from '../../platform/http/taken-over.ts';
import { ExportDownloads } from './export-downloads.service.ts';
import { ExportsService } from './exports.service.ts';

@Controller()
export class ExportsController {
  constructor(
    private readonly exports: ExportsService,
    private readonly downloads: ExportDownloads,
  ) {}

  @Contract(startExport)
  async start(@Input() { body }: InputOf<typeof startExport>, @CurrentActor() actor: Actor): Promise<Export> {
    return this.exports.start(actor, body);
  }

  @Contract(listExports)
  async list(
    @Input() { query }: InputOf<typeof listExports>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof listExports>> {
    return this.downloads.list(actor, query);
  }

  @Contract(getExport)
  async show(@Input() { params }: InputOf<typeof getExport>, @CurrentActor() actor: Actor): Promise<Export> {
    return this.downloads.byId(actor, params.id);
  }

  @Contract(downloadExport)
  async download(
    @Input() { params }: InputOf<typeof downloadExport>,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { name, type, bytes, stream } = await this.downloads.download(actor, params.id);
    const response = takeOver(reply, {
      'content-type': type,
      'content-length': String(bytes),
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    });
    await pipeline(stream, response).catch(() => response.destroy());
  }
}

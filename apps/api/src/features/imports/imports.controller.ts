import { Controller, Res } from '@nestjs/common';
import {
  beginImport,
  cancelImport,
  decideImportConflicts,
  deleteImportMapping,
  getImport,
  importErrors,
  listImportConflicts,
  listImportMappings,
  listImports,
  listRefusedLines,
  previewImport,
  renameImportMapping,
  saveImportMapping,
  startImport,
  undoImport,
  type Import,
  type ReplyOf,
  type SavedImportMapping,
} from '@regulars/contracts';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../platform/actor.ts';
import {
  Contract,
  CurrentActor,
  Input,
  RawRequest,
  type ClubRequest,
  type InputOf,
} from '../../platform/http/contract.ts';
import { ImportConflicts } from './conflicts.service.ts';
import { ImportsService } from './imports.service.ts';
import { ImportMappings } from './mappings.service.ts';
import { RefusedLines } from './refused-lines.ts';

@Controller()
export class ImportsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly refused: RefusedLines,
    private readonly contradictions: ImportConflicts,
    private readonly saved: ImportMappings,
  ) {}

  @Contract(previewImport)
  async preview(@RawRequest() request: ClubRequest): Promise<ReplyOf<typeof previewImport>> {
    return this.imports.preview(request);
  }

  @Contract(startImport)
  async start(@RawRequest() request: ClubRequest, @CurrentActor() actor: Actor): Promise<Import> {
    return this.imports.start(actor, request);
  }

  @Contract(listImports)
  async list(@Input() { query }: InputOf<typeof listImports>): Promise<ReplyOf<typeof listImports>> {
    return this.imports.list(query);
  }

  @Contract(getImport)
  async show(@Input() { params }: InputOf<typeof getImport>): Promise<Import> {
    return this.imports.byId(params.id);
  }

  @Contract(beginImport)
  async begin(
    @Input() { params }: InputOf<typeof beginImport>,
    @CurrentActor() actor: Actor,
  ): Promise<Import> {
    return this.imports.begin(actor, params.id);
  }

  @Contract(cancelImport)
  async cancel(
    @Input() { params }: InputOf<typeof cancelImport>,
    @CurrentActor() actor: Actor,
  ): Promise<Import> {
    return this.imports.cancel(actor, params.id);
  }

  @Contract(undoImport)
  async undo(@Input() { params }: InputOf<typeof undoImport>, @CurrentActor() actor: Actor): Promise<Import> {
    return this.imports.undo(actor, params.id);
  }

  @Contract(importErrors)
  async errors(@Input() { params }: InputOf<typeof importErrors>, @Res() reply: FastifyReply): Promise<void> {
    await this.refused.send(params.id, reply);
  }

  @Contract(listRefusedLines)
  async refusedLines(
    @Input() { params, query }: InputOf<typeof listRefusedLines>,
  ): Promise<ReplyOf<typeof listRefusedLines>> {
    return this.refused.list(params.id, query);
  }

  @Contract(listImportConflicts)
  async conflicts(
    @Input() { params, query }: InputOf<typeof listImportConflicts>,
  ): Promise<ReplyOf<typeof listImportConflicts>> {
    await this.imports.byId(params.id);
    return this.contradictions.list(params.id, query);
  }

  @Contract(decideImportConflicts)
  async decide(
    @Input() { params, body }: InputOf<typeof decideImportConflicts>,
    @CurrentActor() actor: Actor,
  ): Promise<Import> {
    await this.contradictions.decide(actor, params.id, body);
    return this.imports.byId(params.id);
  }

  @Contract(listImportMappings)
  async mappings(): Promise<ReplyOf<typeof listImportMappings>> {
    return this.saved.list();
  }

  @Contract(saveImportMapping)
  async saveMapping(@Input() { body }: InputOf<typeof saveImportMapping>): Promise<SavedImportMapping> {
    return this.saved.save(body);
  }

  @Contract(renameImportMapping)
  async renameMapping(
    @Input() { params, body }: InputOf<typeof renameImportMapping>,
  ): Promise<SavedImportMapping> {
    return this.saved.rename(params.id, body.name);
  }

  @Contract(deleteImportMapping)
  async deleteMapping(@Input() { params }: InputOf<typeof deleteImportMapping>): Promise<void> {
    await this.saved.remove(params.id);
  }
}

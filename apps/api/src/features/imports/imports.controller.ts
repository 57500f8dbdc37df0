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
  listImportRemarks,
  listImports,
  listKeptItems,
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
import { ImportUploads } from './import-uploads.ts';
import { ImportsService } from './imports.service.ts';
import { ImportMappings } from './mappings.service.ts';
import { RefusedLines } from './refused-lines.ts';
import { RemarkedLines } from './remarked-lines.ts';

@Controller()
export class ImportsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly uploads: ImportUploads,
    private readonly refused: RefusedLines,
    private readonly contradictions: ImportConflicts,
    private readonly remarked: RemarkedLines,
    private readonly saved: ImportMappings,
  ) {}

  @Contract(previewImport)
  async preview(
    @RawRequest() request: ClubRequest,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof previewImport>> {
    return this.uploads.preview(actor, request);
  }

  @Contract(startImport)
  async start(@RawRequest() request: ClubRequest, @CurrentActor() actor: Actor): Promise<Import> {
    return this.imports.afterChange(actor, await this.uploads.start(actor, request));
  }

  @Contract(listImports)
  async list(
    @Input() { query }: InputOf<typeof listImports>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof listImports>> {
    return this.imports.list(actor, query);
  }

  @Contract(listKeptItems)
  async kept(
    @Input() { params, query }: InputOf<typeof listKeptItems>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof listKeptItems>> {
    return this.imports.leftByUndo(actor, params.id, query);
  }

  @Contract(getImport)
  async show(@Input() { params }: InputOf<typeof getImport>, @CurrentActor() actor: Actor): Promise<Import> {
    return this.imports.byId(actor, params.id);
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
  async errors(
    @Input() { params }: InputOf<typeof importErrors>,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.refused.send(actor, params.id, reply);
  }

  @Contract(listRefusedLines)
  async refusedLines(
    @Input() { params, query }: InputOf<typeof listRefusedLines>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof listRefusedLines>> {
    return this.refused.list(actor, params.id, query);
  }

  @Contract(listImportRemarks)
  async remarks(
    @Input() { params, query }: InputOf<typeof listImportRemarks>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof listImportRemarks>> {
    return this.remarked.list(actor, params.id, query);
  }

  @Contract(listImportConflicts)
  async conflicts(
    @Input() { params, query }: InputOf<typeof listImportConflicts>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof listImportConflicts>> {
    await this.imports.byId(actor, params.id);
    return this.contradictions.list(params.id, query);
  }

  @Contract(decideImportConflicts)
  async decide(
    @Input() { params, body }: InputOf<typeof decideImportConflicts>,
    @CurrentActor() actor: Actor,
  ): Promise<Import> {
    await this.contradictions.decide(actor, params.id, body);
    return this.imports.afterChange(actor, params.id);
  }

  @Contract(listImportMappings)
  async mappings(@CurrentActor() actor: Actor): Promise<ReplyOf<typeof listImportMappings>> {
    return this.saved.list(actor);
  }

  @Contract(saveImportMapping)
  async saveMapping(
    @Input() { body }: InputOf<typeof saveImportMapping>,
    @CurrentActor() actor: Actor,
  ): Promise<SavedImportMapping> {
    return this.saved.save(actor, body);
  }

  @Contract(renameImportMapping)
  async renameMapping(
    @Input() { params, body }: InputOf<typeof renameImportMapping>,
    @CurrentActor() actor: Actor,
  ): Promise<SavedImportMapping> {
    return this.saved.rename(actor, params.id, body.name);
  }

  @Contract(deleteImportMapping)
  async deleteMapping(
    @Input() { params }: InputOf<typeof deleteImportMapping>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.saved.remove(actor, params.id);
  }
}

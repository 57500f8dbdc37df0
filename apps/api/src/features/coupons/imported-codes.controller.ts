import { Readable } from 'node:stream';
import { Controller } from '@nestjs/common';
import {
  importCouponCodes,
  listCouponBatchErrors,
  removeCodeImport,
  restartCodeImport,
  type CouponBatch,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import {
  Contract,
  CurrentActor,
  Input,
  RawRequest,
  type ClubRequest,
  type InputOf,
} from '../../platform/http/contract.ts';
import { CodeUploads } from './code-uploads.ts';
import { CouponBatches } from './coupon-batches.ts';
import { FailedImports } from './failed-imports.ts';

@Controller()
export class ImportedCodesController {
  constructor(
    private readonly batches: CouponBatches,
    private readonly uploads: CodeUploads,
    private readonly failed: FailedImports,
  ) {}

  @Contract(importCouponCodes)
  async take(
    @Input() { params }: InputOf<typeof importCouponCodes>,
    @RawRequest() request: ClubRequest,
    @CurrentActor() actor: Actor,
  ): Promise<CouponBatch> {
    const file = request.body;
    if (!(file instanceof Readable)) throw new ClubError('unsupported-media-type', 'Send text/csv');
    return this.batches.find(await this.uploads.take(actor, params.id, file));
  }

  @Contract(restartCodeImport)
  async restart(
    @Input() { params }: InputOf<typeof restartCodeImport>,
    @CurrentActor() actor: Actor,
  ): Promise<CouponBatch> {
    const { id } = await this.batches.find(params.id);
    await this.failed.restart(actor, id);
    return this.batches.find(id);
  }

  @Contract(removeCodeImport)
  async remove(
    @Input() { params }: InputOf<typeof removeCodeImport>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    const { id } = await this.batches.find(params.id);
    await this.failed.remove(actor, id);
  }

  @Contract(listCouponBatchErrors)
  async errors(
    @Input() { params, query }: InputOf<typeof listCouponBatchErrors>,
  ): Promise<ReplyOf<typeof listCouponBatchErrors>> {
    return this.batches.listErrors(params.id, query);
  }
}

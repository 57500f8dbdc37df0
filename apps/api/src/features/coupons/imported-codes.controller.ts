import { Readable } from 'node:stream';
import { Controller } from '@nestjs/common';
import {
  importCouponCodes,
  listCouponBatchErrors,
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

@Controller()
export class ImportedCodesController {
  constructor(
    private readonly batches: CouponBatches,
    private readonly uploads: CodeUploads,
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

  @Contract(listCouponBatchErrors)
  async errors(
    @Input() { params, query }: InputOf<typeof listCouponBatchErrors>,
  ): Promise<ReplyOf<typeof listCouponBatchErrors>> {
    return this.batches.listErrors(params.id, query);
  }
}

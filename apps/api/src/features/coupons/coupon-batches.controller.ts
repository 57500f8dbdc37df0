import { pipeline } from 'node:stream/promises';
import { Controller, Res } from '@nestjs/common';
import {
  fetchCouponCodes,
  getCouponBatch,
  listCouponBatches,
  listCouponCodes,
  makeCouponCodes,
  type CouponBatch,
  type ReplyOf,
} from '@regulars/contracts';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { takeOver } from '../../platform/http/taken-over.ts';
import { CouponBatches } from './coupon-batches.ts';

@Controller()
export class CouponBatchesController {
  constructor(private readonly batches: CouponBatches) {}

  @Contract(makeCouponCodes)
  async make(
    @Input() { params, body }: InputOf<typeof makeCouponCodes>,
    @CurrentActor() actor: Actor,
  ): Promise<CouponBatch> {
    return this.batches.make(actor, params.id, body);
  }

  @Contract(listCouponBatches)
  async list(
    @Input() { params, query }: InputOf<typeof listCouponBatches>,
  ): Promise<ReplyOf<typeof listCouponBatches>> {
    return this.batches.list(params.id, query);
  }

  @Contract(getCouponBatch)
  async find(@Input() { params }: InputOf<typeof getCouponBatch>): Promise<CouponBatch> {
    return this.batches.find(params.id);
  }

  @Contract(listCouponCodes)
  async listCodes(
    @Input() { params, query }: InputOf<typeof listCouponCodes>,
  ): Promise<ReplyOf<typeof listCouponCodes>> {
    return this.batches.listCodes(params.id, query);
  }

  @Contract(fetchCouponCodes)
  async fetch(
    @Input() { params }: InputOf<typeof fetchCouponCodes>,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { stream, bytes, end } = await this.batches.fetch(actor, params.id);
    const response = takeOver(reply, {
      'content-type': 'text/csv; charset=utf-8',
      'content-length': String(bytes),
      'content-disposition': `attachment; filename="codes-${params.id}.csv"`,
      'cache-control': 'private, no-store',
    });
    await pipeline(stream, response).catch(() => response.destroy());
    // The reader may close the connection as soon as it has everything, before the stream has noticed its end.
    await end(stream.bytesRead === bytes);
  }
}

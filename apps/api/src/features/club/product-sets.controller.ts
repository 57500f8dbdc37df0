import { Readable } from 'node:stream';
import { Controller, Res } from '@nestjs/common';
import {
  createProductSet,
  downloadProductSet,
  getProductSet,
  listProductSets,
  listProductSetSkus,
  putProductSetSkus,
  removeProductSet,
  updateProductSet,
  type ProductSet,
  type ReplyOf,
} from '@regulars/contracts';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import {
  Contract,
  CurrentActor,
  ExpectedVersion,
  Input,
  RawRequest,
  type ClubRequest,
  type InputOf,
} from '../../platform/http/contract.ts';
import { ProductSets } from './product-sets.ts';
import { SentSkuFile } from './sent-sku-file.ts';

@Controller()
export class ProductSetsController {
  constructor(
    private readonly sets: ProductSets,
    private readonly sent: SentSkuFile,
  ) {}

  @Contract(listProductSets)
  async list(@Input() { query }: InputOf<typeof listProductSets>): Promise<ReplyOf<typeof listProductSets>> {
    return this.sets.list(query);
  }

  @Contract(createProductSet)
  async create(
    @Input() { body }: InputOf<typeof createProductSet>,
    @CurrentActor() actor: Actor,
  ): Promise<ProductSet> {
    return this.sets.create(actor, body);
  }

  @Contract(getProductSet)
  async get(@Input() { params }: InputOf<typeof getProductSet>): Promise<ReplyOf<typeof getProductSet>> {
    return this.sets.byId(params.id);
  }

  @Contract(updateProductSet)
  async update(
    @Input() { params, body }: InputOf<typeof updateProductSet>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<ProductSet> {
    return this.sets.rename(actor, params.id, body, version);
  }

  @Contract(removeProductSet)
  async remove(
    @Input() { params }: InputOf<typeof removeProductSet>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.sets.remove(actor, params.id);
  }

  @Contract(listProductSetSkus)
  async skus(
    @Input() { params, query }: InputOf<typeof listProductSetSkus>,
  ): Promise<ReplyOf<typeof listProductSetSkus>> {
    return this.sets.skus(params.id, query);
  }

  @Contract(putProductSetSkus)
  async replace(
    @Input() { params }: InputOf<typeof putProductSetSkus>,
    @RawRequest() request: ClubRequest,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof putProductSetSkus>> {
    const file = request.body;
    if (!(file instanceof Readable)) throw new ClubError('unsupported-media-type', 'Send text/csv');
    return this.sets.replace(actor, params.id, file);
  }

  @Contract(downloadProductSet)
  async download(
    @Input() { params }: InputOf<typeof downloadProductSet>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.sent.send(params.id, reply);
  }
}

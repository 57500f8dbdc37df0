import { Readable } from 'node:stream';
import { Controller } from '@nestjs/common';
import {
  getPartnerCodes,
  importPartnerCodes,
  listPartnerCodeErrors,
  listPartnerCodeFiles,
  showPartnerCode,
  type PartnerCodeFile,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import {
  Contract,
  CurrentActor,
  CurrentMember,
  Input,
  RawRequest,
  type ClubRequest,
  type InputOf,
} from '../../platform/http/contract.ts';
import { OwnVouchers } from './own-vouchers.ts';
import { PartnerCodePool } from './partner-code-pool.ts';

@Controller()
export class PartnerCodesController {
  constructor(
    private readonly pool: PartnerCodePool,
    private readonly vouchers: OwnVouchers,
  ) {}

  @Contract(getPartnerCodes)
  async counted(
    @Input() { params }: InputOf<typeof getPartnerCodes>,
  ): Promise<ReplyOf<typeof getPartnerCodes>> {
    return this.pool.of(params.id);
  }

  @Contract(importPartnerCodes)
  async add(
    @Input() { params }: InputOf<typeof importPartnerCodes>,
    @RawRequest() request: ClubRequest,
    @CurrentActor() actor: Actor,
  ): Promise<PartnerCodeFile> {
    const file = request.body;
    if (!(file instanceof Readable)) throw new ClubError('unsupported-media-type', 'Send text/csv');
    return this.pool.add(actor, params.id, file);
  }

  @Contract(listPartnerCodeFiles)
  async files(
    @Input() { params, query }: InputOf<typeof listPartnerCodeFiles>,
  ): Promise<ReplyOf<typeof listPartnerCodeFiles>> {
    return this.pool.files(params.id, query);
  }

  @Contract(listPartnerCodeErrors)
  async errors(
    @Input() { params, query }: InputOf<typeof listPartnerCodeErrors>,
  ): Promise<ReplyOf<typeof listPartnerCodeErrors>> {
    return this.pool.errors(params.id, query);
  }

  @Contract(showPartnerCode)
  async show(
    @Input() { params }: InputOf<typeof showPartnerCode>,
    @CurrentMember() memberId: string,
  ): Promise<ReplyOf<typeof showPartnerCode>> {
    return { code: await this.vouchers.showCode(memberId, params.id) };
  }
}

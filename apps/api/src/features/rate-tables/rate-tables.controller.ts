import { Readable } from 'node:stream';
import { Controller, Res } from '@nestjs/common';
import {
  addRateVersion,
  createRateTable,
  downloadRates,
  getRateTable,
  listRates,
  listRateTables,
  removeRateTable,
  updateRateTable,
  withdrawRateVersion,
  type RateTable,
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
import { RateSheets } from './rate-sheets.ts';
import { RateTables } from './rate-tables.ts';
import { RateVersions } from './rate-versions.ts';
import { SentRateFile } from './sent-rate-file.ts';

@Controller()
export class RateTablesController {
  constructor(
    private readonly tables: RateTables,
    private readonly versions: RateVersions,
    private readonly sheets: RateSheets,
    private readonly sent: SentRateFile,
  ) {}

  @Contract(listRateTables)
  async list(@Input() { query }: InputOf<typeof listRateTables>): Promise<ReplyOf<typeof listRateTables>> {
    return this.tables.list(query);
  }

  @Contract(createRateTable)
  async create(
    @Input() { body }: InputOf<typeof createRateTable>,
    @CurrentActor() actor: Actor,
  ): Promise<RateTable> {
    return this.tables.create(actor, body);
  }

  @Contract(getRateTable)
  async get(@Input() { params }: InputOf<typeof getRateTable>): Promise<ReplyOf<typeof getRateTable>> {
    return this.tables.byId(params.id);
  }

  @Contract(updateRateTable)
  async update(
    @Input() { params, body }: InputOf<typeof updateRateTable>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<RateTable> {
    return this.tables.rename(actor, params.id, body, version);
  }

  @Contract(removeRateTable)
  async remove(
    @Input() { params }: InputOf<typeof removeRateTable>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.tables.remove(actor, params.id);
  }

  @Contract(addRateVersion)
  async add(
    @Input() { params, query }: InputOf<typeof addRateVersion>,
    @RawRequest() request: ClubRequest,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof addRateVersion>> {
    const file = request.body;
    if (!(file instanceof Readable)) throw new ClubError('unsupported-media-type', 'Send text/csv');
    return this.sheets.add(actor, params.id, file, query.validFrom);
  }

  @Contract(withdrawRateVersion)
  async withdraw(
    @Input() { params }: InputOf<typeof withdrawRateVersion>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.versions.withdraw(actor, params.id, params.number);
  }

  @Contract(listRates)
  async rates(@Input() { params, query }: InputOf<typeof listRates>): Promise<ReplyOf<typeof listRates>> {
    return this.sheets.rates(params.id, params.number, query);
  }

  @Contract(downloadRates)
  async download(
    @Input() { params }: InputOf<typeof downloadRates>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.sent.send(params.id, params.number, reply);
  }
}

import { Controller } from '@nestjs/common';
import {
  createCollectSite,
  getCollectSite,
  listCollectSites,
  replaceCollectKey,
  updateCollectSite,
  vouchForMember,
  type CollectSite,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import {
  Contract,
  CurrentActor,
  ExpectedVersion,
  Input,
  type InputOf,
} from '../../platform/http/contract.ts';
import { Sites } from './sites.ts';
import { Vouching } from './vouching.ts';

@Controller()
export class SitesController {
  constructor(
    private readonly sites: Sites,
    private readonly vouching: Vouching,
  ) {}

  @Contract(listCollectSites)
  async list(
    @Input() { query }: InputOf<typeof listCollectSites>,
  ): Promise<ReplyOf<typeof listCollectSites>> {
    return this.sites.list(query);
  }

  @Contract(createCollectSite)
  async create(
    @Input() { body }: InputOf<typeof createCollectSite>,
    @CurrentActor() actor: Actor,
  ): Promise<CollectSite> {
    return this.sites.create(actor, body);
  }

  @Contract(getCollectSite)
  async get(@Input() { params }: InputOf<typeof getCollectSite>): Promise<ReplyOf<typeof getCollectSite>> {
    return this.sites.byId(params.id);
  }

  @Contract(updateCollectSite)
  async update(
    @Input() { params, body }: InputOf<typeof updateCollectSite>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<CollectSite> {
    return this.sites.update(actor, params.id, body, version);
  }

  @Contract(replaceCollectKey)
  async replaceKey(
    @Input() { params }: InputOf<typeof replaceCollectKey>,
    @CurrentActor() actor: Actor,
  ): Promise<CollectSite> {
    return this.sites.replaceKey(actor, params.id);
  }

  @Contract(vouchForMember)
  async vouch(
    @Input() { params, body }: InputOf<typeof vouchForMember>,
  ): Promise<ReplyOf<typeof vouchForMember>> {
    return this.vouching.tokenFor(params.id, body.memberId);
  }
}

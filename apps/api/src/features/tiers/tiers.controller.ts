import { Controller } from '@nestjs/common';
import {
  createTier,
  endTierGrant,
  getMemberTier,
  getOwnTier,
  grantTier,
  listTierChanges,
  listTierGrants,
  listTiers,
  updateTier,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import {
  Contract,
  CurrentActor,
  CurrentMember,
  ExpectedVersion,
  Input,
  type InputOf,
} from '../../platform/http/contract.ts';
import { Reader } from '../club/index.ts';
import { LadderService } from './ladder.service.ts';
import { MemberTiers } from './member-tiers.ts';
import { TierGrants } from './tier-grants.ts';
import { OwnTier } from './own-tier.ts';
import { Tiers } from './tiers.ts';

@Controller()
export class TiersController {
  constructor(
    private readonly tiers: Tiers,
    private readonly ladder: LadderService,
    private readonly members: MemberTiers,
    private readonly ownTier: OwnTier,
    private readonly grants: TierGrants,
    private readonly reader: Reader,
  ) {}

  @Contract(listTiers)
  async list(@Input() { query }: InputOf<typeof listTiers>): Promise<ReplyOf<typeof listTiers>> {
    return this.tiers.list(query, (await this.reader.wording()).of);
  }

  @Contract(createTier)
  async create(
    @Input() { body }: InputOf<typeof createTier>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof createTier>> {
    return this.ladder.create(actor, body);
  }

  @Contract(updateTier)
  async update(
    @Input() { params, body }: InputOf<typeof updateTier>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<ReplyOf<typeof updateTier>> {
    return this.ladder.change(actor, params.id, body, version);
  }

  @Contract(getMemberTier)
  async ofMember(@Input() { params }: InputOf<typeof getMemberTier>): Promise<ReplyOf<typeof getMemberTier>> {
    return this.members.standing(params.id);
  }

  @Contract(getOwnTier)
  async own(@CurrentMember() memberId: string): Promise<ReplyOf<typeof getOwnTier>> {
    return this.ownTier.of(memberId);
  }

  @Contract(listTierChanges)
  async changes(
    @Input() { params, query }: InputOf<typeof listTierChanges>,
  ): Promise<ReplyOf<typeof listTierChanges>> {
    return this.members.changes(params.id, query);
  }

  @Contract(listTierGrants)
  async granted(
    @Input() { params, query }: InputOf<typeof listTierGrants>,
  ): Promise<ReplyOf<typeof listTierGrants>> {
    return this.grants.list(params.id, query);
  }

  @Contract(grantTier)
  async grant(
    @Input() { params, body }: InputOf<typeof grantTier>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof grantTier>> {
    return this.grants.grant(actor, params.id, body);
  }

  @Contract(endTierGrant)
  async endGrant(
    @Input() { params }: InputOf<typeof endTierGrant>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof endTierGrant>> {
    return this.grants.end(actor, params.id, params.grantId);
  }
}

import { Controller, Res } from '@nestjs/common';
import {
  describeOwnCommunityPicture,
  getOwnCommunityPicture,
  putOwnCommunityPicture,
  removeOwnCommunityPicture,
  type OwnCommunity,
} from '@regulars/contracts';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../../platform/actor.ts';
import { sendPicture } from '../../../platform/files/send-picture.ts';
import {
  Contract,
  CurrentActor,
  CurrentMember,
  Input,
  RawRequest,
  type ClubRequest,
  type InputOf,
} from '../../../platform/http/contract.ts';
import { OwnCommunities } from '../own-communities.ts';
import { OwnCommunityPictures } from './own-community-pictures.ts';

@Controller()
export class OwnCommunityPicturesController {
  constructor(
    private readonly pictures: OwnCommunityPictures,
    private readonly communities: OwnCommunities,
  ) {}

  @Contract(getOwnCommunityPicture)
  async get(
    @Input() { params }: InputOf<typeof getOwnCommunityPicture>,
    @CurrentMember() memberId: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendPicture(reply, await this.pictures.show(memberId, params.id, params.width));
  }

  @Contract(putOwnCommunityPicture)
  async put(
    @Input() { params, query }: InputOf<typeof putOwnCommunityPicture>,
    @RawRequest() request: ClubRequest,
    @CurrentActor() actor: Actor,
    @CurrentMember() memberId: string,
  ): Promise<OwnCommunity> {
    await this.pictures.put({ actor, memberId }, params.id, { sent: request.body, text: query });
    return this.communities.one(memberId, params.id);
  }

  @Contract(describeOwnCommunityPicture)
  async describe(
    @Input() { params, body }: InputOf<typeof describeOwnCommunityPicture>,
    @CurrentActor() actor: Actor,
    @CurrentMember() memberId: string,
  ): Promise<OwnCommunity> {
    await this.pictures.describe({ actor, memberId }, params.id, body.text);
    return this.communities.one(memberId, params.id);
  }

  @Contract(removeOwnCommunityPicture)
  async remove(
    @Input() { params }: InputOf<typeof removeOwnCommunityPicture>,
    @CurrentActor() actor: Actor,
    @CurrentMember() memberId: string,
  ): Promise<OwnCommunity> {
    await this.pictures.remove({ actor, memberId }, params.id);
    return this.communities.one(memberId, params.id);
  }
}

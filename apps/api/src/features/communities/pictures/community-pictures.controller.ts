import { Controller, Res } from '@nestjs/common';
import {
  describeCommunityPicture,
  getCommunityPicture,
  putCommunityPicture,
  removeCommunityPicture,
  type Community,
} from '@regulars/contracts';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../../platform/actor.ts';
import { sendPicture } from '../../../platform/files/send-picture.ts';
import {
  Contract,
  CurrentActor,
  Input,
  RawRequest,
  type ClubRequest,
  type InputOf,
} from '../../../platform/http/contract.ts';
import { Communities } from '../communities.ts';
import { CommunityPictures } from './community-pictures.ts';

@Controller()
export class CommunityPicturesController {
  constructor(
    private readonly pictures: CommunityPictures,
    private readonly communities: Communities,
  ) {}

  @Contract(getCommunityPicture)
  async get(
    @Input() { params }: InputOf<typeof getCommunityPicture>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendPicture(reply, await this.pictures.show(params.id, params.width));
  }

  @Contract(putCommunityPicture)
  async put(
    @Input() { params, query }: InputOf<typeof putCommunityPicture>,
    @RawRequest() request: ClubRequest,
    @CurrentActor() actor: Actor,
  ): Promise<Community> {
    await this.pictures.put(actor, params.id, { sent: request.body, text: query });
    return this.communities.find(params.id);
  }

  @Contract(describeCommunityPicture)
  async describe(
    @Input() { params, body }: InputOf<typeof describeCommunityPicture>,
    @CurrentActor() actor: Actor,
  ): Promise<Community> {
    await this.pictures.describe(actor, params.id, body.text);
    return this.communities.find(params.id);
  }

  @Contract(removeCommunityPicture)
  async remove(
    @Input() { params }: InputOf<typeof removeCommunityPicture>,
    @CurrentActor() actor: Actor,
  ): Promise<Community> {
    await this.pictures.remove(actor, params.id);
    return this.communities.find(params.id);
  }
}

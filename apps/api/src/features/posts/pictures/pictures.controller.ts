import { Controller, Res } from '@nestjs/common';
import { addPicture, getOwnPicture, getPicture, type UploadedPicture } from '@regulars/contracts';
import type { FastifyReply } from 'fastify';
import { sendPicture } from '../../../platform/files/send-picture.ts';
import {
  Contract,
  CurrentMember,
  Input,
  RawRequest,
  type ClubRequest,
  type InputOf,
} from '../../../platform/http/contract.ts';
import { Pictures } from './pictures.ts';
import { ShownPictures } from './shown-pictures.ts';

@Controller()
export class PicturesController {
  constructor(
    private readonly pictures: Pictures,
    private readonly shown: ShownPictures,
  ) {}

  @Contract(addPicture)
  async add(
    @Input() { params }: InputOf<typeof addPicture>,
    @RawRequest() request: ClubRequest,
    @CurrentMember() memberId: string,
  ): Promise<UploadedPicture> {
    return this.pictures.add(memberId, params.id, request.body);
  }

  @Contract(getOwnPicture)
  async own(
    @Input() { params, query }: InputOf<typeof getOwnPicture>,
    @CurrentMember() memberId: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendPicture(reply, await this.shown.forMember(memberId, params.id, query.size));
  }

  @Contract(getPicture)
  async any(
    @Input() { params, query }: InputOf<typeof getPicture>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendPicture(reply, await this.shown.forManager(params.id, query.size));
  }
}

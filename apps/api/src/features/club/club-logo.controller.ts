import { Controller, Res } from '@nestjs/common';
import { getLogo, putLogo, removeLogo, type Club } from '@regulars/contracts';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../platform/actor.ts';
import {
  Contract,
  CurrentActor,
  Input,
  RawRequest,
  type ClubRequest,
  type InputOf,
} from '../../platform/http/contract.ts';
import { ClubLogo } from './club-logo.ts';

@Controller()
export class ClubLogoController {
  constructor(private readonly logo: ClubLogo) {}

  @Contract(getLogo)
  async show(
    @Input() { query }: InputOf<typeof getLogo>,
    @RawRequest() request: ClubRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const shape = query.as;
    const { hash, bytes } = await (shape ? this.logo.shaped(shape) : this.logo.show());
    const etag = `"${[hash, shape].filter(Boolean).join('-')}"`;
    void reply.headers({
      etag,
      'cache-control': query.v === hash ? 'public, max-age=31536000, immutable' : 'no-cache',
      'x-content-type-options': 'nosniff',
    });
    if (request.headers['if-none-match'] === etag) void reply.status(304).send();
    else void reply.header('content-type', shape ? 'image/png' : 'image/webp').send(bytes);
  }

  @Contract(putLogo)
  async change(@RawRequest() request: ClubRequest, @CurrentActor() actor: Actor): Promise<Club> {
    return this.logo.change(actor, request.body);
  }

  @Contract(removeLogo)
  async remove(@CurrentActor() actor: Actor): Promise<Club> {
    return this.logo.remove(actor);
  }
}

import { Controller, Res } from '@nestjs/common';
import { collectEvents, forgetVisitor, getCollectScript, type ReplyOf } from '@regulars/contracts';
import type { FastifyReply } from 'fastify';
import { Contract, Input, RawRequest, type ClubRequest, type InputOf } from '../../platform/http/contract.ts';
import { Collected, type Browser } from './collected.ts';
import { pageScriptText } from './page-script.ts';

const script = pageScriptText();

@Controller()
export class CollectController {
  constructor(private readonly collected: Collected) {}

  /** Every web page may load it: it does nothing without a key, and its key works on listed origins only. */
  @Contract(getCollectScript)
  async script(@Res() reply: FastifyReply): Promise<void> {
    await reply
      .header('content-type', 'text/javascript; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      .header('cross-origin-resource-policy', 'cross-origin')
      .send(script);
  }

  @Contract(collectEvents)
  async collect(
    @Input() { body }: InputOf<typeof collectEvents>,
    @RawRequest() request: ClubRequest,
  ): Promise<ReplyOf<typeof collectEvents>> {
    return this.collected.take(body, browserOf(request));
  }

  @Contract(forgetVisitor)
  async forget(
    @Input() { body }: InputOf<typeof forgetVisitor>,
    @RawRequest() request: ClubRequest,
  ): Promise<void> {
    await this.collected.forget(body.pageKey, body.visitor, browserOf(request));
  }
}

const browserOf = ({ headers }: ClubRequest): Browser => ({
  origin: headers.origin,
  userAgent: headers['user-agent'],
});

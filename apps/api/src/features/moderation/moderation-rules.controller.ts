import { Readable } from 'node:stream';
import { Controller, Res } from '@nestjs/common';
import {
  addWordRule,
  downloadWordFile,
  getMemberTrust,
  getModerationSettings,
  listWordRules,
  putWordFile,
  removeWordRule,
  setMemberTrust,
  setModerationSettings,
  type MemberTrust as Trust,
  type ModerationSettings as Settings,
  type ReplyOf,
  type WordRuleShown,
} from '@regulars/contracts';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import {
  type ClubRequest,
  Contract,
  CurrentActor,
  Input,
  type InputOf,
  RawRequest,
  SentVersion,
} from '../../platform/http/contract.ts';
import { sendCsv } from '../../platform/http/sent-csv.ts';
import { MemberTrust } from './member-trust.ts';
import { ModerationSettings } from './moderation-settings.ts';
import { wordColumns } from './word-file.ts';
import { WordRules } from './word-rules.ts';

@Controller()
export class ModerationRulesController {
  constructor(
    private readonly settings: ModerationSettings,
    private readonly words: WordRules,
    private readonly trust: MemberTrust,
  ) {}

  @Contract(getModerationSettings)
  async show(): Promise<Settings> {
    return this.settings.current();
  }

  @Contract(setModerationSettings)
  async change(
    @Input() { body }: InputOf<typeof setModerationSettings>,
    @CurrentActor() actor: Actor,
    @SentVersion() version: number | undefined,
  ): Promise<Settings> {
    return this.settings.change(actor, body, version);
  }

  @Contract(getMemberTrust)
  async trustOf(@Input() { params }: InputOf<typeof getMemberTrust>): Promise<Trust> {
    return this.trust.ofKnown(params.memberId);
  }

  @Contract(setMemberTrust)
  async setTrust(
    @Input() { params, body }: InputOf<typeof setMemberTrust>,
    @CurrentActor() actor: Actor,
  ): Promise<Trust> {
    return this.trust.set(actor, params.memberId, body);
  }

  @Contract(downloadWordFile)
  async download(@Res() reply: FastifyReply): Promise<void> {
    await sendCsv(reply, { name: 'words', columns: wordColumns, rows: this.words.lines() });
  }

  @Contract(putWordFile)
  async replaceWords(
    @RawRequest() request: ClubRequest,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof putWordFile>> {
    const file = request.body;
    if (!(file instanceof Readable)) throw new ClubError('unsupported-media-type', 'Send text/csv');
    return this.words.replace(actor, file);
  }

  @Contract(listWordRules)
  async listWords(@Input() { query }: InputOf<typeof listWordRules>): Promise<ReplyOf<typeof listWordRules>> {
    return this.words.list(query);
  }

  @Contract(addWordRule)
  async addWord(
    @Input() { body }: InputOf<typeof addWordRule>,
    @CurrentActor() actor: Actor,
  ): Promise<WordRuleShown> {
    return this.words.add(actor, body);
  }

  @Contract(removeWordRule)
  async removeWord(
    @Input() { params }: InputOf<typeof removeWordRule>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.words.remove(actor, params.id);
  }
}

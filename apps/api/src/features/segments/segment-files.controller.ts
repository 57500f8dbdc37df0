import { Readable } from 'node:stream';
import { Controller, Res } from '@nestjs/common';
import {
  downloadSegmentChanges,
  downloadSegmentHistory,
  downloadSegmentMakeup,
  sendSegmentFile,
  type SegmentMakeup,
  type SentSegmentFile,
} from '@regulars/contracts';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import {
  Contract,
  CurrentActor,
  Input,
  RawRequest,
  type ClubRequest,
  type InputOf,
} from '../../platform/http/contract.ts';
import { sendCsv } from '../../platform/http/sent-csv.ts';
import { SegmentBooks } from './segment-books.ts';
import { SentMembers } from './sent-members.ts';

/** Segments as files, and lists from files. */
@Controller()
export class SegmentFilesController {
  constructor(
    private readonly sent: SentMembers,
    private readonly books: SegmentBooks,
  ) {}

  @Contract(sendSegmentFile)
  async send(
    @Input() { params, query }: InputOf<typeof sendSegmentFile>,
    @CurrentActor() actor: Actor,
    @RawRequest() { body: file }: ClubRequest,
  ): Promise<SentSegmentFile> {
    if (!(file instanceof Readable)) throw new ClubError('unsupported-media-type', 'Send text/csv');
    return this.sent.send(actor, params.id, file, query.dryRun ?? false);
  }

  @Contract(downloadSegmentChanges)
  async changes(
    @Input() { params: { id } }: InputOf<typeof downloadSegmentChanges>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const first = await this.books.changes(id, { limit: 1000 });
    const rows = this.books.allChanges(id, first);
    await sendCsv(reply, { name: 'segment-changes', columns: ['number', 'memberId', 'change', 'at'], rows });
  }

  @Contract(downloadSegmentHistory)
  async history(
    @Input() { params: { id } }: InputOf<typeof downloadSegmentHistory>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { data } = await this.books.history(id);
    const rows = data.map(({ day, members, entered, left }) => [
      day,
      ...[members, entered, left].map((figure) => String(figure)),
    ]);
    await sendCsv(reply, { name: 'segment-history', columns: ['day', 'members', 'entered', 'left'], rows });
  }

  @Contract(downloadSegmentMakeup)
  async makeup(
    @Input() { params: { id } }: InputOf<typeof downloadSegmentMakeup>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const makeup = await this.books.makeup(id);
    const of = (about: string, groups: SegmentMakeup['ages']): string[][] =>
      groups.map(({ key, members, of: all }) => [about, key ?? '', String(members), String(all)]);
    const rows = [
      ['all', '', String(makeup.members), String(makeup.of)],
      ...of('age', makeup.ages),
      ...of('tier', makeup.tiers),
      ...of('location', makeup.locations),
    ];
    await sendCsv(reply, { name: 'segment-makeup', columns: ['about', 'key', 'members', 'of'], rows });
  }
}

import { Controller } from '@nestjs/common';
import {
  addSegmentMembers,
  copySegment,
  createSegment,
  getSegment,
  getSegmentHistory,
  getSegmentMakeup,
  listSegmentChanges,
  listSegmentMembers,
  listSegments,
  previewSegment,
  removeSegment,
  removeSegmentMember,
  restoreSegment,
  updateSegment,
  type ReplyOf,
  type Segment,
  type SegmentMakeup,
  type SegmentPreview,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import {
  Contract,
  CurrentActor,
  ExpectedVersion,
  Input,
  type InputOf,
} from '../../platform/http/contract.ts';
import { ListedSegments } from './listed-segments.ts';
import { SegmentBooks } from './segment-books.ts';
import { SegmentPreviews } from './segment-previews.ts';
import { Segments } from './segments.ts';

@Controller()
export class SegmentsController {
  constructor(
    private readonly segments: Segments,
    private readonly lists: ListedSegments,
    private readonly previews: SegmentPreviews,
    private readonly books: SegmentBooks,
  ) {}

  @Contract(listSegments)
  async list(@Input() { query }: InputOf<typeof listSegments>): Promise<ReplyOf<typeof listSegments>> {
    return this.segments.list(query);
  }

  @Contract(createSegment)
  async create(
    @Input() { body }: InputOf<typeof createSegment>,
    @CurrentActor() actor: Actor,
  ): Promise<Segment> {
    return this.segments.create(actor, body);
  }

  @Contract(previewSegment)
  async preview(@Input() { body }: InputOf<typeof previewSegment>): Promise<SegmentPreview> {
    return this.previews.of(body);
  }

  @Contract(getSegment)
  async get(@Input() { params }: InputOf<typeof getSegment>): Promise<ReplyOf<typeof getSegment>> {
    return this.segments.byId(params.id);
  }

  @Contract(updateSegment)
  async update(
    @Input() { params, body }: InputOf<typeof updateSegment>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<Segment> {
    return this.segments.change(actor, params.id, body, version);
  }

  @Contract(removeSegment)
  async remove(
    @Input() { params }: InputOf<typeof removeSegment>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.segments.remove(actor, params.id);
  }

  @Contract(restoreSegment)
  async restore(
    @Input() { params }: InputOf<typeof restoreSegment>,
    @CurrentActor() actor: Actor,
  ): Promise<Segment> {
    return this.segments.restore(actor, params.id);
  }

  @Contract(listSegmentMembers)
  async members(
    @Input() { params, query }: InputOf<typeof listSegmentMembers>,
  ): Promise<ReplyOf<typeof listSegmentMembers>> {
    return this.books.listMembers(params.id, query);
  }

  @Contract(addSegmentMembers)
  async add(
    @Input() { params, body }: InputOf<typeof addSegmentMembers>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof addSegmentMembers>> {
    return this.lists.add(actor, params.id, body);
  }

  @Contract(removeSegmentMember)
  async takeOff(
    @Input() { params }: InputOf<typeof removeSegmentMember>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.lists.remove(actor, params.id, params.memberId);
  }

  @Contract(copySegment)
  async copy(
    @Input() { params, body }: InputOf<typeof copySegment>,
    @CurrentActor() actor: Actor,
  ): Promise<Segment> {
    return this.segments.copy(actor, params.id, body);
  }

  @Contract(listSegmentChanges)
  async changes(
    @Input() { params, query }: InputOf<typeof listSegmentChanges>,
  ): Promise<ReplyOf<typeof listSegmentChanges>> {
    return this.books.changes(params.id, query);
  }

  @Contract(getSegmentHistory)
  async history(
    @Input() { params }: InputOf<typeof getSegmentHistory>,
  ): Promise<ReplyOf<typeof getSegmentHistory>> {
    return this.books.history(params.id);
  }

  @Contract(getSegmentMakeup)
  async makeup(@Input() { params }: InputOf<typeof getSegmentMakeup>): Promise<SegmentMakeup> {
    return this.books.makeup(params.id);
  }
}

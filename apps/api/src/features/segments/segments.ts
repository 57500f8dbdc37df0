import { Injectable } from '@nestjs/common';
import {
  mostSegments,
  type BodyOf,
  type copySegment,
  type createSegment,
  type ListedSegment,
  type listSegments,
  type QueryOf,
  type Segment,
  type updateSegment,
  type UsedSegment,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { Page } from '../../platform/http/cursor.ts';
import { newId } from '../../platform/ids.ts';
import { Reader } from '../club/index.ts';
import { namersOf } from './nesting.ts';
import { SegmentChecks } from './segment-checks.ts';
import { SegmentTrail } from './segment-trail.ts';
import { SegmentUses } from './segment-uses.ts';
import { shown, type SegmentRecord } from './segment.ts';
import { SegmentsRepository } from './segments.repository.ts';

/** Saved conditions on members, and lists of members. */
@Injectable()
export class Segments {
  constructor(
    private readonly segments: SegmentsRepository,
    private readonly checks: SegmentChecks,
    private readonly uses: SegmentUses,
    private readonly reader: Reader,
    private readonly trail: SegmentTrail,
    private readonly transactions: Transactions,
  ) {}

  /** By name, in the reader's language. */
  list(query: QueryOf<typeof listSegments>): Promise<Page<ListedSegment>> {
    return this.uses.list(query);
  }

  /** Of all, in the reader's language. */
  async names(): Promise<ReadonlyMap<string, string>> {
    const { of } = await this.reader.wording();
    return new Map((await this.segments.all()).map(({ id, name }) => [id, of(name)]));
  }

  /** Throws `not-found`. */
  async byId(id: string): Promise<UsedSegment> {
    return { ...(await this.#shown(await this.find(id))), usedBy: await this.uses.of(id) };
  }

  /** Throws `invalid-request`, `too-many-segments`, `unknown-segment`, `segments-too-deep` and others about the condition. */
  async create(actor: Actor, { name, condition, announced }: BodyOf<typeof createSegment>): Promise<Segment> {
    const texts = await this.reader.texts(name);
    const added = await this.transactions.run(async () => {
      if (condition) await this.checks.assertPossible(condition, null);
      return this.#add(actor, { id: newId(), name: texts, condition, announced });
    });
    return this.#shown(added);
  }

  /** A list of those who are in it now. Throws `not-found`, `too-many-segments`. */
  async copy(actor: Actor, id: string, { name }: BodyOf<typeof copySegment>): Promise<Segment> {
    const texts = await this.reader.texts(name);
    const added = await this.transactions.run(async () => {
      await this.segments.lock(id);
      const { announced } = await this.find(id);
      return this.#add(actor, { id: newId(), name: texts, condition: null, announced }, id);
    });
    return this.#shown(added);
  }

  /** Throws `not-found`, `version-changed`, `segment-in-itself` and what `create` throws. */
  async change(
    actor: Actor,
    id: string,
    patch: BodyOf<typeof updateSegment>,
    version: number,
  ): Promise<Segment> {
    const after = await this.transactions.run(async () => {
      const before = await this.find(id);
      const condition = patch.condition === undefined ? before.condition : patch.condition;
      if ((condition === null) !== (before.condition === null))
        throw ClubError.field(
          'invalid-request',
          '/condition',
          'a list stays a list, and a condition stays one',
        );
      if (condition && patch.condition !== undefined) await this.checks.assertPossible(condition, before);
      const name =
        patch.name === undefined ? before.name : await this.reader.renamed(before.name, patch.name);
      const announced = patch.announced ?? before.announced;
      const segment = await this.segments.update({ id, version }, { name, condition, announced });
      if (!segment) throw new ClubError('version-changed');
      if (condition && patch.condition !== undefined)
        await this.segments.settleAgain(namersOf(id, await this.segments.all()));
      await this.trail.note(actor, 'segment.changed', before, segment);
      return segment;
    });
    return this.#shown(after);
  }

  /** Throws `not-found`, `segment-in-use`. */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.transactions.run(async () => {
      await this.segments.lock(id);
      const before = await this.find(id);
      await this.uses.assertNone(id);
      await this.segments.remove(id);
      await this.trail.note(actor, 'segment.removed', before, undefined);
    });
  }

  /**
   * For a day after it was removed. Throws `not-found`, `too-many-segments`, and what is wrong with its condition by now.
   */
  async restore(actor: Actor, id: string): Promise<Segment> {
    const restored = await this.transactions.run(async () => {
      await this.segments.lock(id);
      const before = await this.segments.findRemoved(id);
      if (!before) throw new ClubError('not-found');
      await this.#assertRoom();
      if (before.condition) await this.checks.assertPossible(before.condition, before);
      await this.segments.restore(id);
      await this.trail.note(actor, 'segment.restored', undefined, before);
      return before;
    });
    return this.#shown(restored);
  }

  /** Throws `not-found`. */
  async find(id: string): Promise<SegmentRecord> {
    const found = await this.segments.find(id);
    if (!found) throw new ClubError('not-found');
    return found;
  }

  async #add(
    actor: Actor,
    segment: Omit<SegmentRecord, 'version' | 'createdAt' | 'updatedAt'>,
    copyOf: string | null = null,
  ): Promise<SegmentRecord> {
    await this.#assertRoom();
    const added = await this.segments.insert(segment, copyOf);
    await this.trail.note(actor, 'segment.created', undefined, added);
    return added;
  }

  async #assertRoom(): Promise<void> {
    if ((await this.segments.all()).length >= mostSegments) throw new ClubError('too-many-segments');
  }

  async #shown(segment: SegmentRecord): Promise<Segment> {
    const fill = (await this.segments.fills(segment.id)).get(segment.id);
    return shown(segment, fill, await this.reader.wording());
  }
}

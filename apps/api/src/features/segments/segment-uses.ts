import { Injectable } from '@nestjs/common';
import {
  fewMembers,
  type ConditionUse,
  type ListedSegment,
  type listSegments,
  type QueryOf,
} from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import type { Page } from '../../platform/http/cursor.ts';
import { sortedPage } from '../../platform/http/sorted.ts';
import { ConditionUses, Reader, type NamedUse } from '../club/index.ts';
import { Audiences } from '../facts/index.ts';
import { PreviewsRepository } from './previews.repository.ts';
import { shown } from './segment.ts';
import { SegmentsRepository } from './segments.repository.ts';

/** Where segments are named, and what segments name themselves. */
@Injectable()
export class SegmentUses {
  constructor(
    private readonly segments: SegmentsRepository,
    private readonly previews: PreviewsRepository,
    private readonly uses: ConditionUses,
    private readonly audiences: Audiences,
    private readonly reader: Reader,
  ) {
    uses.register(async () =>
      (await segments.all()).map(({ id, name, condition }) => ({
        type: 'segment' as const,
        id,
        name,
        asks: condition,
      })),
    );
  }

  /** With their sizes and uses. */
  async list(query: QueryOf<typeof listSegments>): Promise<Page<ListedSegment>> {
    const wording = await this.reader.wording();
    const fills = await this.segments.fills();
    const { today } = await this.audiences.moment();
    const sizes = Map.groupBy(await this.segments.sizes(today), ({ id }) => id);
    const uses = await this.uses.all('segment');
    const told = this.#told(wording.of);
    const { of: active } = await this.previews.active();
    const listed = query.removed ? await this.segments.removed() : await this.segments.all();
    const rows = listed.map((segment) => ({
      ...shown(segment, fills.get(segment.id), wording),
      share: shareOf(fills.get(segment.id)?.members ?? 0, active),
      sizes: (sizes.get(segment.id) ?? []).map(({ day, members }) => ({ day, members })),
      usedBy: (uses.get(segment.id) ?? []).map(told),
    }));
    return sortedPage(rows, query, { by: { name: ({ name }) => name }, usual: 'name' });
  }

  async of(id: string): Promise<ConditionUse[]> {
    const { of } = await this.reader.wording();
    return (await this.uses.of('segment', id)).map(this.#told(of));
  }

  /** Throws `segment-in-use` with the names. Lock the segment first. */
  async assertNone(id: string): Promise<void> {
    const uses = await this.of(id);
    if (uses.length > 0)
      throw new ClubError(
        'segment-in-use',
        `Used by: ${uses.map(({ type, name }) => `${name} (${type})`).join(', ')}`,
      );
    if (await this.segments.isCopied(id)) throw new ClubError('segment-in-use', 'A list is being made of it');
  }

  #told(of: (name: NamedUse['name']) => string): (use: NamedUse) => ConditionUse {
    return ({ name, ...use }) => ({ ...use, name: of(name) });
  }
}

/** A list may also hold members who are not active. */
const shareOf = (members: number, active: number): number | null =>
  active < fewMembers ? null : Math.min(members / active, 1);

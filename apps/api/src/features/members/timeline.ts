import { Injectable } from '@nestjs/common';
import type { listOwnActivity, memberTimeline, QueryOf, ReplyOf, TimelineEntry } from '@regulars/contracts';
import { boundTo, holds, type Actor } from '../../platform/actor.ts';
import { heardBy } from '../../platform/scopes.ts';
import { foreignCursor, page, readCursor } from '../../platform/http/cursor.ts';
import { highestId, lowestId } from '../../platform/http/lists.ts';
import { TimelineSources, type TimelineSlice } from './timeline-sources.ts';

/** Where a page ended: entries of the same moment are ordered by source, then by id. */
interface Position {
  readonly at: number;
  readonly source: string;
  readonly id: string;
}

interface ToldEntry {
  readonly source: string;
  readonly at: number;
  readonly entry: TimelineEntry;
}

const lastMoment = Date.parse('9999-12-31T23:59:59Z');
const beginning: Position = { at: lastMoment, source: '', id: highestId };

/** Everything that happened to a member, from all features. */
@Injectable()
export class Timeline {
  constructor(private readonly sources: TimelineSources) {}

  /** Keys see entries that their scopes allow. */
  async of(
    actor: Actor,
    memberId: string,
    { limit, cursor }: QueryOf<typeof listOwnActivity>,
  ): Promise<ReplyOf<typeof memberTimeline>> {
    const from = readPosition(cursor);
    const told: ToldEntry[] = [];
    for (const source of this.sources.all()) {
      const { name } = source;
      const slice = { before: beforeFor(name, from), limit: limit + 1, within: boundTo(actor) };
      for (const entry of await source.timeline(memberId, slice))
        if (mayReadKind(actor, entry.kind)) told.push({ source: name, at: Date.parse(entry.at), entry });
    }
    return page(told.sort(newestFirst), limit, show, ({ at, source, entry }) => [at, source, entry.id]);
  }
}

/** Kinds without an event belong to the member. */
const ofMember: readonly string[] = ['consent.', 'note.', 'message.'];

/** All entries of a source need the same scope, so a page never ends early. */
const mayReadKind = (actor: Actor, kind: string): boolean =>
  ofMember.some((start) => kind.startsWith(start))
    ? holds(actor, 'members:read')
    : heardBy(actor).some((name) => name === kind);

const beforeFor = (name: string, { at, source, id }: Position): TimelineSlice['before'] => {
  if (name === source) return { at: new Date(at), id };
  return { at: new Date(at), id: name > source ? highestId : lowestId };
};

const newestFirst = (left: ToldEntry, right: ToldEntry): number =>
  right.at - left.at || compare(left.source, right.source) || compare(right.entry.id, left.entry.id);

const compare = (left: string, right: string): number => Number(left > right) - Number(left < right);

const show = ({ source, entry }: ToldEntry): TimelineEntry => ({
  ...entry,
  id: `${source}-${entry.id}`,
});

const readPosition = (cursor: string | undefined): Position => {
  const values = readCursor(cursor, 'number', 'text', 'id');
  if (!values) return beginning;
  const [at, source, id] = values;
  if (Math.abs(at) > lastMoment) throw foreignCursor();
  return { at, source, id };
};

import { Injectable } from '@nestjs/common';
import type { TimelineEntry } from '@regulars/contracts';

/** Entries strictly before `before` in the order of (at, id), newest first. */
export interface TimelineSlice {
  readonly before: { readonly at: Date; readonly id: string };
  readonly limit: number;
  /** Leaves out events of other locations than these; null leaves out nothing. */
  readonly within: readonly string[] | null;
}

/** Timeline entries of a feature. */
export interface TimelineSource {
  /** Unique; the feature's name. It is part of cursors: never reuse or change it. */
  readonly name: string;
  /**
   * A member's events: at most `limit` entries with `(at, id) < (before.at, before.id)`, newest first. The `id`
   * of an entry is a uuid. In SQL: `where member_id = $1 and (at, id) < ($2, $3::uuid) order by at desc, id
   * desc limit $4`.
   */
  timeline(memberId: string, slice: TimelineSlice): Promise<readonly TimelineEntry[]>;
}

/** The sources of timelines. Features register in their constructors. */
@Injectable()
export class TimelineSources {
  readonly #sources: TimelineSource[] = [];

  register(source: TimelineSource): void {
    if (this.#sources.some(({ name }) => name === source.name))
      throw new Error(`Two sources of the timeline are named ${source.name}`);
    this.#sources.push(source);
  }

  all(): readonly TimelineSource[] {
    return this.#sources;
  }
}

/** Texts by language as details of an entry: `reward.de`, `reward.en`. */
export const textDetails = (
  name: string,
  texts: Readonly<Partial<Record<string, string>>>,
): TimelineEntry['details'] =>
  Object.fromEntries(Object.entries(texts).map(([language, text]) => [`${name}.${language}`, text ?? null]));

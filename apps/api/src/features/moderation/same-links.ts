import { Injectable } from '@nestjs/common';
import { linksOf, Writings, type Writing, type WritingRef } from '../posts/index.ts';
import type { Sphere } from './author-restrictions.ts';

/** Texts of an author that are searched. */
const mostSearched = 100;

/** Spammers write the same link in many places. */
@Injectable()
export class SameLinks {
  constructor(private readonly writings: Writings) {}

  /** The text, then other texts of its author in this sphere with one of its links that can still be read. */
  async withOthers(ref: WritingRef, { reach, communityId }: Sphere): Promise<Writing[]> {
    const [writing] = await this.writings.find([ref]);
    if (!writing) return [];
    const links = new Set(linksOf(writing));
    if (writing.authorId === null || links.size === 0) return [writing];
    const written = await this.writings.ofAuthor(writing.authorId, mostSearched);
    const others = written.filter(
      (each) =>
        each.id !== writing.id &&
        each.state !== 'deleted' &&
        (reach === 'club' || each.communityId === communityId) &&
        linksOf(each).some((link) => links.has(link)),
    );
    return [writing, ...others];
  }
}

import { Injectable } from '@nestjs/common';
import type { Origin } from '../../platform/events/outbox.ts';

/** That another member brought this one, as the newcomer says. */
export interface Invitation {
  /** As it was sent. */
  readonly code: string;
  readonly way: 'link' | 'till';
  /** Members who use the browser in which the newcomer joins. */
  readonly browserOf: readonly string[];
}

export interface Newcomer {
  readonly id: string;
  readonly joinedAt: Date;
  readonly invitation?: Invitation;
  readonly card?: string;
}

/** What a feature does when someone joins, and when a mistaken new member is removed. */
export interface JoiningPart {
  /** Unique; the feature's name. */
  readonly name: string;
  /** Runs in the transaction that creates the members, once for all of them. */
  joined?(members: readonly Newcomer[], context: { readonly origin: Origin }): Promise<void>;
  /** Members with something that happened in this feature since they joined. */
  touched?(ids: readonly string[]): Promise<readonly string[]>;
  /** Deletes what `joined` created, in the transaction that removes mistaken, unused members. */
  left?(ids: readonly string[]): Promise<void>;
}

/** Joining and leaving. Features register in their constructors; members runs them without knowing them. */
@Injectable()
export class JoiningParts {
  readonly #parts: JoiningPart[] = [];

  register(part: JoiningPart): void {
    if (this.#parts.some(({ name }) => name === part.name))
      throw new Error(`Two parts of joining are named ${part.name}`);
    this.#parts.push(part);
  }

  async join(members: readonly Newcomer[], origin: Origin): Promise<void> {
    for (const part of this.#parts) await part.joined?.(members, { origin });
  }

  async touched(ids: readonly string[]): Promise<string[]> {
    const touched: string[] = [];
    for (const part of this.#parts) touched.push(...((await part.touched?.(ids)) ?? []));
    return touched;
  }

  async left(ids: readonly string[]): Promise<void> {
    for (const part of this.#parts) await part.left?.(ids);
  }
}

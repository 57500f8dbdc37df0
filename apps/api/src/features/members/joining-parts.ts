import { Injectable } from '@nestjs/common';
import type { Origin } from '../../platform/events/outbox.ts';

export interface Newcomer {
  readonly id: string;
  readonly joinedAt: Date;
}

/** What a feature does when somebody joins, and when somebody who joined by mistake is removed. */
export interface JoiningPart {
  /** Unique; the feature's name. */
  readonly name: string;
  /** Runs in the transaction that creates the members, for all of them at once. */
  joined?(members: readonly Newcomer[], context: { readonly origin: Origin }): Promise<void>;
  /** Those of the members with whom something happened in this feature since they joined. */
  touched?(ids: readonly string[]): Promise<readonly string[]>;
  /** Deletes what `joined` made, in the transaction that removes untouched members who joined by mistake. */
  left?(ids: readonly string[]): Promise<void>;
}

/** Joining and leaving. Features register while they are made; members runs them without knowing them. */
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

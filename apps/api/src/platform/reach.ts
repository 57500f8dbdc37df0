import { Injectable } from '@nestjs/common';
import { boundTo, type Actor } from './actor.ts';
import { ClubError } from './club-error.ts';

/** What the features know of places. */
export interface Places {
  /** Whether the member joined or bought at one of these locations. */
  knowsMember(memberId: string, locationIds: readonly string[]): Promise<boolean>;
  codesOf(locationIds: readonly string[]): Promise<readonly string[]>;
}

/** How far staff and keys reach that are bound to locations; who is not reaches everything. */
@Injectable()
export class Reach {
  #places: Places | undefined;

  /** Who knows members and locations answers. */
  answerBy(places: Places): void {
    this.#places = places;
  }

  /** Throws `not-found` for a member who is none of theirs. */
  async toMember(actor: Actor, memberId: string): Promise<void> {
    const bound = boundTo(actor);
    if (bound !== null && !(await this.#known.knowsMember(memberId, bound))) throw new ClubError('not-found');
  }

  /** Codes of the locations that the actor is bound to; null is the whole club. */
  async codesOf(actor: Actor): Promise<readonly string[] | null> {
    const bound = boundTo(actor);
    return bound && this.#known.codesOf(bound);
  }

  get #known(): Places {
    if (!this.#places) throw new Error('No feature says which member was where');
    return this.#places;
  }
}

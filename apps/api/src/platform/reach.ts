import { Injectable } from '@nestjs/common';
import { boundTo, type Actor } from './actor.ts';
import { ClubError } from './club-error.ts';

/** What features know about locations. */
export interface Places {
  /** How many of these members joined or bought at one of these locations. */
  countKnown(memberIds: readonly string[], locationIds: readonly string[]): Promise<number>;
  codesOf(locationIds: readonly string[]): Promise<readonly string[]>;
}

/** The reach of staff and keys that are bound to locations. All others reach everything. */
@Injectable()
export class Reach {
  #places: Places | undefined;

  /** The owner of members and locations answers. */
  answerBy(places: Places): void {
    this.#places = places;
  }

  /** Throws `not-found` for a member outside their reach. */
  async toMember(actor: Actor, memberId: string): Promise<void> {
    await this.toMembers(actor, [memberId]);
  }

  /** Throws `not-found` if one of these different members is outside their reach. */
  async toMembers(actor: Actor, memberIds: readonly string[]): Promise<void> {
    const bound = boundTo(actor);
    if (bound === null || memberIds.length === 0) return;
    if ((await this.#known.countKnown(memberIds, bound)) < memberIds.length) throw new ClubError('not-found');
  }

  /** Codes of the actor's locations; null for the whole club. */
  async codesOf(actor: Actor): Promise<readonly string[] | null> {
    const bound = boundTo(actor);
    return bound && this.#known.codesOf(bound);
  }

  get #known(): Places {
    if (!this.#places) throw new Error('No feature says which member was where');
    return this.#places;
  }
}

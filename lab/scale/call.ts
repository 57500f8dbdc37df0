import type { RegularsClient } from '@regulars/client';

/** A call that a person waits for. */
export interface Call {
  readonly name: string;
  /** Milliseconds in the largest club; without one only the growth counts. */
  readonly goal?: number;
  /** It looks at all members, so only the goal counts. */
  readonly grows?: true;
  /** Fewer are enough: it leaves work behind. */
  readonly most?: number;
  make(turn: number): Promise<unknown>;
}

export interface Person {
  readonly id: string;
  readonly number: string;
  readonly email: string;
  readonly phone: string | null;
  readonly externalId: string;
}

export interface Known {
  readonly client: RegularsClient;
  /** As a member who is signed in. */
  readonly asMember: RegularsClient;
  /** Some members of the club. */
  readonly people: readonly Person[];
}

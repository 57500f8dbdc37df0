import { Injectable } from '@nestjs/common';
import type { Role, Operation } from '@regulars/contracts';
import type { ClubRequest } from './contract.ts';

/** Undefined or null if there is none. */
type OwnerOf = (id: string) => Promise<string | null | undefined>;

/** Knows whose wallet a request is about. Features with member data under their own paths register here. */
@Injectable()
export class WalletOwners {
  readonly #owners = new Map<string, OwnerOf>();

  /** Resources under this path belong to the member whom `ownerOf` finds, without a lock. */
  register(path: `/${string}/{id}`, ownerOf: OwnerOf): void {
    if (this.#owners.has(path)) throw new Error(`Two features know whose ${path} is`);
    this.#owners.set(path, ownerOf);
  }

  /** The queue of the request: a member's, or that of what its path names; null if it names nothing. */
  async lineOf(endpoint: Operation, request: ClubRequest): Promise<string | null> {
    const { input } = request;
    const body = input?.body as { member?: unknown; memberId?: string } | undefined;
    if (body?.member !== undefined) return JSON.stringify(body.member);
    const memberId =
      body?.memberId ?? (await this.#ownerOf(endpoint, input?.params)) ?? ownOf(endpoint, request);
    if (memberId !== undefined) return lineOfMember(memberId);
    return endpoint.path.includes('{') ? `${endpoint.path} ${JSON.stringify(input?.params)}` : null;
  }

  async #ownerOf({ path }: Operation, params: unknown): Promise<string | undefined> {
    const { id } = (params ?? {}) as { id?: string };
    if (id === undefined) return undefined;
    if (path.startsWith('/members/{id}')) return id;
    const place = path.slice(0, path.indexOf('/{id}') + '/{id}'.length);
    return (await this.#owners.get(place)?.(id)) ?? undefined;
  }
}

const lineOfMember = (id: string): string => JSON.stringify({ id });

/** Members act for themselves, if they may act at all. */
const ownOf = ({ access }: Operation, { user }: ClubRequest): string | undefined => {
  const roles: readonly Role[] = typeof access === 'object' ? access.roles : [];
  const own = user?.kind === 'account' && roles.includes('member') ? user.memberId : null;
  return own ?? undefined;
};

import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { walletThings, type Role, type Operation, type WalletThing } from '@regulars/contracts';
import type { ClubRequest } from './contract.ts';

/** Undefined or null if there is none. */
type OwnerOf = (id: string) => Promise<string | null | undefined>;

const things: readonly string[] = walletThings;
const isThing = (wallet: string): wallet is WalletThing => things.includes(wallet);

/** Finds the wallet of a request, as its contract says. The owners of objects register here. */
@Injectable()
export class WalletOwners implements OnApplicationBootstrap {
  readonly #owners = new Map<WalletThing, OwnerOf>();

  /** `ownerOf` finds the member of an object without a lock. */
  register(thing: WalletThing, ownerOf: OwnerOf): void {
    if (this.#owners.has(thing)) throw new Error(`Two features know whose a ${thing} is`);
    this.#owners.set(thing, ownerOf);
  }

  onApplicationBootstrap(): void {
    const unknown = walletThings.filter((thing) => !this.#owners.has(thing));
    if (unknown.length > 0) throw new Error(`No feature knows whose a ${unknown.join(' or a ')} is`);
  }

  /** The queue of the request: a member's, or that of what its path names; null if it names nothing. */
  async lineOf(endpoint: Operation, request: ClubRequest): Promise<string | null> {
    const { input } = request;
    const body = input?.body as { member?: unknown } | undefined;
    if (endpoint.wallet === 'named' && body?.member !== undefined) return JSON.stringify(body.member);
    const memberId = await this.#memberOf(endpoint, request);
    if (memberId !== undefined) return lineOfMember(memberId);
    return endpoint.path.includes('{') ? `${endpoint.path} ${JSON.stringify(input?.params)}` : null;
  }

  async #memberOf(endpoint: Operation, request: ClubRequest): Promise<string | undefined> {
    const { wallet = 'none' } = endpoint;
    const { id = '' } = (request.input?.params ?? {}) as { id?: string };
    if (wallet === 'none') return undefined;
    if (wallet === 'member') return id;
    const found = isThing(wallet)
      ? await this.#owners.get(wallet)?.(id)
      : (request.input?.body as { memberId?: string } | undefined)?.memberId;
    return found ?? ownOf(endpoint, request);
  }
}

const lineOfMember = (id: string): string => JSON.stringify({ id });

/** Members act for themselves, if they may act at all. */
const ownOf = ({ access }: Operation, { user }: ClubRequest): string | undefined => {
  const roles: readonly Role[] = typeof access === 'object' ? access.roles : [];
  const own = user?.kind === 'account' && roles.includes('member') ? user.memberId : null;
  return own ?? undefined;
};

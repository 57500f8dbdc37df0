import type { Operation } from '@regulars/contracts';
import { currentTrace } from '../log/index.ts';
import type { ClubRequest } from './contract.ts';

/** The places of members in replies of idempotent calls. `noted-replies.test.ts` fails when a reply has another. */
interface Naming {
  readonly memberId?: string;
  readonly member?: { readonly id: string } | null;
  readonly voucher?: { readonly memberId?: string };
  readonly action?: { readonly memberId?: string };
}

const isOwn = (access: Operation['access']): boolean => typeof access === 'object' && access.reach === 'own';

/** The members that a call and its reply are about. */
export const membersNamed = (
  { wallet, access }: Operation,
  { input, user }: ClubRequest,
  reply: unknown,
): ReadonlySet<string> => {
  const { memberId, member, voucher, action } = (reply ?? {}) as Naming;
  const named = [
    // What members write of their own names nobody, and is theirs.
    isOwn(access) && user?.kind === 'account' ? (user.memberId ?? undefined) : undefined,
    wallet === 'member' ? (input?.params as { id?: string } | undefined)?.id : undefined,
    (input?.body as { memberId?: string } | undefined)?.memberId,
    currentTrace()?.notes.member,
    memberId,
    member?.id,
    voucher?.memberId,
    action?.memberId,
  ];
  return new Set(named.filter((id) => id !== undefined));
};

import { ClubError } from '../../platform/club-error.ts';
import type { Contact, Holder } from './members.repository.ts';

const pointers: Record<string, string> = {
  members_confirmed_email: '/email',
  accounts_confirmed_email: '/email',
  members_external_id_key: '/externalId',
};

/** Throws `already-taken` with the other member, for callers who may know: staff and keys. */
export const assertNobodyHas = (holder: Holder | undefined): void => {
  if (!holder) return;
  const message = 'another member has it';
  throw new ClubError('already-taken', {
    detail: message,
    errors: [{ pointer: `/${holder.field}`, message }],
    memberId: holder.memberId,
  });
};

/** Throws `already-taken` if two of them have the same e-mail or phone. */
export const assertNobodyIsTwice = (people: readonly Contact[]): void => {
  const seen = new Set<string>();
  for (const { email, phone } of people)
    for (const [pointer, value] of [
      ['/email', email?.toLowerCase()],
      ['/phone', phone],
    ] as const) {
      if (value === undefined || value === null) continue;
      if (seen.has(`${pointer} ${value}`))
        throw ClubError.field('already-taken', pointer, 'twice among them');
      seen.add(`${pointer} ${value}`);
    }
};

/** Names the field that someone else already has. */
export const refusingTaken = async <Result>(write: () => Promise<Result>): Promise<Result> => {
  try {
    return await write();
  } catch (error) {
    const pointer = pointers[(error as { constraint?: string }).constraint ?? ''];
    if (pointer === undefined) throw error;
    throw ClubError.field('already-taken', pointer, 'another member has it');
  }
};

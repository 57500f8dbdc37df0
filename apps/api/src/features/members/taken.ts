import { ClubError } from '../../platform/club-error.ts';

const pointers: Record<string, string> = {
  members_email: '/email',
  members_phone: '/phone',
  members_external_id_key: '/externalId',
};

/** Says which field somebody else has already. */
export const refusingTaken = async <Result>(write: () => Promise<Result>): Promise<Result> => {
  try {
    return await write();
  } catch (error) {
    const pointer = pointers[(error as { constraint?: string }).constraint ?? ''];
    if (pointer === undefined) throw error;
    throw ClubError.field('already-taken', pointer, 'another member has it');
  }
};
